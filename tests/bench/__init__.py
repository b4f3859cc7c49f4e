"""Benchmarks: never timed tests, always ratios against a named baseline in the same run."""
