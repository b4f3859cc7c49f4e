"""Slack: commands and buttons in, private answers out."""
