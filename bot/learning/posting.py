"""Puts a retrospective into the outbox a week after a release went out, once."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.learning.reply import RETROSPECTIVE
from bot.newsroom import Newsroom
from bot.reply import Reply
from bot.schedule.hours import next_open
from planner.launch.functions import ENGINEERING
from store.adoptions import Adoption, load_adoptions
from store.outbox import Post, enqueue_post, was_enqueued
from store.outcomes import load_outcomes

AFTER_DAYS = 7  # worked days: by then it is known what was forgotten
LATEST = timedelta(days=30)  # nobody looks back on what was out long before somebody adopted it
GOOD_FOR = timedelta(days=3)

Retrospectives = Mapping[str, Reply]


def make_retrospectives(newsroom: Newsroom, now: datetime) -> Retrospectives:
    """Make those that are due, by release; in no transaction, for each may take some plans."""
    if newsroom.answerer is None or newsroom.workspace is None:
        return {}
    with newsroom.readers() as session:
        due = _due(session, newsroom, now)
    made = {release_id: newsroom.answerer.look_back(release_id) for release_id in due}
    return {key: reply for key, reply in made.items() if reply.data["kind"] == RETROSPECTIVE}


def enqueue_retrospectives(
    session: Session, newsroom: Newsroom, made: Retrospectives, now: datetime
) -> int:
    """Put down what was made: for engineering, or else for the owner; give how many are new."""
    at = next_open(now, newsroom.calendar)
    enqueued = 0
    for adoption in load_adoptions(session):
        reply = made.get(adoption.release_id)
        if reply is None or adoption.workspace != newsroom.workspace:
            continue
        post = Post(
            dedupe_key=_key(adoption),
            workspace=adoption.workspace,
            channel=newsroom.audiences.get(ENGINEERING, adoption.owner),
            kind=RETROSPECTIVE,
            text=reply.text,
            blocks=list(reply.blocks),
            not_before=at,
            expires_at=at + GOOD_FOR,
            created_at=now,
            release_id=adoption.release_id,
        )
        enqueued += enqueue_post(session, post)
    return enqueued


def _due(session: Session, newsroom: Newsroom, now: datetime) -> list[str]:
    today = newsroom.calendar.today(now)
    out = {one.release_id: one.shipped_on for one in load_outcomes(session)}
    due = []
    for adoption in load_adoptions(session):
        shipped_on = out.get(adoption.release_id)
        if shipped_on is None or adoption.workspace != newsroom.workspace:
            continue
        is_told = was_enqueued(session, _key(adoption), after=adoption.adopted_at)
        if _is_time(shipped_on, today, newsroom) and not is_told:
            due.append(adoption.release_id)
    return due


def _is_time(shipped_on: date, today: date, newsroom: Newsroom) -> bool:
    worked = newsroom.calendar.working_days_between(shipped_on, today)
    return worked >= AFTER_DAYS and today - shipped_on <= LATEST


def _key(adoption: Adoption) -> str:
    return f"{adoption.workspace}:{RETROSPECTIVE}:{adoption.release_id}"
