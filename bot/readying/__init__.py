"""Readiness: what has to be shown before a launch, who signs off, and who stands in for whom."""
