"""Tests against a local Slack."""
