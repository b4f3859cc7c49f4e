"""Whether a person is still in the workspace, asked for at most once on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Presence:
    """Remembers for a day who has left; whoever Slack does not tell of is taken to be there."""

    client: WebClient
    _seen: dict[str, tuple[date, bool]] = field(default_factory=dict)

    def look(self, users: Iterable[str], today: date) -> None:
        """Ask Slack about those who were not looked at today; with no transaction open.

        By the day, not by the hour of the last look: a process that was started anew since then
        must not know less on the next morning, nor more.
        https://docs.slack.dev/reference/methods/users.info
        """
        for user in sorted(set(users)):
            at, _ = self._seen.get(user, (None, False))
            if at != today:
                self._seen[user] = today, self._is_deleted(user)

    def has_left(self, user: str) -> bool:
        """Tell what the last look has shown."""
        return self._seen.get(user, (None, False))[1]

    def _is_deleted(self, user: str) -> bool:
        try:
            return bool(self.client.users_info(user=user)["user"].get("deleted"))
        except (SlackClientError, OSError) as error:
            log.info("a person was not looked at", error=type(error).__name__)
            return False
