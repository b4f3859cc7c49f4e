"""Whether a person is still in the workspace, asked for at most once a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

log = structlog.get_logger(__name__)

_SEEN_FOR: Final = timedelta(days=1)


@dataclass(slots=True)
class Presence:
    """Remembers for a day who has left; whoever Slack does not tell of is taken to be there."""

    client: WebClient
    _seen: dict[str, tuple[datetime, bool]] = field(default_factory=dict)

    def look(self, users: Iterable[str], now: datetime) -> None:
        """Ask Slack about those who were not looked at today; with no transaction open.

        https://docs.slack.dev/reference/methods/users.info
        """
        for user in sorted(set(users)):
            at, _ = self._seen.get(user, (None, False))
            if at is None or now - at >= _SEEN_FOR:
                self._seen[user] = now, self._is_deleted(user)

    def has_left(self, user: str) -> bool:
        """Tell what the last look has shown."""
        return self._seen.get(user, (None, False))[1]

    def _is_deleted(self, user: str) -> bool:
        try:
            return bool(self.client.users_info(user=user)["user"].get("deleted"))
        except (SlackClientError, OSError) as error:
            log.info("a person was not looked at", error=type(error).__name__)
            return False
