"""A release that is being launched: what is new and known of it, private issues, and its people."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.launching.contents import find_launching
from bot.launching.pinging import enqueue_pings
from bot.launching.slipping import enqueue_slips
from bot.newsroom import Newsroom
from bot.review import review
from connectors.sync import sync_tracker
from planner.calendar import WorkCalendar
from planner.launch.functions import Function
from planner.launch.gates import LaunchRules
from planner.launch.plan import LaunchPlan, Tier
from store.adoptions import adopt_release
from store.forecasts import save_plan
from store.launch_plans import save_launch_plan
from store.outbox import claim_posts, mark_sent
from store.records import Entities, IssueRecord, ReleaseRecord, TeamRecord
from store.tables import post
from tests.bot.answers import NOW
from tests.bot.newsrooms import WORKSPACE, newsroom_over
from tests.bot.noting.test_notes import CANARY, shipped_work
from tests.bot.world import MemoryTracker, empty_store
from tests.planner.snapshots import dated

OWNER, RELEASE, URL = "U0OWNER", "jira:v1", "https://tracker.example/versions/v1"
MONDAY = NOW + timedelta(days=1)
Sessions = sessionmaker[Session]
ASSIGNEE = "Canaryperson"  # whose single work nobody outside engineering reads of
NEVER = (CANARY, ASSIGNEE, "SHOP-", "SEC-", "Bolt")


@dataclass
class Launch:
    """A release with an owner, and those who launch it; `at` is the moment of reviews."""

    folder: Path
    functions: tuple[Function, ...]
    tier: Tier = Tier.STRATEGIC
    at: datetime = MONDAY
    rehearsal_channel: str | None = None
    sessions: Sessions = field(init=False)

    def __post_init__(self) -> None:
        self.sessions = empty_store(self.folder)
        self.read()
        with self.sessions.begin() as session:
            since = self.at - timedelta(days=90)
            adopt_release(session, RELEASE, WORKSPACE, OWNER, since)
            plan = LaunchPlan(RELEASE, OWNER, self.tier, goal="Dark mode, everywhere")
            save_launch_plan(session, WORKSPACE, plan, since)

    @property
    def newsroom(self) -> Newsroom:
        rules = LaunchRules(self.functions)
        answerer = Answerer(self.sessions, WorkCalendar(), lambda: self.at, launch=rules)
        return replace(
            newsroom_over(self.sessions),
            functions=self.functions,
            answerer=answerer,
            rehearsal_channel=self.rehearsal_channel,
        )

    def read(self, due_on: date | None = None, **told: Any) -> None:
        """Let the tracker say this of the release, and read it."""
        issues = tuple(_given(one) for one in shipped_work())
        release = ReleaseRecord("v1", "1.0", "version", due_on=due_on, url=URL)
        things = Entities((TeamRecord("shop", "Shop"),), (), (replace(release, **told),))
        tracker = MemoryTracker("jira", things, issues)
        sync_tracker(tracker, self.sessions, now=lambda: self.at, full=True)

    def hear(self) -> Mapping[str, Any]:
        """Review and deliver; give the posts that are new, by channel."""
        review(self.newsroom, self.at)
        return self._delivered()

    def hear_of(self, **told: Any) -> Mapping[str, Any]:
        """The same, where a review saw these dates of it."""
        mark = self.at.isoformat()
        kept: dict[str, Any] = {"taken_at": self.at, "data_version": mark, "inputs_hash": mark}
        seen = [replace(dated("v1", **told), name="1.0", **kept)]
        newsroom = self.newsroom
        launching = find_launching(newsroom)
        with self.sessions.begin() as session:
            save_plan(session, seen, b"packed")
            enqueue_pings(session, newsroom, seen, self.at, launching)
            enqueue_slips(session, newsroom, seen, {}, self.at)
        return self._delivered()

    def ready(self) -> frozenset[str]:
        """Give the functions that the release waits for."""
        answer = self.newsroom.answerer
        reply = None if answer is None else answer.answer_ready(RELEASE)
        functions = [] if reply is None else reply.data["functions"]
        assert isinstance(functions, list)
        return frozenset(one["function"] for one in functions)

    def _delivered(self) -> Mapping[str, Any]:
        with self.sessions.begin() as session:
            claimed = claim_posts(session, self.at, timedelta(hours=1), 100)
            for one in claimed:
                mark_sent(session, one.id, f"{one.id}.0", self.at)
            ids = [one.id for one in claimed]
            rows = session.execute(select(post).where(post.c.id.in_(ids)).order_by(post.c.id))
            return {row.channel: row for row in rows}


def _given(one: IssueRecord) -> IssueRecord:
    return replace(one, assignee=f"{ASSIGNEE} of {one.key}")
