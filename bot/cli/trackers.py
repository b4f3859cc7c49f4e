"""The settings' sources as trackers."""

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.cli.database import Database
from bot.cli.failures import InputError
from bot.cli.jira_source import jira_options
from bot.cli.linear_options import linear_options
from config.model import Settings
from config.sources import DemoSource, FilesSource, JiraSource, LinearSource, Source
from connectors.demo.company import SHOP_TRACKER
from connectors.demo.tracker import demo_trackers
from connectors.files.tracker import FilesTracker
from connectors.jira.tracker import JiraTracker
from connectors.linear.tracker import LinearTracker
from connectors.tracker import Tracker
from planner.category import Category
from store.runs import first_run_at

Began = Callable[[str], datetime | None]


def trackers_of(
    settings: Settings, now: datetime, began: Began = lambda _: None
) -> tuple[Tracker, ...]:
    """Make the trackers of all sources; nothing is opened before they are asked.

    `began` tells when a tracker was first synced: the demo company keeps the scene of that day.
    """
    return tuple(
        tracker for source in settings.sources for tracker in _trackers(source, now, began)
    )


def began_in(database: Database) -> Began:
    """Ask the database when a tracker was first synced."""

    def began(name: str) -> datetime | None:
        with database.readers() as session:
            return first_run_at(session, name)

    return began


def chosen(
    settings: Settings, name: str | None, now: datetime, began: Began = lambda _: None
) -> tuple[Tracker, ...]:
    """Give the trackers to sync: all, or those of the one source that is named."""
    if not settings.sources:
        raise InputError(
            "No source is set: add one under `sources:` in shipcast.yaml (`shipcast init` writes "
            "an example), or read a folder of CSV files with `shipcast import FOLDER`"
        )
    found = tuple(
        tracker
        for source in settings.sources
        for tracker in _trackers(source, now, began)
        if name in (None, source.name, tracker.name)
    )
    if not found:
        known = ", ".join(source.name for source in settings.sources)
        raise InputError(f"There is no source {name!r} in the settings; the sources are: {known}")
    return found


def _trackers(source: Source, now: datetime, began: Began) -> Iterator[Tracker]:
    match source:
        case FilesSource():
            statuses = {name: Category(category) for name, category in source.statuses.items()}
            yield FilesTracker(source.path, source.name, statuses=statuses, zone=source.zone)
        case DemoSource():
            first = began(SHOP_TRACKER)
            yield from demo_trackers(source.seed, now, staged_on=first.date() if first else None)
        case JiraSource():
            yield JiraTracker(jira_options(source))
        case LinearSource():
            yield LinearTracker(linear_options(source))
