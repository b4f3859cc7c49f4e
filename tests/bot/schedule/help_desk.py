"""A third team, kept in a folder of CSV files: its release has no date, and grows in one day.

Nobody promised a day for it, so whoever launches it goes by the forecast alone.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from tests.bot.cli.folders import CHANGES, HEAD, VERSIONS

TEAM, PAST, RELEASE = "help-desk", "Help centre", "Self-service help"
BEGAN_ON, SHIPPED_ON = date(2025, 9, 1), date(2026, 2, 26)
# What was planned, and what a day of second thoughts added.
PLANNED, ADDED = 11, 10
PLANNED_ON, GREW_ON = date(2026, 2, 9), date(2026, 3, 18)
_FINISHED_ON = (1, 3, 4)  # Tuesday, Thursday, Friday


def write_help_desk(folder: Path, today: date) -> Path:
    """Write the folder as it is in the first hour of a day: the team has worked up to the eve."""
    folder.mkdir(parents=True, exist_ok=True)
    done = [*_finished(today)]
    _write(folder / "issues.csv", HEAD, _issues(done, today))
    _write(folder / "changes.csv", CHANGES, _changes(done))
    shipped = f"{PAST},{SHIPPED_ON},,,true"
    _write(folder / "versions.csv", VERSIONS, (shipped, f"{RELEASE},,,,false"))
    return folder


def _finished(today: date) -> Iterator[datetime]:
    """Give when something was finished, the issues one after the other: three times a week."""
    for number in range((today - BEGAN_ON).days):
        day = BEGAN_ON + timedelta(days=number)
        if day.weekday() in _FINISHED_ON:
            yield datetime.combine(day, time(14), UTC)


def _issues(done: list[datetime], today: date) -> Iterator[str]:
    past = [at for at in done if at.date() <= SHIPPED_ON]
    for number, at in enumerate(past):
        created = (at - timedelta(days=6)).isoformat()
        yield f"HELP-{number},Task,{created},{at.isoformat()},,,{PAST},Closed,,,,fixed"
    days = [PLANNED_ON] * PLANNED + [GREW_ON] * (ADDED if today > GREW_ON else 0)
    for number, day in enumerate(days, len(past)):
        is_done = number < len(done)
        resolved = done[number].isoformat() if is_done else ""
        status, resolution = ("Closed", "fixed") if is_done else ("Open", "")
        yield f"HELP-{number},Task,{day}T10:00:00Z,{resolved},,,{RELEASE},{status},,,,{resolution}"


def _changes(done: list[datetime]) -> Iterator[str]:
    for number, at in enumerate(done):
        yield f"HELP-{number},{at.isoformat()},status,Open,Closed"
        yield f"HELP-{number},{at.isoformat()},resolution,,fixed"


def _write(path: Path, head: str, rows: Iterable[str]) -> None:
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
