"""The sources that are synced, and how many times their rows changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from store.tables import issue, source, sync_cursor

FILES = "files"  # the kind of a source that is a copy, made at some time before it is read


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as it stands.

    `history` names the fields whose past it can tell. `last_success_at` is when it was last read
    to its end, `known_until` what time the tracker had when that reading began: for an old export
    that is its newest fact.
    """

    id: int
    name: str
    kind: str
    history: frozenset[str]
    last_success_at: datetime | None
    known_until: datetime | None

    @property
    def fresh_at(self) -> datetime | None:
        """Give up to when the data tells what happened; None where it was never read whole.

        A live tracker knew everything when it was read, a folder of files nothing since.
        """
        if self.last_success_at is None or self.known_until is None or self.kind != FILES:
            return self.last_success_at
        return min(self.last_success_at, self.known_until)


def upsert_source(session: Session, *, name: str, kind: str, history: frozenset[str]) -> int:
    """Make sure that a source is known as it describes itself; give its row's id."""
    wanted = {"kind": kind, "history": sorted(history)}
    row = session.execute(
        select(source.c.id, source.c.kind, source.c.history).where(source.c.name == name)
    ).one_or_none()
    if row is None:
        values = wanted | {"name": name, "revision": 0}
        statement = insert(source).values(values).returning(source.c.id)
        return int(session.execute(statement).scalar_one())
    if {"kind": row.kind, "history": row.history} != wanted:
        session.execute(update(source).where(source.c.id == row.id).values(wanted))
        bump_revision(session, row.id)
    return int(row.id)


def load_issue_counts(session: Session) -> Mapping[str, int]:
    """Count by source the issues that a census still sees: of many it takes a while."""
    rows = session.execute(
        select(source.c.name, func.count())
        .join(issue, issue.c.source_id == source.c.id)
        .where(issue.c.gone_at.is_(None))
        .group_by(source.c.name)
    )
    return dict(rows.all())


def load_sources(session: Session) -> tuple[SourceRow, ...]:
    """Give all sources by name."""
    rows = session.execute(
        select(
            source.c.id,
            source.c.name,
            source.c.kind,
            source.c.history,
            source.c.last_success_at,
            sync_cursor.c.at.label("known_until"),
        )
        .outerjoin(sync_cursor, sync_cursor.c.source_id == source.c.id)
        .order_by(source.c.name)
    )
    return tuple(
        SourceRow(
            row.id,
            row.name,
            row.kind,
            frozenset(row.history),
            row.last_success_at,
            row.known_until,
        )
        for row in rows
    )


def bump_revision(session: Session, source_id: int) -> None:
    """Note that rows of this source changed: what was computed from them is out of date."""
    session.execute(
        update(source).where(source.c.id == source_id).values(revision=source.c.revision + 1)
    )
