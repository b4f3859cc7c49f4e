"""The acknowledgement that Slack waits for."""

from slack_bolt import Ack


def acknowledge(ack: Ack) -> None:
    """Tell Slack at once that the request has come; the answer follows."""
    ack()
