"""Backtests: what a forecast would have said at past cutoffs, against what happened."""
