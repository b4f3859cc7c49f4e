"""A small shop as a folder of CSV files, with a year of history."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import now

HEAD = (
    "key,type,created,resolved,points,sprint_ids,fix_versions,status,priority,parent,links,"
    "resolution"
)
VERSIONS = "name,release_date,start_date,due_date,released"
CHANGES = "key,at,field,from,to"
WEEKS = 60
END = now().replace(hour=0, minute=0, second=0, microsecond=0)  # the shop is still at work
OPEN = 12


def write_shop(folder: Path, end: datetime = END) -> Path:
    """Write two items finished a week in 1.0, which is out, and twelve open ones in 2.0.

    2.0 is due long after its work will be done; nobody has put anything into 3.0.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "issues.csv", HEAD, _issues(end))
    due_on = (end + timedelta(weeks=40)).date()
    versions = (f"1.0,{end.date()},,,true", f"2.0,,,{due_on},false", "3.0,,,,false")
    _write(folder / "versions.csv", VERSIONS, versions)
    _write(folder / "changes.csv", CHANGES, _changes(end))
    return folder


def _finished(end: datetime) -> Iterator[tuple[str, datetime]]:
    for number in range(WEEKS * 2):
        yield f"S-{number}", end - timedelta(weeks=WEEKS, days=-3.5 * number)


def _issues(end: datetime) -> Iterator[str]:
    for key, at in _finished(end):
        created = at - timedelta(days=3)
        yield f"{key},Task,{created.isoformat()},{at.isoformat()},,,1.0,Closed,,,,fixed"
    for number in range(OPEN):
        yield f"S-{900 + number},Task,{(end - timedelta(weeks=8)).isoformat()},,,,2.0,Open,,,,"


def _changes(end: datetime) -> Iterator[str]:
    for key, at in _finished(end):
        yield f"{key},{at.isoformat()},status,Open,Closed"
        yield f"{key},{at.isoformat()},resolution,,fixed"
    for number in range(OPEN // 2):  # half of 2.0's items joined later
        yield f"S-{900 + number},{(end - timedelta(weeks=4)).isoformat()},milestone,,2.0"


def _write(path: Path, head: str, rows: Iterable[str]) -> None:
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
