"""A newsroom over a test's database, and what lies in its outbox."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.newsroom import Newsroom
from planner.calendar import WorkCalendar
from planner.launch.functions import Function
from store.engine import make_readers
from store.tables import post

WORKSPACE, MARKETING, SUPPORT = "T1", "C0MARKETING", "C0SUPPORT"
FUNCTIONS = (Function("marketing", MARKETING), Function("support", SUPPORT))


@dataclass(frozen=True, slots=True)
class Lying:
    """A post in the outbox."""

    id: int
    key: str
    channel: str
    kind: str
    text: str
    state: str
    not_before: datetime


def newsroom_over(
    sessions: sessionmaker[Session], calendar: WorkCalendar | None = None
) -> Newsroom:
    readers = make_readers(sessions.kw["bind"])
    return Newsroom(sessions, readers, calendar or WorkCalendar(), WORKSPACE, FUNCTIONS)


def outbox(sessions: sessionmaker[Session]) -> list[Lying]:
    """Give all posts, oldest first."""
    row = post.c
    columns = (row.id, row.dedupe_key, row.channel, row.kind, row.text, row.state, row.not_before)
    with sessions() as session:
        return [Lying(*found) for found in session.execute(select(*columns).order_by(row.id))]
