"""Delivery: what stands in the outbox gets to Slack once, or to a person's notice."""
