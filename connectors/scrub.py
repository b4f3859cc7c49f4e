"""Secrets taken out of an error before it is stored."""

import re

from connectors.known_secrets import without_secrets

LONGEST = 500  # characters of a message that are worth keeping
MASK = "***"

_SECRETS = re.compile(
    r"""(?ix)
    (?<=://)[^/\s@]+(?=@)                                         # user:password@ in an address
    | (?<=bearer\s)\S+ | (?<=basic\s)\S+
    | (?<=token=)[^&\s]+ | (?<=key=)[^&\s]+ | (?<=secret=)[^&\s]+ | (?<=password=)[^&\s]+
    | \b(?:xox[a-z]-|xapp-|lin_api_|lin_oauth_|atatt|atctt)[\w=-]+   # Slack, Linear, Atlassian
    """
)


def scrub_error(error: BaseException) -> str:
    """Give the kind of the error and the first line of its message, short and without secrets."""
    message = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {scrub_text(message)}"[:LONGEST]


def scrub_text(text: str) -> str:
    """Take out what is known to be a secret, and what looks like one."""
    return _SECRETS.sub(MASK, without_secrets(text, MASK))
