"""The settings' sources become trackers, and the demo company stays the one it was."""

from datetime import UTC, datetime, timedelta

from bot.cli.database import open_database
from bot.cli.sync import sync_one
from bot.cli.trackers import began_in, trackers_of
from config.model import Settings

FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
DEMO = Settings.model_validate({"sources": [{"kind": "demo", "seed": 3}]})


def test_the_demo_company_keeps_the_scene_of_its_first_sync() -> None:
    later = FIRST + timedelta(days=3)
    staged = trackers_of(DEMO, later, lambda _: FIRST)
    assert [tracker.fingerprint for tracker in staged] == [
        tracker.fingerprint for tracker in trackers_of(DEMO, FIRST)
    ]
    assert staged[0].fingerprint != trackers_of(DEMO, later)[0].fingerprint


def test_the_database_tells_when_a_source_was_first_synced() -> None:
    with open_database("run.db") as database:
        began = began_in(database)
        tracker = trackers_of(DEMO, FIRST, began)[0]
        assert began(tracker.name) is None
        sync_one(tracker, database)
        first = began(tracker.name)
        sync_one(tracker, database)
        assert first is not None
        assert began(tracker.name) == first
