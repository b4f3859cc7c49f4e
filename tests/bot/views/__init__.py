"""Tests of what Shipcast shows."""
