"""Slack, schedules, the web and the command line: where everything is wired."""
