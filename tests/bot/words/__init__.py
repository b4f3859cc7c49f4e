"""Tests of what Shipcast says."""
