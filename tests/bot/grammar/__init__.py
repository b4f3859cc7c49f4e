"""Tests of what is understood of words."""
