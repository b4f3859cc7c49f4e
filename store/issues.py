"""Write issues: idempotent, in batches, never an older state over a newer one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.batches import batches
from store.children import delete_children, insert_children
from store.issue_rows import write_issue_rows
from store.raw_payloads import drop_raw_issues
from store.records import IssueRecord
from store.sources import bump_revision
from store.stored import Stored, content_hash, is_older, load_stored, newest_of_each
from store.tables import issue


@dataclass(frozen=True, slots=True)
class UpsertCounts:
    """Issues by what writing them did; one that came back from the vanished is `changed`.

    `older` are the ext_ids of those that were passed over.
    """

    added: int = 0
    changed: int = 0
    same: int = 0
    older: frozenset[str] = frozenset()


def upsert_issues(session: Session, source_id: int, records: Sequence[IssueRecord]) -> UpsertCounts:
    """Store issues as they are now with all that hangs on them.

    What is stored already is not written again, and a record with an older `updated_at` than the
    stored one is passed over. Releases, sprints and teams that nobody told of yet get a row.
    """
    added = changed = 0
    older: set[str] = set()
    for batch in batches(records):
        counts = _upsert_batch(session, source_id, batch)
        added += counts.added
        changed += counts.changed
        older |= counts.older
    if added or changed:
        bump_revision(session, source_id)
    return UpsertCounts(added, changed, len(records) - added - changed, frozenset(older))


def load_stamps(session: Session, source_id: int) -> dict[str, datetime | None]:
    """Map the ext_ids of issues that were not found gone to their last change."""
    rows = session.execute(
        select(issue.c.ext_id, issue.c.updated_at).where(
            issue.c.source_id == source_id, issue.c.gone_at.is_(None)
        )
    )
    return dict(rows.all())


def mark_vanished(session: Session, source_id: int, ext_ids: Iterable[str], at: datetime) -> int:
    """Note that a census at `at` no longer saw these issues; give how many that is news for.

    What the tracker sent of them is let go.
    """
    marked = 0
    for batch in batches(sorted(set(ext_ids))):
        result = session.execute(
            update(issue)
            .where(
                issue.c.source_id == source_id,
                issue.c.ext_id.in_(batch),
                issue.c.gone_at.is_(None),
            )
            .values(gone_at=at)
            .returning(issue.c.ext_id)
        )
        gone = result.scalars().all()
        drop_raw_issues(session, source_id, gone)
        marked += len(gone)
    if marked:
        bump_revision(session, source_id)
    return marked


def _upsert_batch(session: Session, source_id: int, batch: Sequence[IssueRecord]) -> UpsertCounts:
    """Write one batch."""
    newest = newest_of_each(batch)
    stored = load_stored(session, source_id, list(newest))
    older = frozenset(e for e, record in newest.items() if _is_older(record, stored.get(e)))
    hashes = {e: content_hash(record) for e, record in newest.items() if e not in older}
    news = [e for e, told in hashes.items() if e not in stored or told != stored[e].content_hash]
    written = write_issue_rows(session, source_id, [(newest[e], hashes[e]) for e in news])
    rewritten = [stored[ext_id].id for ext_id in written if ext_id in stored]
    delete_children(session, rewritten)
    insert_children(session, source_id, {written[e]: newest[e] for e in written})
    returned = [row.id for e, row in stored.items() if row.is_gone and e not in written]
    _bring_back(session, returned)
    return UpsertCounts(
        added=len(written) - len(rewritten), changed=len(rewritten) + len(returned), older=older
    )


def _is_older(record: IssueRecord, stored: Stored | None) -> bool:
    return stored is not None and is_older(record.updated_at, stored.updated_at)


def _bring_back(session: Session, issue_ids: Sequence[int]) -> None:
    """Note that vanished issues were seen again, unchanged."""
    if issue_ids:
        session.execute(update(issue).where(issue.c.id.in_(issue_ids)).values(gone_at=None))
