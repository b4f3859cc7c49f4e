"""Hints are followed source by source, and a tracker in trouble is left alone for a while."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.cli.database import Database, open_database
from bot.cli.failures import InputError
from bot.cli.rereading import Rereader
from bot.cli.serving import hooks_of, service_of
from config.model import Settings
from connectors.sync import sync_tracker
from connectors.tracker import FatalError
from store.hooks import take_delivery
from tests.connectors.scripted import START, ScriptedTracker, make_page

MINUTE = timedelta(minutes=1)


@dataclass
class Company:
    """Two trackers that were synced, and a clock to turn."""

    database: Database
    shop: ScriptedTracker
    apps: ScriptedTracker
    at: datetime = START
    made: int = 0
    hints: int = field(default=0)

    def __post_init__(self) -> None:
        for tracker in (self.shop, self.apps):
            sync_tracker(tracker, self.database.sessions, now=lambda: START)
            tracker.calls.clear()
            tracker.census_minutes = {1: 5}
        self.rereader = Rereader(self._make, self.database, lambda: self.at, 10 * MINUTE)

    def _make(self) -> tuple[ScriptedTracker, ...]:
        self.made += 1
        return (self.shop, self.apps)

    def hint(self, source: str) -> None:
        self.hints += 1
        with self.database.sessions.begin() as session:
            take_delivery(session, source, [f"id:{self.hints}"], ["id1"], self.at)


@pytest.fixture
def company() -> Iterator[Company]:
    with open_database("run.db") as database:
        yield Company(database, a_tracker("shop"), a_tracker("apps"))


def a_tracker(name: str) -> ScriptedTracker:
    return ScriptedTracker([[make_page(1)]], ids=[1], name=name)


def refuse(_: str) -> None:
    raise FatalError("jira.example does not take the token (401).")


def test_without_a_hint_no_tracker_is_made_or_asked(company: Company) -> None:
    assert company.rereader.reread() == 0
    assert company.made == 0


def test_only_the_source_that_hinted_is_asked(company: Company) -> None:
    company.hint("apps")
    assert company.rereader.reread() == 1
    assert (company.shop.calls, company.apps.calls) == ([], ["read id1"])


def test_trackers_are_kept_for_a_while(company: Company) -> None:
    for at in (START, START + MINUTE, START + 11 * MINUTE):
        company.at = at
        company.hint("apps")
        company.rereader.reread()
    assert company.made == 2


def test_a_tracker_that_refuses_is_left_alone_and_the_other_one_is_not(company: Company) -> None:
    company.shop.on_call = refuse
    for source in ("shop", "apps"):
        company.hint(source)
    with capture_logs() as events:
        assert company.rereader.reread() == 1
        company.at += 9 * MINUTE
        assert company.rereader.reread() == 0
    assert [event["event"] for event in events].count("webhooks not followed") == 1
    assert company.shop.calls == ["read id1"]
    company.shop.on_call = None
    company.at += MINUTE
    assert company.rereader.reread() == 1


def test_settings_that_make_no_tracker_are_told_once_in_a_while(company: Company) -> None:
    def lack_a_key() -> tuple[ScriptedTracker, ...]:
        raise InputError("The source shop has no key")

    company.rereader.trackers = lack_a_key
    company.hint("shop")
    with capture_logs() as events:
        for _ in range(3):
            company.at += MINUTE
            assert company.rereader.reread() == 0
    assert [event["reason"] for event in events] == ["The source shop has no key"]


def test_a_database_that_cannot_be_asked_is_logged(company: Company) -> None:
    with company.database.sessions.begin() as session:
        session.execute(text("DROP TABLE dirty_issue"))
    with capture_logs() as events:
        assert company.rereader.reread() == 0
    assert "dirty_issue" in events[0]["reason"]


def settings_with(**secrets: str) -> Settings:
    jira = {"kind": "jira", "name": "shop", "url": "https://jira.example", **secrets}
    return Settings.model_validate({"sources": [jira, {"kind": "demo"}]})


def test_every_tracker_has_an_address_and_hints_are_followed_where_there_is_a_secret(
    company: Company,
) -> None:
    (mute,) = hooks_of(settings_with())
    assert (mute.kind, mute.source, mute.secret) == ("jira", "shop", "")
    assert service_of(settings_with(), company.database).reread is None
    heard = service_of(settings_with(webhook_secret="s3cret of shop"), company.database)
    assert heard.hooks is not None
    assert heard.reread is not None
    assert "s3cret" not in repr(heard.hooks)
    assert service_of(Settings(), company.database).hooks is None
