"""An empty outbox, a local Slack and a poster between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.clock import now
from bot.delivery.deliver import Delivered, deliver_due
from bot.delivery.poster import SlackPoster
from bot.delivery.rounds import Patience
from store.outbox import Post, enqueue_post
from store.subscriptions import add_subscription, load_subscription
from store.tables import post
from tests.bot.delivery.kiosk import Kiosk
from tests.bot.slack.channels import Channels
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack
from tests.bot.world import empty_store

TIMEOUT_SECONDS = 1


@dataclass
class Desk:
    """Puts posts into the outbox and delivers them, later and later."""

    sessions: sessionmaker[Session]
    poster: SlackPoster
    slack: LocalSlack
    at: datetime

    @property
    def channels(self) -> Channels:
        return self.slack.channels

    def enqueue(self, key: str = "one", channel: str = "C1", **told: Any) -> None:
        plain: dict[str, Any] = {
            "workspace": "T1",
            "kind": "digest",
            "text": f"Post {key}",
            "blocks": [{"type": "divider"}],
            "not_before": self.at,
            "expires_at": None,
            "created_at": self.at,
        }
        with self.sessions.begin() as session:
            enqueue_post(session, Post(dedupe_key=key, channel=channel, **(plain | told)))

    def subscribe(self, creator: str = "U2", *, is_private: bool | None = None) -> int:
        """Let C1 be told, as it was then; give the number of the wish."""
        with self.sessions.begin() as session:
            wish = add_subscription(
                session,
                workspace="T1",
                channel="C1",
                creator=creator,
                release_id=None,
                days=["Mon"],
                at=time(9),
                zone="UTC",
                created_at=self.at,
                is_private=is_private,
            )
        return wish.id

    def paused_reason(self, wish: int) -> str | None:
        with self.sessions.begin() as session:
            found = load_subscription(session, wish)
        assert found is not None
        return found.paused_reason

    def deliver(self, minutes: float = 0, **how: Any) -> Delivered:
        self.at += timedelta(minutes=minutes)
        return deliver_due(self.sessions, self.poster, self.at, **how)

    def row(self, key: str = "one") -> Any:
        with self.sessions.begin() as session:
            return session.execute(select(post).where(post.c.dedupe_key == key)).one()

    def rows(self, kind: str) -> list[Any]:
        with self.sessions.begin() as session:
            return [*session.execute(select(post).where(post.c.kind == kind))]


def a_poster(base_url: str, timeout_seconds: int = TIMEOUT_SECONDS) -> SlackPoster:
    """Give a poster that does not wait for long."""
    return SlackPoster(
        WebClient(token=BOT_TOKEN, base_url=base_url, timeout=timeout_seconds, retry_handlers=[])
    )


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as local:
        local.rooms.is_everywhere = True
        yield local


@pytest.fixture
def desk(slack: LocalSlack, tmp_path: Path) -> Iterator[Desk]:
    sessions = empty_store(tmp_path)
    yield Desk(sessions, a_poster(slack.base_url), slack, now())
    sessions.kw["bind"].dispose()


@pytest.fixture
def brief() -> Patience:
    """Give a lease that is over when Slack has been slow once."""
    return Patience(lease=timedelta(seconds=0.5))


@pytest.fixture
def kiosk(slack: LocalSlack, company: sessionmaker[Session]) -> Kiosk:
    slack.rooms.is_everywhere = True
    return Kiosk(company, a_poster(slack.base_url), slack)
