"""Trackers to store: what is read where, and how a sync commits it."""
