"""Channels as they stand in what people write."""

import re

# https://docs.slack.dev/messaging/formatting-message-text/#linking-channels
_CHANNEL = re.compile(r"<#(?P<id>[CG][A-Z0-9]+)(?:\|(?P<name>[^<>|]*))?>")
_TYPED = re.compile(r"#(?=[\w-]*[^\W\d_])[\w-]+")  # `#5` is a part of a name


def channel_of(word: str) -> str | None:
    """Give the id of a channel that Slack wrote down: `<#C024BE91L|general>`."""
    found = _CHANNEL.fullmatch(word)
    return found["id"] if found else None


def is_typed_channel(word: str) -> bool:
    """Tell a channel that Slack left as it was typed: nobody knows its id."""
    return _TYPED.fullmatch(word) is not None


def without_names(text: str) -> str:
    """Leave channels their ids alone: names may change, and are no business of ours."""
    return _CHANNEL.sub(r"<#\g<id>>", text)


def as_typed(text: str) -> str:
    """Give channels by name, for a question: a release may be called like its channel."""
    return _CHANNEL.sub(lambda found: found["name"] or f"#{found['id']}", text)
