"""The baseline of a sync: its very rows, upserted by SQLAlchemy in a plain loop and no more.

python -m tests.bench.upserting FROM TO, where FROM is a database that was synced.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_or_replace
from store.engine import make_engine, make_sessions, upgrade
from store.tables import (
    container,
    issue,
    label,
    metadata,
    raw_payload,
    release,
    source,
    sprint,
    team,
)

AT_ONCE = 100
WHOLE = (source, team, sprint, release, container, label)
CHILDREN = tuple(table for table in metadata.sorted_tables if "issue_id" in table.c)

_Rows = list[dict[str, Any]]


def main(synced: str, empty: str) -> None:
    Path(empty).unlink(missing_ok=True)
    here, there = make_engine(synced), make_engine(empty)
    upgrade(there)
    read, write = make_sessions(here), make_sessions(there)
    seconds = 0.0
    with read() as session, write.begin() as new:
        for table in WHOLE:
            if rows := _rows(session, select(table)):
                new.execute(insert(table), rows)
    last = 0
    while True:
        with read() as session:
            page = _page(session, last)
        if not page[0][1]:
            break
        last = page[0][1][-1]["id"]
        began = time.perf_counter()
        with write.begin() as session:
            for table, rows in page:
                if rows:
                    session.execute(_upsert(session, table), rows)
        seconds += time.perf_counter() - began
    sys.stdout.write(str(seconds))


def _page(session: Session, last: int) -> list[tuple[Table, _Rows]]:
    """Give the next issues, with all that hangs on them and what they were made from."""
    wanted = select(issue).where(issue.c.id > last).order_by(issue.c.id).limit(AT_ONCE)
    issues = _rows(session, wanted)
    ids: Sequence[int] = [row["id"] for row in issues]
    ext_ids = [row["ext_id"] for row in issues]
    mine = [(t, _rows(session, select(t).where(t.c.issue_id.in_(ids)))) for t in CHILDREN]
    sent = select(raw_payload).where(
        raw_payload.c.kind == "issue", raw_payload.c.ext_id.in_(ext_ids)
    )
    return [(issue, issues), *mine, (raw_payload, _rows(session, sent))]


def _rows(session: Session, wanted: Any) -> _Rows:
    return [dict(row) for row in session.execute(wanted).mappings()]


def _upsert(session: Session, table: Table) -> Any:
    keys = [column.name for column in table.primary_key]
    statement = insert_into(session, table)
    if {column.name for column in table.c} <= {*keys}:
        return statement.on_conflict_do_nothing(index_elements=keys)
    return insert_or_replace(statement, keys)


if __name__ == "__main__":
    main(*sys.argv[1:])
