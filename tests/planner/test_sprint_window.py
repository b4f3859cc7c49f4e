"""The sprint in which a date lies, by the team's own numbering."""

from datetime import timedelta

import pytest

from planner.calendar import WorkCalendar
from planner.sprint_window import current_series
from planner.timeline import SprintFacts
from tests.planner.build import EVERY_DAY, NOW

TODAY = NOW.date()


def _sprints(name: str, count: int = 4, *, days_ago: int = 0) -> list[SprintFacts]:
    """Two-week sprints, the last of which started that many days ago."""
    starts = [NOW - timedelta(days=14 * (count - n) + days_ago) for n in range(1, count + 1)]
    return [
        SprintFacts(str(n), name.format(n), "s:team", start, start + timedelta(days=14), None)
        for n, start in enumerate(starts, start=1)
    ]


def _name(sprints: list[SprintFacts], days: int) -> str | None:
    series = current_series(sprints, TODAY, EVERY_DAY)
    return series.name_on(TODAY + timedelta(days=days)) if series else None


@pytest.mark.parametrize(
    ("days", "name"),
    [(0, "Sprint 4"), (13, "Sprint 4"), (14, "Sprint 5"), (30, "Sprint 6"), (-1, "Sprint 3")],
)
def test_sprints_are_counted_on_from_the_last_known_one(days: int, name: str) -> None:
    assert _name(_sprints("Sprint {}"), days) == name


def test_the_last_number_of_a_name_counts_and_keeps_its_width() -> None:
    assert _name(_sprints("S2 W0{} SDK"), 14) == "S2 W05 SDK"


def test_a_numbering_with_the_year_in_it_is_not_carried_into_the_next_year() -> None:
    sprints = _sprints("2026 Sprint {}")
    assert _name(sprints, 30) == "2026 Sprint 6"
    assert _name(sprints, 330) is None


def test_boards_side_by_side_have_no_common_sprint() -> None:
    side_by_side = _sprints("Sprint {} SDK") + _sprints("Sprint {} Tooling", days_ago=1)
    assert _name(side_by_side, 14) is None


def test_a_board_that_was_given_up_does_not_count() -> None:
    assert _name(_sprints("Old {}", days_ago=300), 14) is None
    assert _name(_sprints("Old {}", days_ago=300) + _sprints("Sprint {}"), 14) == "Sprint 5"


def test_a_name_without_a_number_a_date_before_and_too_few_sprints_have_no_answer() -> None:
    assert _name(_sprints("Now"), 20) is None
    assert _name(_sprints("Sprint {}"), -99) is None
    assert _name(_sprints("Sprint {}", count=2), 0) is None


def test_a_sprint_starts_on_the_day_it_is_in_the_calendars_zone() -> None:
    late = [
        SprintFacts(
            str(n), f"Sprint {n}", "s:team", NOW.replace(hour=23) - timedelta(days=d), None, None
        )
        for n, d in ((1, 28), (2, 14), (3, 0))
    ]
    berlin = current_series(late, TODAY, WorkCalendar(zone="Europe/Berlin"))
    assert berlin is not None
    assert berlin.name_on(TODAY) == "Sprint 2"


def test_a_sprint_has_the_days_that_are_named_by_it() -> None:
    series = current_series(_sprints("Sprint {}"), TODAY, EVERY_DAY)
    assert series is not None
    for number in (1, 4, 5, 9):
        days = series.days_of(number)
        assert days is not None
        first, last = days
        assert series.name_on(first) == series.name_on(last) == f"Sprint {number}"
        assert series.number_on(first) == series.number_on(last) == number
    assert series.days_of(0) is None
    assert series.number_on(TODAY - timedelta(days=999)) is None


def test_the_sprints_of_another_year_have_no_days_where_the_year_is_in_the_name() -> None:
    series = current_series(_sprints("2026.{}"), TODAY, EVERY_DAY)
    assert series is not None
    assert series.days_of(40) is None
