"""A folder of real history as its tracker would have exported it at an earlier moment.

Made from the folder's own rows, without what came later: an account of the past that shares no
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
    by_key: dict[str, list[Row]] = {}
    for change in changes:
        by_key.setdefault(change["key"], []).append(change)
    closed = {row["name"]: row["release_date"] for row in _read(folder / "versions.csv.gz")}
    issues = [
        _rewound(issue, by_key.get(issue["key"], []), closed, moment)
        for issue in _read(folder / "issues.csv.gz")
        if _at(issue["created"]) <= moment
    ]
    known = {issue["key"] for issue in issues}
    before = [row for row in changes if _at(row["at"]) <= moment and row["key"] in known]
    versions = [_unreleased(row, moment) for row in _read(folder / "versions.csv.gz")]
    for name, rows in (("issues", issues), ("changes", before), ("versions", versions)):
        _write(to / f"{name}.csv", rows)


def _rewound(issue: Row, changes: list[Row], closed: Mapping[str, str], moment: datetime) -> Row:
    then = dict(issue)
    for field, column in _COLUMNS.items():
        # Sorting is stable: of changes in one second the one told last is the last.
        mine = sorted((row for row in changes if row["field"] == field), key=lambda r: r["at"])
        before = [row for row in mine if _at(row["at"]) <= moment]
        after = mine[len(before) :]
        if before:
            told, known = before[-1], after[0]["from"] if after else then[column]
            moved = field == "milestone" and _was_moved(told, known, closed, moment)
            then[column] = known if moved else told["to"]
        elif after:
            then[column] = after[0]["from"]
    if then["resolved"] and _at(then["resolved"]) > moment:
        then["resolved"] = ""
    return then


def _was_moved(told: Row, known: str, closed: Mapping[str, str], moment: datetime) -> bool:
    """Tell whether an issue was in another milestone by then than the last change had said.

    These trackers retarget what is open in a milestone when it is closed, and rename milestones,
    without a word in any issue.
    """
    if told["to"] == known or not told["to"]:
        return False
    if told["to"] not in closed:
        return True
    return told["at"][:10] <= closed[told["to"]] < moment.date().isoformat()


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
