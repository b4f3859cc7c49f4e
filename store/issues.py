"""Write issues: idempotent, in batches, never an older state over a newer one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.children import delete_children, insert_children
from store.issue_rows import write_issue_rows
from store.records import IssueRecord
from store.sources import bump_revision
from store.stored import Stored, content_hash, is_older, load_stored, newest_of_each
from store.tables import issue

_BATCH = 500  # issues a statement: SQLite takes 32,766 values in one
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class UpsertCounts:
    """Issues by what writing them did; one that came back from the vanished is `changed`."""

    added: int = 0
    changed: int = 0
    same: int = 0


def upsert_issues(session: Session, source_id: int, records: Sequence[IssueRecord]) -> UpsertCounts:
    """Store issues as they are now with all that hangs on them.

    What is stored already is not written again, and a record with an older `updated_at` than the
    stored one is passed over. Releases, sprints and teams that nobody told of yet get a row.
    """
    added = changed = 0
    for batch in _batches(records):
        more_added, more_changed = _upsert_batch(session, source_id, batch)
        added += more_added
        changed += more_changed
    if added or changed:
        bump_revision(session, source_id)
    return UpsertCounts(added, changed, same=len(records) - added - changed)


def load_stamps(session: Session, source_id: int) -> dict[str, datetime | None]:
    """Map the ext_ids of issues that were not found gone to their last change."""
    rows = session.execute(
        select(issue.c.ext_id, issue.c.updated_at).where(
            issue.c.source_id == source_id, issue.c.gone_at.is_(None)
        )
    )
    return dict(rows.all())


def mark_vanished(session: Session, source_id: int, ext_ids: Iterable[str], at: datetime) -> int:
    """Note that a census at `at` no longer saw these issues; give how many that is news for."""
    marked = 0
    for batch in _batches(sorted(set(ext_ids))):
        result = session.execute(
            update(issue)
            .where(
                issue.c.source_id == source_id,
                issue.c.ext_id.in_(batch),
                issue.c.gone_at.is_(None),
            )
            .values(gone_at=at)
            .returning(issue.c.id)
        )
        marked += len(result.all())
    if marked:
        bump_revision(session, source_id)
    return marked


def _upsert_batch(
    session: Session, source_id: int, batch: Sequence[IssueRecord]
) -> tuple[int, int]:
    """Write one batch; give how many issues were added and how many changed."""
    newest = newest_of_each(batch)
    stored = load_stored(session, source_id, list(newest))
    news = [record for record in newest.values() if _is_news(record, stored.get(record.ext_id))]
    written = write_issue_rows(session, source_id, news)
    rewritten = [stored[ext_id].id for ext_id in written if ext_id in stored]
    delete_children(session, rewritten)
    insert_children(session, source_id, {written[e]: newest[e] for e in written})
    returned = [row.id for e, row in stored.items() if row.is_gone and e not in written]
    _bring_back(session, returned)
    return len(written) - len(rewritten), len(rewritten) + len(returned)


def _is_news(record: IssueRecord, stored: Stored | None) -> bool:
    if stored is None:
        return True
    if is_older(record.updated_at, stored.updated_at):
        return False
    return content_hash(record) != stored.content_hash


def _bring_back(session: Session, issue_ids: Sequence[int]) -> None:
    """Note that vanished issues were seen again, unchanged."""
    if issue_ids:
        session.execute(update(issue).where(issue.c.id.in_(issue_ids)).values(gone_at=None))


def _batches(things: Sequence[_Thing]) -> Iterator[Sequence[_Thing]]:
    return (things[start : start + _BATCH] for start in range(0, len(things), _BATCH))
