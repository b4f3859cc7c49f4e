"""What people set up in Slack, and who may: subscriptions, adoption, sharing, the pause."""
