"""A month of the demo company by a clock of our own: who hears what, and when."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from textwrap import fill
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.newsroom import Newsroom
from bot.review import review
from bot.schedule.tick import tick
from bot.words.escape import unescape
from connectors.demo.company import CHECKOUT_NAME, shared_release
from connectors.demo.tracker import demo_trackers
from connectors.sync import sync_tracker
from connectors.tracker import Tracker
from planner.calendar import WorkCalendar
from store.adoptions import adopt_release
from store.definitions import Match, ReleaseDefinition, upsert_definitions
from store.directory import load_release_names
from store.outbox import claim_posts, expire_posts, mark_sent
from store.subscriptions import WEEKDAYS, add_subscription
from tests.bot.newsrooms import MARKETING, SUPPORT, WORKSPACE, newsroom_over, outbox

Sessions = sessionmaker[Session]

GOLDEN = Path(__file__).with_name("month.txt")
SEED, STAGED_ON = 1, date(2025, 12, 26)
# The clocks go forward in New York on the 8th and in Berlin on the 29th.
BEGINS, ENDS = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
DOWN = datetime(2026, 3, 17, 5, tzinfo=UTC), datetime(2026, 3, 19, 5, tzinfo=UTC)
TICK, SYNC = timedelta(minutes=10), timedelta(hours=12)
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
WISHES = (
    ("C0BERLIN", BERLIN, ("Mon",), time(9, 30)),
    ("C0NEWYORK", NEW_YORK, WEEKDAYS[:5], time(8)),
    ("C0NIGHT", BERLIN, ("Sun",), time(2, 30)),
)
ADOPTED = (CHECKOUT_NAME, "Mobile app 3.0", "Partner API", "Search relevance 2.0")
ZONES = {channel: zone for channel, zone, _, _ in WISHES} | {MARKETING: BERLIN, SUPPORT: BERLIN}


def move_in(newsroom: Newsroom) -> None:
    """Sync the company for the first time, subscribe and adopt."""
    shared = shared_release(SEED)
    members = tuple(f"{source}:{release}" for source, release in shared.members)
    plan = ReleaseDefinition("checkout", shared.name, shared.aliases, Match("release", members))
    with newsroom.sessions.begin() as session:
        upsert_definitions(session, [plan])
        for channel, zone, days, at in WISHES:
            add_subscription(
                session,
                workspace=WORKSPACE,
                channel=channel,
                creator="U0MAREN",
                release_id=None,
                days=days,
                at=at,
                zone=zone,
                created_at=BEGINS,
            )
    sync(newsroom, BEGINS)
    with newsroom.sessions.begin() as session:
        for name in load_release_names(session):
            if name.name in ADOPTED and name.covered_by is None:
                adopt_release(session, name.id, WORKSPACE, "U0MAREN", BEGINS)


def sync(newsroom: Newsroom, now: datetime) -> None:
    for tracker in company_on(now.date()):
        sync_tracker(tracker, newsroom.sessions, now=lambda: now)
    review(newsroom, now)


@cache
def company_on(day: date) -> tuple[Tracker, ...]:
    """Give the trackers as they are all that day: the company works up to the day before."""
    return demo_trackers(SEED, datetime.combine(day, time(), UTC), staged_on=STAGED_ON)


def live_through(newsroom: Newsroom) -> Iterator[str]:
    """Give a line for each thing that is heard, as it is heard."""
    move_in(newsroom)
    now = synced_at = BEGINS
    while now < ENDS:
        if not DOWN[0] <= now < DOWN[1]:
            if now - synced_at >= SYNC:
                sync(newsroom, now)
                synced_at = now
            tick(newsroom, now)
            yield from hear(newsroom.sessions, now)
        now += TICK


def hear(sessions: Sessions, now: datetime) -> Iterator[str]:
    """Stand in for delivery: take what is due and keep its words."""
    with sessions.begin() as session:
        expire_posts(session, now)
        claimed = claim_posts(session, now, TICK, 100)
        for one in claimed:
            mark_sent(session, one.id, f"{now.timestamp()}", now)
    for one in claimed:
        local = now.astimezone(ZoneInfo(ZONES[one.post.channel]))
        head = f"{local:%a %d %b %H:%M %Z}  #{one.post.channel}  {one.post.kind}"
        words = fill(unescape(one.post.text), 96, initial_indent="    ", subsequent_indent="    ")
        yield f"{head}\n{words}\n"


@pytest.mark.chaos
def test_a_month_is_told_at_the_right_time_once_and_reads_well(nobody: Sessions) -> None:
    newsroom = newsroom_over(nobody, WorkCalendar(zone=BERLIN))

    told = "\n".join(live_through(newsroom))

    if not GOLDEN.exists():  # to renew it: delete it, run this, and read what it says now
        GOLDEN.write_text(told, encoding="utf-8")
        pytest.fail(f"{GOLDEN.name} was not there; it is now")
    assert told == GOLDEN.read_text(encoding="utf-8")
    assert {post.state for post in outbox(nobody)} == {"sent"}
