"""The HTTP side: Slack's requests, and what tells an operator that all is well."""
