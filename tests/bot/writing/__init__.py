"""Tests of writing dates into trackers."""
