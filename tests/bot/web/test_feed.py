"""`/calendar.ics` over HTTP, by an address that was asked for in Slack."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import httpx
import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.feed.signing import Signer
from bot.people.calendars import GOOD_FOR
from bot.people.office import People
from bot.web.app import make_web_app
from bot.web.feed import Feed
from planner.launch.plan import LaunchPlan
from store.adoptions import adopt_release
from store.audit import load_audit
from store.forecasts import save_plan
from store.launch_plans import save_launch_plan
from tests.bot.answers import NOW
from tests.bot.newsrooms import FUNCTIONS, WORKSPACE, newsroom_over
from tests.bot.slack.conftest import by_http
from tests.bot.slack.local_slack import LocalSlack
from tests.bot.slack.test_subscribing import release
from tests.bot.web.serving import serving
from tests.planner.snapshots import a_snapshot, shipped

Sessions = sessionmaker[Session]
SEEN = a_snapshot("checkout", taken_at=NOW, p50=date(2026, 12, 14), p85=date(2026, 12, 21))
SIGNER = Signer("https://ship.example.com", "the calendar's secret")


@dataclass(slots=True)
class Clock:
    """What time it is."""

    days: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """A served calendar with the address at which it lies here."""

    address: str
    clock: Clock

    def get(self, link: str, **headers: str) -> httpx.Response:
        return httpx.get(link.replace(SIGNER.base, self.address), headers=headers)


@pytest.fixture
def desk(company: Sessions) -> Iterator[Desk]:
    clock = Clock()
    feed = Feed(newsroom_over(company), SIGNER, lambda: NOW + timedelta(days=clock.days))
    with serving(make_web_app({}, feed=feed)) as address:
        yield Desk(address, clock)


def link_in(text: str) -> str:
    found = re.search(r"https://\S+?sign=\w+", text.replace("&amp;", "&"))
    assert found is not None, text
    return found[0]


def test_who_asks_in_slack_gets_an_address_that_works(
    answerer: Answerer, company: Sessions, desk: Desk
) -> None:
    with company.begin() as session:
        save_plan(session, (SEEN,), b"packed")
    people = People(company, lambda: NOW, functions=FUNCTIONS, signer=SIGNER)
    with LocalSlack() as slack, by_http(slack, answerer, people) as door:
        release(door, "adopt checkout")
        said = release(door, "calendar Marketing")
    assert said["response_type"] == "ephemeral"
    link = link_in(said["text"])

    got = desk.get(link)

    assert (got.status_code, got.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    names = [str(one["summary"]) for one in Calendar.from_ical(got.content).walk("VEVENT")]
    assert names == [
        "checkout: T-14, get ready",
        "checkout: T-7, get ready",
        "checkout: likely out",
        "checkout: T-1, get ready",
    ]
    with company() as session:
        assert load_audit(session, "function:marketing")[-1].action == "calendar"


def test_a_release_travels_by_its_codename_until_it_has_launched(
    company: Sessions, desk: Desk
) -> None:
    out = shipped("v23", NOW.date() - timedelta(days=19), taken_at=NOW)
    with company.begin() as session:
        save_plan(session, (SEEN, replace(out, name="Apollo")), b"packed")
        for release_id, codename in ((SEEN.release_id, "Falcon"), (out.release_id, "Osprey")):
            plan = LaunchPlan(release_id, "U1", codename=codename)
            adopt_release(session, release_id, WORKSPACE, "U1", NOW)
            save_launch_plan(session, WORKSPACE, plan, NOW)

    told = desk.get(SIGNER.address("marketing", NOW.date())).text

    assert "Falcon: likely out" in told
    assert "checkout" not in told
    assert "Apollo: shipped" in told
    assert "Osprey" not in told


def test_what_has_not_changed_is_not_sent_again(desk: Desk) -> None:
    link = SIGNER.address("marketing", NOW.date() + GOOD_FOR)
    first = desk.get(link)
    again = desk.get(link, **{"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_before_the_first_review_the_calendar_is_there_and_empty(desk: Desk) -> None:
    got = desk.get(SIGNER.address("support", NOW.date()))
    assert Calendar.from_ical(got.content).walk("VEVENT") == []


@pytest.mark.parametrize(
    ("link", "status"),
    [
        (SIGNER.address("marketing", NOW.date()).replace("marketing", "support"), 403),
        (SIGNER.address("marketing", NOW.date()) + "0", 403),
        (replace(SIGNER, secret="guessed").address("marketing", NOW.date()), 403),
        (SIGNER.address("nobody", NOW.date()), 403),
        (f"{SIGNER.base}/calendar.ics", 403),
    ],
)
def test_a_forged_address_is_refused(desk: Desk, link: str, status: int) -> None:
    got = desk.get(link)
    assert (got.status_code, "BEGIN" in got.text) == (status, False)
    assert "/release calendar" in got.text


def test_an_address_ends(desk: Desk) -> None:
    link = SIGNER.address("marketing", NOW.date() + GOOD_FOR)
    desk.clock.days = GOOD_FOR.days
    assert desk.get(link).status_code == 200
    desk.clock.days += 1
    assert desk.get(link).status_code == 410


def test_where_it_is_not_set_up_or_nobody_is_meant_that_is_said(
    answerer: Answerer, company: Sessions
) -> None:
    told = People(company, lambda: NOW, functions=FUNCTIONS)
    with LocalSlack() as slack, by_http(slack, answerer, told) as door:
        assert "SHIPCAST_WEB_CALENDAR_SECRET" in release(door, "calendar marketing")["text"]
    with LocalSlack() as slack, by_http(slack, answerer, replace(told, signer=SIGNER)) as door:
        assert "marketing, support" in release(door, "calendar sale")["text"]


def test_without_it_there_is_no_calendar() -> None:
    with serving(make_web_app({})) as address:
        assert httpx.get(f"{address}/calendar.ics").status_code == 404
