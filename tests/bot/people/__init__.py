"""Tests of what people set up."""
