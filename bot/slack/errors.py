"""Why Slack cannot be used, sorted by who can do something about it."""


class SlackError(Exception):
    """Slack cannot be used; the message says why and what to do."""


class SlackSettingsError(SlackError):
    """A person must act first: a secret is missing, or Slack refuses it."""


class SlackUnreachableError(SlackError):
    """The same may succeed later: the network, or Slack itself."""
