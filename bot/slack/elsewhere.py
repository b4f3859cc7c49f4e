"""A channel that somebody names from elsewhere: they must be in it, and so must we."""

from typing import Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.delivery.addresses import name_address
from bot.people.errors import refused
from bot.slack.rooms import Room, Rooms, Standing, look_at
from bot.words.catalogue import say

log = structlog.get_logger(__name__)

# 20,000 members: in a channel of more, whoever is not found says it in there.
_PAGES: Final = 20
_PAGE: Final = 1000


def must_be_in(rooms: Rooms, channel: str, user: str, *, is_admin: bool) -> Room:
    """Make sure that we may post in a channel, and that `user` is in there; an admin need not be.

    Whoever is not in it learns nothing of it, not even whether we are.

    Raises:
        RefusedError: one of us is not in there, it is archived, or strangers are in it.
    """
    name = name_address(channel)
    try:
        room = look_at(rooms.client, channel, rooms.shared)
        is_known = room.standing is not Standing.NOT_INVITED
        if not is_known or not (is_admin or is_member(rooms.client, channel, user)):
            raise refused(say("rooms.not_both", channel=name))
    except SlackApiError as error:
        reason = str(error.response["error"])
        log.warning("a channel cannot be looked at", reason=reason)
        raise refused(say("rooms.elsewhere_unknown", channel=name, reason=reason)) from error
    except (SlackClientError, OSError) as error:
        raise refused(say("rooms.away")) from error
    if room.standing is not Standing.OPEN:
        raise refused(say(f"rooms.elsewhere_{room.standing}", channel=name))
    return room


def is_member(client: WebClient, channel: str, user: str) -> bool:
    """Look for a person in a channel that we are in.

    https://docs.slack.dev/reference/methods/conversations.members

    Raises:
        SlackApiError: Slack refuses to tell.
        SlackClientError, OSError: Slack cannot be asked.
    """
    cursor = None
    for _ in range(_PAGES):
        page = client.conversations_members(channel=channel, cursor=cursor, limit=_PAGE)
        if user in (page.get("members") or ()):
            return True
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            break
    return False
