"""Jira, Cloud and Data Center: what it holds, read whole and with its history."""
