"""Sign-offs of a release: one vote a function counts, the last; every one is kept."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.launch.votes import Verdict, Vote
from store.conflict import insert_into, insert_or_replace
from store.tables import sign_off

_row = sign_off.c


def load_votes(session: Session, release_id: str, as_of: datetime | None = None) -> dict[str, Vote]:
    """Give each function's vote as it stood at `as_of` (None: now)."""
    wanted = select(sign_off).where(_row.release_id == release_id).order_by(_row.at)
    if as_of is not None:
        wanted = wanted.where(_row.at <= as_of)
    return {
        row.function: Vote(
            row.function, row.person, Verdict(row.verdict), row.at, row.reason, row.evidence
        )
        for row in session.execute(wanted)
    }


def save_vote(session: Session, workspace: str, release_id: str, vote: Vote) -> None:
    """Keep a vote; the one before it stays, for its own time."""
    statement = insert_into(session, sign_off).values(
        release_id=release_id,
        function=vote.function,
        at=vote.at,
        workspace=workspace,
        person=vote.person,
        verdict=vote.verdict,
        evidence=vote.evidence,
        reason=vote.reason,
    )
    session.execute(insert_or_replace(statement, ("release_id", "function", "at")))
