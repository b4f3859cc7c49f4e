"""The data folder: one row an issue, lists joined with `;`, and tables beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

from connectors.files.cells import count_in, day_in, flag_in, number_in, text_in, time_in
from connectors.files.draft import (
    Dialect,
    Draft,
    Meaning,
    current_category,
    is_container_type,
    is_subtask_type,
    settle_times,
)
from connectors.files.tables import Row, read_rows
from connectors.files.values import split_list
from store.records import IssueRecord, ReleaseRecord, SprintRecord, TeamRecord

VERSION_COLUMNS = ("name", "release_date", "start_date", "due_date", "released")
SPRINT_COLUMNS = ("id", "name", "start", "end", "complete")
_BLOCKS = ("blocks", "is dependent of")
_BLOCKED_BY = ("is blocked by", "depends on")
_PROJECT = re.compile(r"[^-#]+")


def read_issue(row: Row, meaning: Meaning) -> Draft:
    """Read a row of issues.csv; the source is the one team."""
    key, status = text_in(row, "key"), text_in(row, "status")
    resolution = row.first("resolution")
    created_at = time_in(row, meaning.zone, "created")
    if created_at is None:
        raise row.refuse("'created' is blank", "Fill it in, or take the row out.")
    kind, parent = row.first("type"), row.first("parent") or None
    releases, sprints = split_list(row.first("fix_versions")), split_list(row.first("sprint_ids"))
    links = split_list(row.first("links"))
    record = IssueRecord(
        ext_id=key,
        key=key,
        title="",
        type=kind or "Issue",
        status=status,
        category=current_category(row, meaning, status, resolution),
        created_at=created_at,
        team=meaning.source,
        project=_project(key),
        points=number_in(row, "points"),
        priority=row.first("priority") or None,
        parent=parent,
        is_container=is_container_type(kind),
        is_subtask=is_subtask_type(kind) and parent is not None,
        releases=releases,
        sprints=sprints,
        blocks=_linked(links, _BLOCKS),
    )
    draft = Draft(
        record,
        blocked_by=_linked(links, _BLOCKED_BY),
        teams=(TeamRecord(meaning.source, meaning.source),),
        sprints=tuple(SprintRecord(name, name, meaning.source) for name in sprints),
        releases=tuple(ReleaseRecord(name, name, "version") for name in releases),
        resolution=resolution,
    )
    return settle_times(draft, time_in(row, meaning.zone, "resolved"))


def _project(key: str) -> str | None:
    found = _PROJECT.match(key)
    return found[0] if found else None


def _linked(links: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the keys behind links that start with one of these words, as in `blocks:SHOP-1`."""
    pairs = (link.partition(":") for link in links)
    keys = (key.strip() for word, _, key in pairs if word.strip().casefold() in words)
    return tuple(dict.fromkeys(key for key in keys if key))


FOLDER = Dialect(
    name="folder",
    marks=frozenset({"key"}),
    required=(
        "key",
        "type",
        "created",
        "resolved",
        "points",
        "sprint_ids",
        "fix_versions",
        "status",
        "priority",
        "parent",
        "links",
        "resolution",
    ),
    read=read_issue,
)


def read_versions(path: Path, meaning: Meaning) -> Iterator[tuple[Row, ReleaseRecord]]:
    """Read versions.csv. A date of what is not released yet is a plan, not a release."""
    for row in read_rows(path, VERSION_COLUMNS):
        name, released = text_in(row, "name"), flag_in(row, "released")
        release_on = day_in(row, meaning.zone, "release_date")
        due_on = day_in(row, meaning.zone, "due_date")
        yield (
            row,
            ReleaseRecord(
                ext_id=name,
                name=name,
                kind="version",
                started_on=day_in(row, meaning.zone, "start_date"),
                due_on=due_on if released else due_on or release_on,
                released_on=release_on if released else None,
                is_released=released,
            ),
        )


def read_sprints(path: Path, meaning: Meaning) -> Iterator[tuple[Row, SprintRecord]]:
    """Read sprints.csv, with the figures of the tracker's own report where there are any."""
    for row in read_rows(path, SPRINT_COLUMNS):
        ext_id = text_in(row, "id")
        yield (
            row,
            SprintRecord(
                ext_id=ext_id,
                name=row.first("name") or ext_id,
                team=meaning.source,
                start_at=time_in(row, meaning.zone, "start"),
                end_at=time_in(row, meaning.zone, "end"),
                completed_at=time_in(row, meaning.zone, "complete"),
                committed_points=number_in(row, "committed_points"),
                completed_points=number_in(row, "completed_points"),
                committed_items=count_in(row, "committed_issues"),
                completed_items=count_in(row, "completed_issues"),
            ),
        )
