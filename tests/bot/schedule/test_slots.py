"""Slots by the wall clock, through the nights in which it leaps."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.slots import due_slots, moment_of, next_slot
from planner.calendar import WorkCalendar
from store.subscriptions import WEEKDAYS

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
DAILY = frozenset(WEEKDAYS)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_slot_keeps_its_wall_clock_when_the_offset_changes() -> None:
    # Berlin put its clocks forward on 29 March 2026, New York had done so on the 8th.
    days = [date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 30)]
    assert [moment_of(day, time(9, 30), BERLIN).hour for day in days] == [8, 8, 7]
    assert [moment_of(day, time(9, 30), NEW_YORK).hour for day in days] == [14, 13, 13]


def test_a_time_that_is_skipped_runs_at_the_next_minute_there_is() -> None:
    assert moment_of(date(2026, 3, 29), time(2, 30), BERLIN) == utc("2026-03-29T01:00")
    assert moment_of(date(2026, 3, 8), time(2), NEW_YORK) == utc("2026-03-08T07:00")
    assert moment_of(date(2026, 10, 4), time(2, 15, 20), "Australia/Lord_Howe") == utc(
        "2026-10-03T15:30"
    )


def test_a_day_that_is_skipped_whole_runs_when_the_next_one_begins() -> None:
    slots = due_slots(
        {"Fri"}, time(9), "Pacific/Apia", after=utc("2011-12-30T00:00"), until=utc("2011-12-31")
    )
    assert slots == (utc("2011-12-30T10:00"),)


def test_a_time_that_repeats_runs_once_and_first() -> None:
    slots = due_slots(
        {"Sun"}, time(2, 30), BERLIN, after=utc("2026-10-24T20:00"), until=utc("2026-10-25T20:00")
    )
    assert slots == (utc("2026-10-25T00:30"),)


def test_weekdays_are_those_of_the_zone() -> None:
    # Monday morning in Auckland is Sunday in UTC.
    slots = due_slots(
        {"Mon"}, time(8), "Pacific/Auckland", after=utc("2026-06-01"), until=utc("2026-06-09")
    )
    assert slots == (utc("2026-06-07T20:00"),)


def test_the_end_is_in_and_the_beginning_is_not() -> None:
    slot = utc("2026-06-01T09:00")
    before, after = slot - timedelta(seconds=1), slot + timedelta(seconds=1)
    assert due_slots(DAILY, time(9), "UTC", after=before, until=slot) == (slot,)
    assert due_slots(DAILY, time(9), "UTC", after=slot, until=after) == ()


def test_the_next_slot_may_be_a_week_away() -> None:
    monday = utc("2026-06-01T09:00")
    assert next_slot({"Mon"}, time(9), "UTC", after=monday) == monday + timedelta(days=7)
    with pytest.raises(ValueError, match="without weekdays"):
        next_slot((), time(9), "UTC", after=monday)


moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from((BERLIN, NEW_YORK, "UTC", "Asia/Kolkata", "Australia/Lord_Howe"))
some_days = st.sets(st.sampled_from(WEEKDAYS), min_size=1)


@given(moments, st.lists(st.integers(1, 100_000), max_size=8), some_days, st.times(), zones)
def test_however_time_is_cut_into_ticks_each_slot_is_due_once(
    begin: datetime, steps: list[int], days: set[str], at: time, zone: str
) -> None:
    ends = [begin]
    for step in steps:
        ends.append(ends[-1] + timedelta(seconds=step))
    ticks = pairwise(ends)
    pieces = [due_slots(days, at, zone, after=after, until=until) for after, until in ticks]

    whole = due_slots(days, at, zone, after=begin, until=ends[-1])

    assert tuple(slot for piece in pieces for slot in piece) == whole
    assert len({slot.astimezone(ZoneInfo(zone)).date() for slot in whole}) == len(whole)


EASTER = WorkCalendar(holidays=np.array(["2026-04-03", "2026-04-06"], dtype="datetime64[D]"))
CLOSED = WorkCalendar(holidays=np.arange("2026-12-24", "2027-01-04", dtype="datetime64[D]"))


@pytest.mark.parametrize(
    ("days", "told_on"),
    [
        ({"Mon"}, ["03-30", "04-07", "04-13"]),  # Easter Monday is told on Tuesday
        ({"Fri"}, ["03-27", "04-07", "04-10"]),  # Good Friday after Easter
        ({"Sun"}, ["03-29", "04-05", "04-12"]),  # whoever wants Sundays gets them
        (WEEKDAYS[:5], ["04-01", "04-02", "04-07", "04-08"]),  # all that was put off is one
        (WEEKDAYS, ["04-01", "04-02", "04-07", "04-08", "04-09", "04-10", "04-13"]),
        ({"Sat", "Sun"}, ["04-04", "04-05", "04-11", "04-12"]),  # whoever names them gets them
    ],
)
def test_a_holiday_puts_off_to_the_next_worked_day_where_it_is_one_with_that_days(
    days: set[str], told_on: list[str]
) -> None:
    first, last = utc(f"2026-{told_on[0]}"), utc(f"2026-{told_on[-1]}T23:00")
    slots = due_slots(days, time(9), "UTC", after=first, until=last, calendar=EASTER)
    assert [f"{slot:%m-%d}" for slot in slots] == told_on


def test_every_day_is_every_working_day_of_the_calendar() -> None:
    saturday = utc("2026-11-28T12:00")
    assert next_slot(WEEKDAYS, time(22), BERLIN, after=saturday) == utc("2026-11-30T21:00")
    sunday_to_thursday = WorkCalendar((True, True, True, True, False, False, True))
    told = due_slots(
        WEEKDAYS,
        time(9),
        "UTC",
        after=saturday,
        until=utc("2026-12-06"),
        calendar=sunday_to_thursday,
    )
    assert [f"{slot:%a}" for slot in told] == ["Sun", "Mon", "Tue", "Wed", "Thu"]


def test_a_closed_week_ends_with_one_slot_and_the_next_one_is_known_before() -> None:
    before, after, slot = utc("2026-12-23T09:00"), utc("2027-01-05T07:00"), utc("2027-01-04T08:00")
    slots = due_slots({"Mon"}, time(9), BERLIN, after=before, until=after, calendar=CLOSED)
    assert slots == (slot,)
    assert next_slot({"Mon"}, time(9), BERLIN, after=before, calendar=CLOSED) == slot


@given(moments, st.lists(st.integers(1, 100_000), max_size=8), some_days, st.times(), zones)
def test_however_time_is_cut_into_ticks_what_a_holiday_put_off_is_due_once(
    begin: datetime, steps: list[int], days: set[str], at: time, zone: str
) -> None:
    first = np.datetime64(begin.date(), "D")
    calendar = WorkCalendar(holidays=np.arange(first, first + 4))
    ends = [begin - timedelta(days=2)]
    for step in steps:
        ends.append(ends[-1] + timedelta(seconds=step))

    def due(after: datetime, until: datetime) -> tuple[datetime, ...]:
        return due_slots(days, at, zone, after=after, until=until, calendar=calendar)

    whole = due(ends[0], ends[-1])
    assert tuple(slot for cut in pairwise(ends) for slot in due(*cut)) == whole
    assert len({slot.astimezone(ZoneInfo(zone)).date() for slot in whole}) == len(whole)
