"""What Slack says of a channel and of a person, asked for at the moment that it matters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.people.errors import refused
from bot.people.roles import Asker
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
    """A channel as it is now; a conversation with one person is neither private nor public."""

    standing: Standing
    is_private: bool | None = None


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
    return Room(standing, bool(channel.get("is_private")))


def _standing(channel: Mapping[str, Any]) -> Standing:
    if channel.get("is_archived"):
        return Standing.ARCHIVED
    if channel.get("is_ext_shared") or channel.get("is_pending_ext_shared"):
        return Standing.SHARED_OUTSIDE
    return _membership(channel)


def _membership(channel: Mapping[str, Any]) -> Standing:
    return Standing.OPEN if channel.get("is_member") else Standing.NOT_INVITED


@dataclass(frozen=True, slots=True)
class Rooms:
    """Looks at channels and people through Slack's Web API.

    `shared` are the channels that people of other companies may read.
    """

    client: WebClient
    shared: frozenset[str] = frozenset()

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

    def zone_of(self, user: str) -> str | None:
        """Give the time zone of a person, an IANA name; None where Slack does not tell.

        https://docs.slack.dev/reference/methods/users.info
        """
        try:
            zone = self.client.users_info(user=user)["user"].get("tz")
        except (SlackClientError, OSError) as error:
            log.warning("a person's time zone is not known", error=type(error).__name__)
            return None
        return str(zone) if zone else None
