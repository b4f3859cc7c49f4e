"""The issues that existed at a moment, column by column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, repeat
from typing import Any

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from planner.timeline import Bools, Ints, Times
from store.counting import counted_items
from store.reading import NO_TIME, as_ints, as_times, load_columns, seconds, seconds_if_known
from store.rewind import load_values_before
from store.tables import issue, source
from store.teams import Teams

_Columns = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Items:
    """One row an issue, in an order that only depends on what the trackers say.

    `ids` and `team_ids` are row ids, `sources` the names of sources, `parents` positions, -1 for
    none.
    """

    ids: Ints
    sources: tuple[str, ...]
    ext_ids: tuple[str, ...]
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    urls: tuple[str | None, ...]
    types: tuple[str, ...]
    assignees: tuple[str | None, ...]
    projects: tuple[str | None, ...]
    restricted: Bools
    is_container: Bools
    counts: Bools
    parents: Ints
    team_ids: Ints
    created_at: Times
    gone_at: Times


def load_items(session: Session, as_of: datetime, teams: Teams) -> Items:
    """Load the issues created at or before `as_of`, with the values that they had then.

    What has no history is today's: title, key, link, project, and who may see it.
    """
    statement = _statement(as_of)
    columns = dict(
        zip(statement.selected_columns.keys(), load_columns(session, statement), strict=True)
    )
    parents = _parents(columns, load_values_before(session, "parent", as_of))
    return Items(
        ids=as_ints(columns["id"]),
        sources=columns["source"],
        ext_ids=columns["ext_id"],
        keys=columns["key"],
        titles=columns["title"],
        urls=columns["url"],
        types=_types(columns, load_values_before(session, "type", as_of)),
        assignees=_rewound(columns, "assignee", load_values_before(session, "assignee", as_of)),
        projects=columns["project"],
        restricted=np.array(columns["restricted"], dtype=np.bool_),
        is_container=np.array(columns["is_container"], dtype=np.bool_),
        counts=_counts(columns, parents),
        parents=parents,
        team_ids=_team_ids(columns, load_values_before(session, "team", as_of), teams),
        created_at=as_times(columns["created_at"]),
        gone_at=as_times(columns["gone_at"]),
    )


def _statement(as_of: datetime) -> Select[Any]:
    return (
        select(
            issue.c.id,
            source.c.name.label("source"),
            issue.c.ext_id,
            issue.c.key,
            issue.c.title,
            issue.c.url,
            issue.c.type,
            issue.c.assignee,
            issue.c.project,
            issue.c.parent,
            issue.c.restricted,
            issue.c.is_container,
            issue.c.is_subtask,
            issue.c.team_id,
            seconds(issue.c.created_at).label("created_at"),
            seconds_if_known(issue.c.gone_at, as_of).label("gone_at"),
        )
        .join(source, source.c.id == issue.c.source_id)
        .where(issue.c.created_at <= as_of)
        .order_by(source.c.name, issue.c.created_at, issue.c.ext_id)
    )


def _rewound(
    columns: _Columns, name: str, past: Mapping[int, str | None]
) -> tuple[str | None, ...]:
    if not past:
        return columns[name]
    return tuple(
        past.get(issue_id, today)
        for issue_id, today in zip(columns["id"], columns[name], strict=True)
    )


def _types(columns: _Columns, past: Mapping[int, str | None]) -> tuple[str, ...]:
    """Give types; a first change may not tell what it found, and every issue has a type."""
    told = {issue_id: before for issue_id, before in past.items() if before is not None}
    if not told:
        return columns["type"]
    return tuple(value or "" for value in _rewound(columns, "type", told))


def _team_ids(columns: _Columns, past: Mapping[int, str | None], teams: Teams) -> Ints:
    team_ids = as_ints(columns["team_id"])
    if past:
        for position, issue_id in enumerate(columns["id"]):
            if issue_id in past:
                then = teams.of(columns["source"][position], past[issue_id])
                team_ids[position] = then.id
    return team_ids


def _counts(columns: _Columns, parents: Ints) -> Bools:
    return counted_items(
        np.array(columns["is_container"], dtype=np.bool_),
        np.array(columns["is_subtask"], dtype=np.bool_),
        parents,
    )


def _parents(columns: _Columns, past: Mapping[int, str | None]) -> Ints:
    """Find parents in the same source, as positions; -1 for one that is gone or was never there."""
    parents, gone_at = _rewound(columns, "parent", past), columns["gone_at"]
    found: list[int] = []
    for _, same_source in groupby(range(len(parents)), columns["source"].__getitem__):
        rows = [*same_source]  # which stand together
        mine = slice(rows[0], rows[-1] + 1)
        there = {
            ext_id: row
            for ext_id, row, gone in zip(columns["ext_id"][mine], rows, gone_at[mine], strict=True)
            if gone == NO_TIME
        }
        found.extend(map(there.get, parents[mine], repeat(-1)))
    return as_ints(found)
