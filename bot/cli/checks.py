"""What `shipcast doctor` finds, and what it looks at first: settings and freshness."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.cli.call import Call
from bot.cli.database import Database
from bot.cli.freshness import late_after, tracker_names
from bot.logs import scrub
from config.environment import unknown_variables
from config.errors import SettingsError
from config.model import Settings
from config.settings import secrets_in_file
from store.sources import SourceRow, load_issue_counts, load_sources


class State(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: how it is, and what to do where it is not well."""

    name: str
    state: State
    found: str
    todo: str = ""


def broken_settings(error: SettingsError) -> Iterator[Check]:
    for problem in error.problems:
        yield Check("settings", State.FAIL, scrub(str(problem)), "mend it and ask again")


def check_settings(call: Call, settings: Settings) -> Iterator[Check]:
    """Say which file is read, and what in it or in the environment is odd."""
    found = str(call.file) if call.file else "no file: defaults and environment"
    yield Check("settings", State.OK, found)
    for key, variable in secrets_in_file(call.file) if call.file else ():
        where = f"{key} is written in {call.file}"
        yield Check("settings", State.WARN, where, f"move it to the environment: {variable}")
    for name in unknown_variables(os.environ, settings.sources):
        yield Check("settings", State.WARN, f"{name} sets nothing", "check how it is spelt")


def check_freshness(settings: Settings, database: Database, now: datetime) -> Iterator[Check]:
    """Say of every source in the database how old its data is."""
    with database.readers() as session:
        rows, counts = load_sources(session), load_issue_counts(session)
    names = tracker_names(settings)
    for row in rows:
        issues = counts.get(row.name, 0)
        yield _check_age(row, issues, settings, now, is_synced=row.name in names)
    for name in sorted(names - {row.name for row in rows}):
        yield Check(f"data of {name}", State.WARN, "never read", "run `shipcast sync`")


def _check_age(
    row: SourceRow, issues: int, settings: Settings, now: datetime, *, is_synced: bool
) -> Check:
    name = f"data of {row.name}"
    if row.last_success_at is None:
        return Check(name, State.WARN, "never read to the end", "run `shipcast sync`")
    found = f"{issues:,} issues, read {ago(now - row.last_success_at)} ago"
    if is_synced and now - row.last_success_at > late_after(settings):
        return Check(name, State.WARN, found, "run `shipcast sync`, or `shipcast run` for good")
    return Check(name, State.OK, found)


def ago(age: timedelta) -> str:
    """Say roughly how long something lasts: `12 min`, `3 h`, `4 days`."""
    if age < timedelta(hours=1):
        return f"{int(age.total_seconds() // 60)} min"
    if age < timedelta(days=1):
        return f"{int(age.total_seconds() // 3600)} h"
    return f"{age.days} days"
