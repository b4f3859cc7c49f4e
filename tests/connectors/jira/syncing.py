"""Whole syncs of a world into a real database."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from connectors.jira.tracker import JiraTracker
from connectors.sync import SyncResult, sync_tracker
from store.engine import make_engine, make_sessions
from tests.connectors.jira.cloud import Site

A_DAY_LATER = timedelta(hours=25)  # so that a census is due, and the longer look back
SOON = timedelta(minutes=10)


def sync(
    site: Site,
    sessions: sessionmaker[Session],
    *,
    later: timedelta = A_DAY_LATER,
    full: bool = False,
    **options: Any,
) -> SyncResult:
    """Sync, so much `later` by our own clock than the time before."""
    site.ahead += later
    steps, begin = count(), site.world.now + site.ahead
    return sync_tracker(
        JiraTracker(site.options(**options)),
        sessions,
        now=lambda: begin + timedelta(milliseconds=next(steps)),
        full=full,
    )


@contextmanager
def database(empty: Path) -> Iterator[sessionmaker[Session]]:
    """Give a database of its own to each example of a property."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shipcast.db"
        shutil.copyfile(empty, path)
        engine = make_engine(str(path))
        yield make_sessions(engine)
        engine.dispose()
