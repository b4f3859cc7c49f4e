"""The scheduled sync never dies of a tracker, and readiness tells the truth."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update
from structlog.testing import capture_logs

from bot.cli.database import Database, open_database
from bot.cli.run import people_of
from bot.cli.secrecy import secret_values
from bot.cli.serving import checks_of, service_of, signer_of, sync_quietly
from bot.clock import now
from config.model import Settings
from store.tables import source


@pytest.fixture
def database() -> Iterator[Database]:
    with open_database("run.db") as opened:
        yield opened


def settings_of(folder: Path) -> Settings:
    return Settings.model_validate(
        {"sources": [{"kind": "files", "name": "shop", "path": str(folder)}]}
    )


def test_a_sync_makes_the_service_ready(shop: Path, database: Database) -> None:
    service = service_of(settings_of(shop), database)
    assert not service.checks["sync"]()

    with capture_logs() as events:
        service.sync()

    assert service.checks["sync"]()
    assert service.checks["database"]()
    assert events[0]["event"] == "synced"
    assert service.sync_every == timedelta(minutes=10)


def test_a_broken_source_is_logged_and_the_next_one_read(shop: Path, database: Database) -> None:
    other = settings_of(shop).sources[0].model_copy(update={"name": "other"})
    both = (*settings_of(shop / "nowhere").sources, other)

    with capture_logs() as events:
        sync_quietly(Settings(sources=both), database)

    told = {event["source"]: event for event in events}
    assert {name: event["event"] for name, event in told.items()} == {
        "shop": "sync failed",
        "other": "synced",
    }
    assert "nowhere" in told["shop"]["reason"]


def test_a_database_that_refuses_a_row_is_logged(shop: Path, database: Database) -> None:
    with database.sessions.begin() as session:
        session.execute(text("DROP TABLE status_span"))

    with capture_logs() as events:
        sync_quietly(settings_of(shop), database)

    (event,) = events
    assert (event["event"], event["source"]) == ("sync failed", "shop")
    assert "no such table" in event["reason"]
    assert "\n" not in event["reason"]


def test_a_database_that_cannot_be_asked_for_the_trackers_is_logged(database: Database) -> None:
    with database.sessions.begin() as session:
        session.execute(text("DROP TABLE sync_run"))

    with capture_logs() as events:
        sync_quietly(Settings.model_validate({"sources": [{"kind": "demo"}]}), database)

    assert [event["event"] for event in events] == ["sync failed"]


def test_old_data_is_not_ready(shop: Path, database: Database) -> None:
    settings = settings_of(shop)
    sync_quietly(settings, database)
    with database.sessions.begin() as session:
        session.execute(update(source).values(last_success_at=now() - timedelta(hours=1)))

    assert not checks_of(settings, database)["sync"]()


def test_without_sources_nothing_is_late(database: Database) -> None:
    assert checks_of(Settings(), database)["sync"]()


def test_a_database_that_broke_is_not_ready(shop: Path, here: Path, database: Database) -> None:
    checks = checks_of(settings_of(shop), database)
    database.sessions.kw["bind"].dispose()
    for path in here.glob("run.db*"):
        path.unlink()
    (here / "run.db").write_bytes(b"not a database" * 100)

    assert not checks["database"]()
    assert not checks["sync"]()


def test_who_hears_what_comes_from_the_settings(database: Database) -> None:
    settings = Settings.model_validate(
        {
            "timezone": "Europe/Berlin",
            "functions": {"support": "C0SUPPORT"},
            "rehearsal_channel": "C0TRYOUT",
            "roles": {"admins": ["U0FIRST", "U0SECOND"]},
        }
    )

    service = service_of(settings, database)

    assert service.newsroom is not None
    assert service.newsroom.audiences == {"support": "C0SUPPORT"}
    assert service.newsroom.calendar.zone == "Europe/Berlin"
    assert service.newsroom.workspace is None
    assert (service.rehearsal_channel, service.operator) == ("C0TRYOUT", "U0FIRST")


def test_who_adopts_pings_the_same_channels_as_the_review(database: Database) -> None:
    channels = {"marketing": "C0MARKETING", "support": "C0SUPPORT"}
    settings = Settings.model_validate({"functions": channels, "timezone": "Europe/Berlin"})

    people, newsroom = people_of(settings, database), service_of(settings, database).newsroom

    assert newsroom is not None
    assert people.functions == newsroom.functions
    assert newsroom.audiences == channels
    assert people.calendar.zone == newsroom.calendar.zone == "Europe/Berlin"


def test_calendars_are_handed_out_where_address_and_secret_are_set(database: Database) -> None:
    web = {"public_url": "https://ship.example.com", "calendar_secret": "s3cret-of-calendars"}
    settings = Settings.model_validate({"web": web})

    assert service_of(Settings(), database).feed is None
    assert people_of(Settings(), database).signer is None
    assert service_of(settings, database).feed is not None
    assert people_of(settings, database).signer == signer_of(settings)
    assert "s3cret-of-calendars" in set(secret_values(settings))
