"""Tests of the schedule with clocks of their own."""
