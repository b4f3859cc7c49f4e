"""Tests of the explanations on demand."""
