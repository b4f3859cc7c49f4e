"""The file that calendars read: two of their parsers agree on it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from bot.feed.ics import make_calendar
from planner.calendar import WorkCalendar
from planner.inputs import Capacity
from planner.launch.feed import Launch, calendar_entries
from planner.launch.functions import Function, Wording
from planner.launch.plan import LaunchPlan
from planner.snapshot import Snapshot
from tests.planner.snapshots import TODAY, a_snapshot, ahead

MARKETING = Function("marketing", "C1")
SEEN = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
DUE = a_snapshot("Checkout; now, with\\ a \nvery new line", due_on=ahead(25), likelihood_due=0.7)
FREEZE = Capacity("Web", ahead(60), ahead(64), 0.0)


def made(
    snapshot: Snapshot = DUE,
    zone: str = "Europe/Berlin",
    function: Function = MARKETING,
) -> bytes:
    goal = "Fewer abandoned carts"
    plan = LaunchPlan(snapshot.release_id, owner="U1", goal=goal)
    launch = Launch(plan, snapshot)
    calendar = WorkCalendar(zone=zone)
    entries = calendar_entries([launch], function, [FREEZE], calendar, TODAY)
    return make_calendar(entries, function, zone, SEEN)


def test_both_parsers_find_the_same_entries() -> None:
    mine = Calendar.from_ical(made())
    theirs = vobject.readOne(made().decode())

    assert mine.errors == []
    assert sorted(str(one["summary"]) for one in mine.walk("VEVENT")) == sorted(
        one.summary.value for one in theirs.vevent_list
    )
    starts = sorted(str(one.decoded("dtstart")) for one in mine.walk("VEVENT"))
    assert starts == sorted(str(one.dtstart.value) for one in theirs.vevent_list)
    theirs.validate(raiseException=True)


def test_a_day_is_a_whole_day_and_ends_before_the_next() -> None:
    found = {str(one["uid"]): one for one in Calendar.from_ical(made()).walk("VEVENT")}
    window = next(one for one in found.values() if "likely out" in str(one["summary"]))
    assert (window.decoded("dtstart"), window.decoded("dtend")) == (
        ahead(20),
        ahead(30) + timedelta(days=1),
    )
    assert "Fewer abandoned carts" in str(window["description"])
    assert "50% likely by" in str(window["description"])
    assert len(found) == 6, "every entry has a name of its own"


def test_a_line_is_never_longer_than_calendars_take() -> None:
    lines = made(a_snapshot("ü" * 300)).split(b"\r\n")
    assert max(map(len, lines)) <= 75


@pytest.mark.parametrize(
    ("zone", "due_on", "utc"),
    [
        # Two weeks before, on the other side of the change of the clocks.
        ("Europe/Berlin", date(2026, 4, 10), datetime(2026, 3, 23, 8, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 4, 20), datetime(2026, 3, 31, 7, tzinfo=UTC)),
        ("America/New_York", date(2026, 3, 25), datetime(2026, 3, 5, 14, tzinfo=UTC)),
        ("America/New_York", date(2026, 3, 30), datetime(2026, 3, 10, 13, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 4, 20), datetime(2026, 3, 30, 22, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 4, 27), datetime(2026, 4, 6, 22, 30, tzinfo=UTC)),
    ],
)
def test_a_ping_stands_at_nine_by_the_wall_in_winter_and_summer(
    zone: str, due_on: date, utc: datetime
) -> None:
    file = made(a_snapshot(due_on=due_on), zone)
    pings = [
        one for one in Calendar.from_ical(file).walk("VEVENT") if "T-14" in str(one["summary"])
    ]
    theirs = [one for one in vobject.readOne(file.decode()).vevent_list if "T-14" in str(one)]

    found = pings[0].decoded("dtstart")
    assert found == theirs[0].dtstart.value == utc
    by_the_wall = utc.astimezone(ZoneInfo(zone))
    expected = WorkCalendar(zone=zone).working_day_before(due_on, 14)
    assert (by_the_wall.date(), by_the_wall.time()) == (expected, time(9))


def test_the_same_entries_give_the_same_bytes() -> None:
    assert made() == made()


def test_an_entry_that_moves_keeps_its_name() -> None:
    later = replace(DUE, p85=ahead(35), due_on=ahead(30))

    def uids(file: bytes) -> set[str]:
        return {str(one["uid"]) for one in Calendar.from_ical(file).walk("VEVENT")}

    assert uids(made()) == uids(made(later))


def test_who_is_told_no_days_reads_a_month_or_a_quarter() -> None:
    sales = Function("sales", "C2", wording=Wording.HORIZON)
    near = made(replace(DUE, due_on=date(2026, 3, 18)), function=sales)
    far = made(replace(DUE, due_on=date(2027, 3, 18)), function=sales)
    assert b"March 2026" in near
    assert b"Q1 2027" in far
    assert b"% likely" not in near + far
