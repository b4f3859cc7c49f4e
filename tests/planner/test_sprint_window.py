"""The sprint in which a date lies, by the team's own numbering."""

from datetime import timedelta

import pytest

from planner.sprint_window import sprint_on
from planner.timeline import SprintFacts
from tests.planner.build import NOW

TODAY = NOW.date()


def _sprints(name: str, count: int = 4) -> list[SprintFacts]:
    """Two-week sprints, the last of which starts today."""
    return [
        SprintFacts(
            str(n),
            name.format(n),
            "s:team",
            NOW - timedelta(days=14 * (count - n)),
            NOW - timedelta(days=14 * (count - n - 1)),
            None,
        )
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("days", "name"),
    [(0, "Sprint 4"), (13, "Sprint 4"), (14, "Sprint 5"), (30, "Sprint 6"), (-1, "Sprint 3")],
)
def test_sprints_are_counted_on_from_the_last_known_one(days: int, name: str) -> None:
    assert sprint_on(_sprints("Sprint {}"), TODAY + timedelta(days=days)) == name


def test_the_last_number_of_a_name_counts_and_keeps_its_width() -> None:
    assert sprint_on(_sprints("2026 W0{} SDK"), TODAY + timedelta(days=14)) == "2026 W05 SDK"


def test_a_name_without_a_number_a_date_before_and_too_few_sprints_have_no_answer() -> None:
    assert sprint_on(_sprints("Now"), TODAY + timedelta(days=20)) is None
    assert sprint_on(_sprints("Sprint {}"), TODAY - timedelta(days=99)) is None
    assert sprint_on(_sprints("Sprint {}", count=2), TODAY) is None
