"""From Jira's call to the row in the database: believed, read by id in Jira itself, stored."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.cli.database import Database, open_database
from bot.cli.rereading import Rereader
from bot.web.app import make_web_app
from bot.web.hooks import Hook, Hooks
from connectors.jira.tracker import JiraTracker
from connectors.sync import sync_tracker
from store.tables import issue, raw_payload, source
from tests.bot.web.serving import serving
from tests.bot.web.trackers import NOW, SECRET, from_jira, post
from tests.connectors.jira.classic import data_center
from tests.connectors.jira.cloud import Site, cloud
from tests.connectors.jira.shop import shop
from tests.connectors.jira.world import OPS, SHOP, Issue


@dataclass
class Company:
    """A Jira that was synced as `shop`, and the address that it calls."""

    site: Site
    database: Database
    address: str
    rereader: Rereader
    calls: int = field(default=0)

    def call(self, changed: Issue, **told: Any) -> None:
        """Let Jira tell of an issue; what it says of it beside the id is a lie."""
        self.calls += 1
        lie = {"id": str(changed.id), "key": "X-1", "fields": {"summary": "A lie"}}
        sent = from_jira({"issue": lie, **told}, number=str(self.calls))
        assert post(self.address, "/webhooks/jira", sent).status_code == 200

    def stored(self, key: str) -> dict[str, Any] | None:
        with self.database.sessions() as session:
            found = select(issue.c.title, issue.c.status).where(issue.c.key == key)
            row = session.execute(found).one_or_none()
        return None if row is None else dict(row._mapping)  # noqa: SLF001  its public way

    def revision(self) -> int:
        with self.database.sessions() as session:
            return int(session.scalars(select(source.c.revision)).one())

    def payload(self, ext_id: int) -> bytes:
        with self.database.sessions() as session:
            found = select(raw_payload).where(raw_payload.c.ext_id == str(ext_id))
            return bytes(repr(session.execute(found).one()), "utf-8")


@pytest.fixture(params=[cloud, data_center])
def company(request: pytest.FixtureRequest) -> Iterator[Company]:
    with request.param(shop()) as site, open_database("run.db") as database:
        tracker = JiraTracker(site.options(projects=(SHOP,)))
        sync_tracker(tracker, database.sessions, now=lambda: NOW)
        hooks = Hooks((Hook("jira", "shop", SECRET),), database.sessions, lambda: NOW)
        rereader = Rereader(lambda: (tracker,), database, lambda: NOW, timedelta(minutes=10))
        with serving(make_web_app({}, hooks=hooks)) as address:
            yield Company(site, database, address, rereader)


def issue_of(site: Site, key: str) -> Issue:
    return next(each for each in site.world.issues.values() if each.key == key)


def test_what_jira_tells_of_is_read_in_jira(company: Company) -> None:
    changed = issue_of(company.site, "SHOP-2")
    before, payload = company.revision(), company.payload(changed.id)
    company.site.world.edit(changed, status="3", resolution="Done", summary="Checkout, the end")
    company.call(changed)
    assert company.rereader.reread() == 1
    assert company.stored("SHOP-2") == {"title": "Checkout, the end", "status": "Done"}
    assert company.revision() > before
    assert company.payload(changed.id) != payload
    assert company.stored("X-1") is None


def test_a_new_issue_is_there_without_a_sync(company: Company) -> None:
    company.call(company.site.world.create(summary="Just written"))
    assert company.rereader.reread() == 1
    with company.database.sessions() as session:
        titles = session.scalars(select(issue.c.title)).all()
    assert "Just written" in titles


def test_an_issue_of_another_project_stays_out(company: Company) -> None:
    company.call(company.site.world.create(OPS, summary="None of ours"))
    assert company.rereader.reread() == 0
    with company.database.sessions() as session:
        count = session.scalar(select(func.count()).where(issue.c.title == "None of ours"))
    assert count == 0


def test_a_call_about_nothing_new_changes_nothing(company: Company) -> None:
    before = company.revision()
    company.call(issue_of(company.site, "SHOP-1"))
    assert company.rereader.reread() == 0
    assert company.revision() == before
