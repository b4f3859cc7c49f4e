"""Keep what trackers sent, small, and give it back page by page."""

import zlib
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, literal, or_, select, tuple_, update
from sqlalchemy.orm import Session

from store.batches import batches
from store.conflict import insert_into
from store.records import RawRecord
from store.tables import issue, raw_payload

ISSUE = "issue"  # the kind whose `ext_id` is the issue's own
_LEVEL = 1  # twice as fast as the default, and what it saves is nearly the same
_SEEN_AGAIN_AFTER = timedelta(days=1)

_RAW = raw_payload.c
RawKey = tuple[int, str, str]  # a source, a kind and an ext_id


def save_raw(
    session: Session, source_id: int, raw: Iterable[RawRecord], fetched_at: datetime
) -> None:
    """Keep payloads, each in the place of an older one of the same thing.

    One that came unchanged is written again once a day at most: its age is how long ago the
    tracker last sent it.
    """
    rows = [
        {
            "source_id": source_id,
            "kind": record.kind,
            "ext_id": record.ext_id,
            "fetched_at": fetched_at,
            "body": zlib.compress(record.body, _LEVEL),
        }
        for record in raw
    ]
    if not rows:
        return
    statement = insert_into(session, raw_payload)
    told = statement.excluded
    is_news = or_(told.body != _RAW.body, _RAW.fetched_at < fetched_at - _SEEN_AGAIN_AFTER)
    keys = ["source_id", "kind", "ext_id"]
    upsert = statement.on_conflict_do_update(
        index_elements=keys,
        set_={"fetched_at": told.fetched_at, "body": told.body},
        where=is_news,
    )
    session.execute(upsert, rows)


def replace_raw_entities(
    session: Session, source_id: int, raw: Sequence[RawRecord], fetched_at: datetime
) -> None:
    """Keep what was read whole, and nothing of what it no longer contains."""
    told = {(record.kind, record.ext_id) for record in raw}
    kept = session.execute(
        select(_RAW.kind, _RAW.ext_id).where(_RAW.source_id == source_id, _RAW.kind != ISSUE)
    ).all()
    for kind, ext_id in kept:
        if (kind, ext_id) not in told:
            session.execute(
                delete(raw_payload).where(
                    _RAW.source_id == source_id, _RAW.kind == kind, _RAW.ext_id == ext_id
                )
            )
    save_raw(session, source_id, raw, fetched_at)


def load_raw_entities(session: Session, source_id: int) -> tuple[RawRecord, ...]:
    """Give all that was read whole."""
    rows = session.execute(
        select(_RAW.kind, _RAW.ext_id, _RAW.body)
        .where(_RAW.source_id == source_id, _RAW.kind != ISSUE)
        .order_by(_RAW.kind, _RAW.ext_id)
    )
    return tuple(_record(*row) for row in rows)


def load_raw_issues(
    session: Session, source_id: int, after: str | None, limit: int
) -> tuple[RawRecord, ...]:
    """Give the payloads of issues in the order of their ext_ids, those behind `after`."""
    wanted = select(_RAW.kind, _RAW.ext_id, _RAW.body).where(
        _RAW.source_id == source_id, _RAW.kind == ISSUE
    )
    if after is not None:
        wanted = wanted.where(_RAW.ext_id > after)
    rows = session.execute(wanted.order_by(_RAW.ext_id).limit(limit))
    return tuple(_record(*row) for row in rows)


def load_raw_page(
    session: Session, after: RawKey | None, limit: int
) -> tuple[tuple[RawKey, RawRecord], ...]:
    """Give payloads of all sources and kinds, in one order, those behind `after`."""
    keys = (_RAW.source_id, _RAW.kind, _RAW.ext_id)
    wanted = select(*keys, _RAW.body).order_by(*keys).limit(limit)
    if after is not None:
        wanted = wanted.where(tuple_(*keys) > tuple_(*map(literal, after)))
    return tuple(
        ((source_id, kind, ext_id), _record(kind, ext_id, body))
        for source_id, kind, ext_id, body in session.execute(wanted)
    )


def rewrite_raw(session: Session, key: RawKey, body: bytes) -> None:
    """Keep something else in the place of a payload, which stays as old as it is."""
    source_id, kind, ext_id = key
    session.execute(
        update(raw_payload)
        .where(_RAW.source_id == source_id, _RAW.kind == kind, _RAW.ext_id == ext_id)
        .values(body=zlib.compress(body, _LEVEL))
    )


def load_issues_without_raw(session: Session, source_id: int) -> tuple[str, ...]:
    """Give the keys of issues, not gone, that nothing is kept of."""
    rows = session.execute(
        select(issue.c.key)
        .outerjoin(
            raw_payload,
            and_(
                _RAW.source_id == issue.c.source_id,
                _RAW.kind == ISSUE,
                _RAW.ext_id == issue.c.ext_id,
            ),
        )
        .where(issue.c.source_id == source_id, issue.c.gone_at.is_(None), _RAW.ext_id.is_(None))
        .order_by(issue.c.key)
    )
    return tuple(rows.scalars())


def drop_raw_issues(session: Session, source_id: int, ext_ids: Collection[str]) -> None:
    """Let go of what was sent of issues that are gone."""
    for batch in batches(sorted(ext_ids)):
        session.execute(
            delete(raw_payload).where(
                _RAW.source_id == source_id, _RAW.kind == ISSUE, _RAW.ext_id.in_(batch)
            )
        )


def drop_raw_before(session: Session, before: datetime) -> int:
    """Let go of what was last sent before a moment; give how much that was."""
    old = delete(raw_payload).where(_RAW.fetched_at < before)
    return len(session.execute(old.returning(_RAW.ext_id)).all())


def has_raw_before(session: Session, before: datetime) -> bool:
    """Tell whether there is anything to let go of."""
    old = select(_RAW.ext_id).where(_RAW.fetched_at < before).limit(1)
    return session.execute(old).first() is not None


def _record(kind: str, ext_id: str, body: bytes) -> RawRecord:
    return RawRecord(kind, ext_id, zlib.decompress(body))
