"""Tests of planner.launch."""
