"""What Slack knows of the people who ask: their time zone, and the locale of their Slack."""

import time
from dataclasses import dataclass, field

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.words.region import Region, region_of

log = structlog.get_logger(__name__)

KEPT_SECONDS = 15 * 60  # whoever travels, or changes their language, has it soon
_MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Profile:
    """`zone` is an IANA name; both are None where Slack does not tell."""

    zone: str | None = None
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Profiles:
    """Looks people up and remembers them for a while, by https://docs.slack.dev/reference/methods/users.info.

    Shared between threads: two that ask for one person at once both look, and find the same.
    """

    client: WebClient
    kept_seconds: float = KEPT_SECONDS
    _known: dict[str, tuple[float, Profile]] = field(default_factory=dict)

    def of(self, user: str) -> Profile:
        """Give what is known of a person; a failure, too, is not repeated for a while."""
        at = time.monotonic()
        found = self._known.get(user)
        if found is not None and at - found[0] < self.kept_seconds:
            return found[1]
        profile = self._look_up(user)
        if len(self._known) >= _MOST_KEPT:
            self._known.clear()
        self._known[user] = (at, profile)
        return profile

    def _look_up(self, user: str) -> Profile:
        try:
            told = self.client.users_info(user=user, include_locale=True)["user"]
        except (SlackClientError, OSError) as error:
            log.warning("a person's zone and locale are not known", error=type(error).__name__)
            return Profile()
        zone, code = told.get("tz"), told.get("locale")
        return Profile(str(zone) if zone else None, region_of(str(code)) if code else None)
