"""The demo company goes through the real sync into a real database."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from connectors.sync import SyncResult, sync_tracker
from connectors.tracker import Tracker
from store.issues import load_stamps
from store.sources import load_sources
from tests.connectors.demo.scene import NOW, company, issues_of


def sync(tracker: Tracker, sessions: sessionmaker[Session], now: datetime) -> SyncResult:
    return sync_tracker(tracker, sessions, now=lambda: now)


def stamps(tracker: Tracker, sessions: sessionmaker[Session]) -> dict[str, datetime | None]:
    with sessions() as session:
        source = next(row.id for row in load_sources(session) if row.name == tracker.name)
        return dict(load_stamps(session, source))


def test_a_sync_some_days_later_reads_only_what_went_on(sessions: sessionmaker[Session]) -> None:
    later = NOW + timedelta(days=6)
    for before, after in zip(company(1), company(1, later, NOW.date()), strict=True):
        sync(before, sessions, NOW)

        result = sync(after, sessions, later)

        assert 10 < result.changed < 150
        assert result.vanished == 0
        assert stamps(after, sessions) == {i.ext_id: i.updated_at for i in issues_of(after)}
