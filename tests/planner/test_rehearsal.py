"""Forecasts made later from what was known halfway."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.calendar import WorkCalendar
from planner.category import Category
from planner.rehearsal import rehearse
from planner.timeline import ReleaseFacts, Timeline
from tests.planner.build import Work, ago, release, steady, timeline

CALENDAR = WorkCalendar()
FIRST, OUT = 200, 60


def shipped(name: str = "1.0", **facts: object) -> ReleaseFacts:
    return release(name, is_released=True, released_on=ago(OUT).date(), **facts)


def a_past(out: ReleaseFacts, *, later: int = 0) -> Timeline:
    """Give a release of twenty items, done one a week, and `later` of them done near its end."""
    done = [Work(days + 9, [(days, Category.DONE)]) for days in steady(3, 60)]
    members = [
        Work(FIRST, [(FIRST - 6 * n - 5, Category.DONE)], [(0, FIRST, None)]) for n in range(20)
    ]
    late = [Work(90, [(70, Category.DONE)], [(0, 80, None)]) for _ in range(later)]
    return timeline([*done, *members, *late], [out])


def test_a_release_is_asked_about_once_by_the_middle() -> None:
    (told,) = rehearse(a_past(shipped()), "s", CALENDAR, 1)
    first, out = ago(FIRST - 28).date(), ago(OUT).date()
    assert told.told_at.date() <= first + (out - first) / 2 < told.told_at.date() + timedelta(15)
    assert (told.release_id, told.shipped_on) == ("s:1.0", out)
    assert list(told.dates) == sorted(day for day in told.dates if day is not None)


def test_what_came_after_the_middle_is_not_seen() -> None:
    calm, busy = (rehearse(a_past(shipped(), later=n), "s", CALENDAR, 1) for n in (0, 30))
    assert calm == busy


@pytest.mark.parametrize(
    "out",
    [
        shipped(hindsight=True),
        replace(shipped(), released_on=None),
        release("1.0"),
        replace(shipped(), released_on=ago(FIRST - 20).date()),
    ],
)
def test_without_a_known_past_nothing_is_rehearsed(out: ReleaseFacts) -> None:
    assert rehearse(a_past(out), "s", CALENDAR, 1) == ()
    assert rehearse(a_past(shipped()), "other", CALENDAR, 1) == ()
