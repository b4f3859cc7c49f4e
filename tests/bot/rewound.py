"""A folder of real history as its tracker would have exported it at an earlier moment.

Made from the folder's own rows by undoing what came later: an account of the past that shares no
code with the store's.
"""

import csv
import gzip
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

Row = dict[str, str]
# Which column of an issue a change is about.
_COLUMNS = {
    "status": "status",
    "resolution": "resolution",
    "milestone": "fix_versions",
    "priority": "priority",
    "type": "type",
}


def rewind_folder(folder: Path, to: Path, moment: datetime) -> None:
    """Write the folder `to` as `folder` was at `moment`."""
    to.mkdir(parents=True)
    changes = [row for row in _read(folder / "changes.csv.gz") if row["key"]]
    later: dict[str, list[Row]] = {}
    for change in changes:
        if _at(change["at"]) > moment:
            later.setdefault(change["key"], []).append(change)
    issues = [
        _rewound(issue, later.get(issue["key"], []), moment)
        for issue in _read(folder / "issues.csv.gz")
        if _at(issue["created"]) <= moment
    ]
    known = {issue["key"] for issue in issues}
    before = [row for row in changes if _at(row["at"]) <= moment and row["key"] in known]
    versions = [_unreleased(row, moment) for row in _read(folder / "versions.csv.gz")]
    for name, rows in (("issues", issues), ("changes", before), ("versions", versions)):
        _write(to / f"{name}.csv", rows)


def _rewound(issue: Row, later: list[Row], moment: datetime) -> Row:
    """Undo the changes that came later, the last one first."""
    then = dict(issue)
    last_first = later[::-1]  # of two in one second, the one told last is undone first
    last_first.sort(key=lambda row: row["at"], reverse=True)
    for change in last_first:
        column = _COLUMNS.get(change["field"])
        if column is not None:
            then[column] = change["from"]
    if then["resolved"] and _at(then["resolved"]) > moment:
        then["resolved"] = ""
    return then


def _unreleased(version: Row, moment: datetime) -> Row:
    released = version["release_date"] and version["release_date"] < moment.date().isoformat()
    return version if released else version | {"release_date": "", "released": "False"}


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _read(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[Mapping[str, str]] | list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
