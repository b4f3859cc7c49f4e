"""What Shipcast shows: answers in, Block Kit out. Pure functions, no Slack client."""
