"""What people said of the gates of a release: done with its evidence, not yet, or waived."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.launch.readiness import GateWord, Word
from store.conflict import insert_into, insert_or_replace
from store.tables import readiness_item

_row = readiness_item.c


def load_gate_words(
    session: Session, release_id: str, as_of: datetime | None = None
) -> dict[str, GateWord]:
    """Give the last word on each gate at `as_of` (None: now), by the gate's slug."""
    wanted = select(readiness_item).where(_row.release_id == release_id).order_by(_row.at)
    if as_of is not None:
        wanted = wanted.where(_row.at <= as_of)
    return {
        row.gate: GateWord(row.gate, Word(row.word), row.person, row.at, row.evidence, row.reason)
        for row in session.execute(wanted)
    }


def save_gate_word(session: Session, workspace: str, release_id: str, said: GateWord) -> None:
    """Keep what somebody says of a gate; what was said before stays, for its own time."""
    statement = insert_into(session, readiness_item).values(
        release_id=release_id,
        gate=said.gate,
        at=said.at,
        workspace=workspace,
        person=said.person,
        word=said.word,
        evidence=said.evidence,
        reason=said.reason,
    )
    session.execute(insert_or_replace(statement, ("release_id", "gate", "at")))
