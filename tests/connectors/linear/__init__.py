"""Tests of the Linear connector."""
