"""Tests of the dates that people write."""
