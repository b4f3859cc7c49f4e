"""What Slack says of a channel, asked for at the moment that it matters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.people.errors import refused
from bot.people.roles import Asker
from bot.words.audience import ONE_PERSON, STRANGERS, HideTitles, Readers, in_channel
from bot.words.catalogue import say

log = structlog.get_logger(__name__)

# What Slack says of a conversation that the bot is not in, or may not know of.
_NOT_THERE = frozenset({"channel_not_found", "not_in_channel"})


class Standing(StrEnum):
    """Whether we may post in a channel, and if not, why."""

    OPEN = "open"
    NOT_INVITED = "not_invited"
    ARCHIVED = "archived"
    SHARED_OUTSIDE = "shared_outside"


@dataclass(frozen=True, slots=True)
class Room:
    """A channel as it is now; a conversation with one person is neither private nor public.

    People of another company read a channel that `is_shared`.
    """

    standing: Standing
    is_private: bool | None = None
    is_shared: bool = False

    def readers(self, hide_titles: HideTitles) -> Readers:
        """Give what may be said to those who read it, as it is now."""
        is_closed = self.is_private is True and not self.is_shared
        return in_channel(hide_titles, is_closed=is_closed)


def look_at(client: WebClient, channel_id: str, shared: Collection[str] = ()) -> Room:
    """Look at a channel, by https://docs.slack.dev/reference/methods/conversations.info.

    Those in `shared` may be read by people of other companies: an admin said so.

    Raises:
        SlackApiError: Slack refuses to tell.
        SlackClientError, OSError: Slack cannot be asked.
    """
    try:
        channel = client.conversations_info(channel=channel_id)["channel"]
    except SlackApiError as error:
        if error.response["error"] in _NOT_THERE:
            return Room(Standing.NOT_INVITED)
        raise
    standing = _standing(channel)
    if standing is Standing.SHARED_OUTSIDE and channel_id in shared:
        standing = _membership(channel)
    return Room(standing, bool(channel.get("is_private")), _is_shared(channel))


def _standing(channel: Mapping[str, Any]) -> Standing:
    if channel.get("is_archived"):
        return Standing.ARCHIVED
    return Standing.SHARED_OUTSIDE if _is_shared(channel) else _membership(channel)


def _is_shared(channel: Mapping[str, Any]) -> bool:
    return bool(channel.get("is_ext_shared") or channel.get("is_pending_ext_shared"))


def _membership(channel: Mapping[str, Any]) -> Standing:
    return Standing.OPEN if channel.get("is_member") else Standing.NOT_INVITED


@dataclass(frozen=True, slots=True)
class Rooms:
    """Looks at channels through Slack's Web API.

    `shared` are the channels that people of other companies may read. `hide_titles` tells in which
    issues go by their keys alone.
    """

    client: WebClient
    shared: frozenset[str] = frozenset()
    hide_titles: HideTitles = HideTitles.NEVER

    def readers(self, asker: Asker) -> Readers:
        """Give what may be said to all who listen where somebody asks; nobody may tell: the least.

        Slack is asked only where it matters.
        """
        if asker.is_direct:
            return ONE_PERSON
        if self.hide_titles is not HideTitles.PUBLIC:
            return in_channel(self.hide_titles)
        try:
            return look_at(self.client, asker.channel, self.shared).readers(self.hide_titles)
        except (SlackClientError, OSError) as error:
            log.warning("titles are hidden: a channel is not shown", error=type(error).__name__)
            return STRANGERS

    def must_be_open(self, asker: Asker) -> Room:
        """Make sure that we may post where somebody asks, and that only their company reads it.

        Raises:
            RefusedError: we are not in there, it is archived, or strangers are in it.
        """
        if asker.is_direct:
            return Room(Standing.OPEN)
        try:
            room = look_at(self.client, asker.channel, self.shared)
        except SlackApiError as error:
            reason = str(error.response["error"])
            log.warning("a channel cannot be looked at", reason=reason)
            raise refused(say("rooms.unknown", reason=reason)) from error
        except (SlackClientError, OSError) as error:
            raise refused(say("rooms.away")) from error
        if room.standing is not Standing.OPEN:
            raise refused(say(f"rooms.{room.standing}"))
        return room
