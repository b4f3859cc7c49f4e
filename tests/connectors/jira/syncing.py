"""Whole syncs of a world into a real database."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from connectors.jira.tracker import JiraTracker
from connectors.sync import SyncResult, sync_tracker
from store.engine import make_engine, make_sessions
from tests.connectors.jira.cloud import Site

Clock = Callable[[], datetime]


def clock_of(site: Site) -> Clock:
    """Give our own clock, which never stands still: a day and more lies between two syncs.

    So a census is due at every one, and the longer look back.
    """
    site.syncs += 1
    steps, begin = count(), site.world.now + site.syncs * timedelta(hours=25)
    return lambda: begin + timedelta(milliseconds=next(steps))


def sync(
    site: Site, sessions: sessionmaker[Session], *, full: bool = False, **options: Any
) -> SyncResult:
    tracker = JiraTracker(site.options(**options))
    return sync_tracker(tracker, sessions, now=clock_of(site), full=full)


@contextmanager
def database(empty: Path) -> Iterator[sessionmaker[Session]]:
    """Give a database of its own to each example of a property."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shipcast.db"
        shutil.copyfile(empty, path)
        engine = make_engine(str(path))
        yield make_sessions(engine)
        engine.dispose()
