"""Why Slack cannot be used, sorted by who can do something about it; and why it refuses."""

from slack_sdk.errors import SlackApiError


class SlackError(Exception):
    """Slack cannot be used; the message says why and what to do."""


class SlackSettingsError(SlackError):
    """A person must act first: a secret is missing, or Slack refuses it."""


class SlackUnreachableError(SlackError):
    """The same may succeed later: the network, or Slack itself."""


def reason_of(error: Exception) -> str:
    """Give Slack's own word for a refusal, for a log; else what kind of failure it was."""
    if isinstance(error, SlackApiError):
        return str(error.response["error"])
    return type(error).__name__
