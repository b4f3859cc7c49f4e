"""What came of asking Slack to take a post, or of looking whether it has one."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.slack.pictures import Unshown


class Trouble(StrEnum):
    """Why Slack refuses, sorted by who can do what about it."""

    ABSENT = "absent"  # somebody in the channel invites the app
    ARCHIVED = "archived"  # somebody picks another channel
    CLOSED = "closed"  # an admin of the workspace lets the app post there
    SHARED = "shared"  # an admin allows that another company reads it, or somebody picks another
    PUBLIC = "public"  # its owner says whether that is meant
    UNSEEN = "unseen"  # the operator gives the app the scopes to see who reads there
    ACCOUNT = "account"  # the operator renews the token or its scopes
    MESSAGE = "message"  # we do: Slack does not take such a message


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack has it; `ts` is its name there, `unshown` the charts that it came without."""

    ts: str
    unshown: Unshown | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Slack surely does not have it, and may take it later: after `after`, where it said so."""

    error: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell yet: Slack may have it."""

    error: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack surely does not do it, however often it is asked."""

    error: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Missing:
    """It is not in the channel, as far as Slack shows now."""


Failure = Later | Unknown | Refused
