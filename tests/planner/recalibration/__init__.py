"""Tests of planner/recalibration."""
