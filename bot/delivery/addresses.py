"""Where a post goes: a channel by its id, or a person by theirs."""

import re

from bot.words.catalogue import say
from bot.words.escape import Mrkdwn

_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_PERSON = re.compile(r"[UW][A-Z0-9]+")
_CONVERSATION = re.compile(r"D[A-Z0-9]+")


def is_person(address: str) -> bool:
    """Tell a person's id, which Slack takes as the address of a private message."""
    return _PERSON.fullmatch(address) is not None


def name_address(address: str) -> Mrkdwn:
    """Name a channel so that Slack shows its name, and a person without calling them.

    https://docs.slack.dev/messaging/formatting-message-text/#linking-channels
    """
    if _CHANNEL.fullmatch(address):
        return Mrkdwn(f"<#{address}>")
    if is_person(address) or _CONVERSATION.fullmatch(address):
        return say("delivery.person", address=address)
    return say("delivery.channel", address=address)
