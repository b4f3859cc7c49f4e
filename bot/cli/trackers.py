"""The settings' sources as trackers."""

from collections.abc import Iterator
from datetime import datetime

from bot.cli.failures import InputError
from config.model import FilesSource, Settings, Source
from connectors.demo.tracker import demo_trackers
from connectors.files.tracker import FilesTracker
from connectors.tracker import Tracker
from planner.category import Category


def trackers_of(settings: Settings, now: datetime) -> tuple[Tracker, ...]:
    """Make the trackers of all sources; nothing is opened before they are asked."""
    return tuple(tracker for source in settings.sources for tracker in _trackers(source, now))


def chosen(settings: Settings, name: str | None, now: datetime) -> tuple[Tracker, ...]:
    """Give the trackers to sync: all, or those of the one source that is named."""
    if not settings.sources:
        raise InputError(
            "No source is set: add one under `sources:` in shipcast.yaml (`shipcast init` writes "
            "an example), or read a folder of CSV files with `shipcast import FOLDER`"
        )
    found = tuple(
        tracker
        for source in settings.sources
        for tracker in _trackers(source, now)
        if name in (None, source.name, tracker.name)
    )
    if not found:
        known = ", ".join(source.name for source in settings.sources)
        raise InputError(f"There is no source {name!r} in the settings; the sources are: {known}")
    return found


def _trackers(source: Source, now: datetime) -> Iterator[Tracker]:
    if isinstance(source, FilesSource):
        statuses = {name: Category(category) for name, category in source.statuses.items()}
        yield FilesTracker(source.path, source.name, statuses=statuses, zone=source.zone)
    else:
        yield from demo_trackers(source.seed, now)
