"""Readiness, what is weighed and told."""
