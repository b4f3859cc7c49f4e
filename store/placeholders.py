"""Rows for what an issue names before (or without) the tracker telling more about it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from store.conflict import insert_missing
from store.tables import container, label, release, sprint, team

_UNTOLD: dict[str, dict[str, Any]] = {
    team.name: {"is_placeholder": True},
    sprint.name: {"is_placeholder": True},
    release.name: {
        "is_placeholder": True,
        "kind": "release",
        "is_released": False,
        "is_canceled": False,
    },
    container.name: {"is_placeholder": True, "kind": "container", "parents": []},
}


def team_ids(session: Session, source_id: int, ext_ids: Iterable[str]) -> dict[str, int]:
    return _ids(session, team, source_id, ext_ids)


def sprint_ids(session: Session, source_id: int, ext_ids: Iterable[str]) -> dict[str, int]:
    return _ids(session, sprint, source_id, ext_ids)


def release_ids(session: Session, source_id: int, ext_ids: Iterable[str]) -> dict[str, int]:
    return _ids(session, release, source_id, ext_ids)


def container_ids(session: Session, source_id: int, ext_ids: Iterable[str]) -> dict[str, int]:
    return _ids(session, container, source_id, ext_ids)


def label_ids(session: Session, source_id: int, names: Iterable[str]) -> dict[str, int]:
    return _ids(session, label, source_id, names)


def _ids(session: Session, table: Table, source_id: int, ext_ids: Iterable[str]) -> dict[str, int]:
    """Map ext_ids (labels: names) to rows; what has none gets one, named like its id."""
    wanted = sorted(set(ext_ids))
    ids = _known(session, table, source_id, wanted)
    missing = [ext_id for ext_id in wanted if ext_id not in ids]
    if not missing:
        return ids
    untold = _UNTOLD.get(table.name)
    rows = [
        {"source_id": source_id, "name": ext_id}
        | ({"ext_id": ext_id} | untold if untold is not None else {})
        for ext_id in missing
    ]
    key = "name" if untold is None else "ext_id"
    session.execute(insert_missing(session, table, ["source_id", key]), rows)
    return ids | _known(session, table, source_id, missing)


def _known(session: Session, table: Table, source_id: int, wanted: list[str]) -> dict[str, int]:
    if not wanted:
        return {}
    key = table.c.ext_id if "ext_id" in table.c else table.c.name
    rows = session.execute(
        select(key, table.c.id).where(table.c.source_id == source_id, key.in_(wanted))
    )
    return dict(rows.all())
