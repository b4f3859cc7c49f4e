"""A channel that keeps a card: a company that changes, its reviews, and what Slack is told."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.delivery.deliver import Delivered, deliver_due
from bot.delivery.poster import SlackPoster
from bot.newsroom import Newsroom
from bot.review import review
from bot.wishes import CARD
from connectors.sync import sync_tracker
from planner.calendar import WorkCalendar
from store.outbox import Post, enqueue_post
from store.records import IssueRecord
from store.subscriptions import Subscription, add_subscription, load_subscription
from store.tables import post
from tests.bot.answers import NOW
from tests.bot.newsrooms import WORKSPACE, newsroom_over
from tests.bot.slack.channels import Channels, Message
from tests.bot.slack.local_slack import LocalSlack
from tests.bot.world import MemoryTracker, jira, to_do

MONDAY_NOON = NOW + timedelta(days=1)
CHECKOUT = "jira:checkout"
REVIEWED = timedelta(minutes=10)


@dataclass
class Kiosk:
    """Reviews and delivers at a moment that tests move on; `issues` were added since."""

    sessions: sessionmaker[Session]
    poster: SlackPoster
    slack: LocalSlack
    at: datetime = MONDAY_NOON
    rehearsal_channel: str | None = None
    answerer: Answerer = field(init=False)
    _tracker: MemoryTracker = field(default_factory=jira)

    def __post_init__(self) -> None:
        self.answerer = self.another_answerer()
        self.slack.channels.clock = self._seconds

    def another_answerer(self, **told: Any) -> Answerer:
        return Answerer(self.sessions, WorkCalendar(), lambda: self.at, **told)

    def _seconds(self) -> float:
        return self.at.timestamp()

    @property
    def channels(self) -> Channels:
        return self.slack.channels

    @property
    def newsroom(self) -> Newsroom:
        return replace(
            newsroom_over(self.sessions),
            answerer=self.answerer,
            rehearsal_channel=self.rehearsal_channel,
        )

    def subscribe(
        self, release_id: str = CHECKOUT, channel: str = "C1", **told: Any
    ) -> Subscription:
        plain: dict[str, Any] = {"days": ["Mon"], "at": time(9), "zone": "UTC", "kind": CARD}
        with self.sessions.begin() as session:
            return add_subscription(
                session,
                workspace=WORKSPACE,
                channel=channel,
                creator="U2",
                release_id=release_id,
                created_at=self.at,
                **(plain | told),
            )

    def wish(self, number: int) -> Subscription | None:
        with self.sessions.begin() as session:
            return load_subscription(session, number)

    def add_issues(self, count: int = 4) -> None:
        """Let the release grow, and its tracker be read."""
        start = len(self._tracker.issues)
        keys = (f"SHOP-{1000 + start + n}" for n in range(count))
        self.add(*(to_do(key, "shop", ("checkout",)) for key in keys))

    def add(self, *issues: IssueRecord) -> None:
        self.read(replace(self._tracker, issues=(*self._tracker.issues, *issues)))

    def ship(self, *, is_released: bool = True) -> None:
        released_on = self.at.date() if is_released else None
        self._change(is_released=is_released, released_on=released_on)

    def cancel(self) -> None:
        self._change(is_canceled=True)

    def promise(self, day: date) -> None:
        self._change(due_on=day)

    def _change(self, **told: Any) -> None:
        things = self._tracker.things
        releases = tuple(
            replace(one, **told) if one.ext_id == "checkout" else one for one in things.releases
        )
        self.read(replace(self._tracker, things=replace(things, releases=releases)))

    def read(self, tracker: MemoryTracker | None = None) -> None:
        self._tracker = tracker or self._tracker
        sync_tracker(self._tracker, self.sessions, now=lambda: self.at, full=True)

    def wait(self, **how_long: float) -> None:
        self.at += timedelta(**how_long)

    def review(self) -> int:
        return review(self.newsroom, self.at).enqueued

    def deliver(self, **how: Any) -> Delivered:
        how = {"rehearsal_channel": self.rehearsal_channel, **how}
        return deliver_due(self.sessions, self.poster, self.at, **how)

    def pass_on(self, count: int = 4) -> Delivered:
        """Let a release grow, be reviewed ten minutes after the last time, and told."""
        self.wait(minutes=10)
        self.add_issues(count)
        self.review()
        return self.deliver()

    def put_up(self, **told: Any) -> Subscription:
        """Let a channel keep a card that is there."""
        wish = self.subscribe(**told)
        self.review()
        assert self.deliver() == Delivered(sent=1)
        return wish

    def alert(self, key: str, **told: Any) -> None:
        plain: dict[str, Any] = {"channel": "C1", "release_id": CHECKOUT, "kind": "slips"}
        with self.sessions.begin() as session:
            enqueue_post(
                session,
                Post(
                    dedupe_key=key,
                    workspace=WORKSPACE,
                    text="Slipped",
                    blocks=[],
                    not_before=self.at,
                    expires_at=None,
                    created_at=self.at,
                    **(plain | told),
                ),
            )

    def said(self, channel: str = "C1") -> list[Message]:
        return self.channels.posted.get(channel, [])

    def posts(self, kind: str = CARD) -> list[Any]:
        with self.sessions() as session:
            rows = session.execute(select(post).where(post.c.kind == kind).order_by(post.c.id))
            return [*rows]
