"""Tests of delivery, against a local Slack."""
