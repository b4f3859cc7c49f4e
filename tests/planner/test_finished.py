"""What was finished lately in a scope."""

from datetime import timedelta

from planner.finished import SEEN_DAYS, ends_of
from tests.planner.build import NOW, ago

LIMIT = timedelta(days=SEEN_DAYS)
TICK = timedelta(microseconds=1)


def test_a_finish_is_seen_until_it_is_too_old_to_the_microsecond() -> None:
    ends = ends_of([("A-1", "s:1", NOW)])
    assert ends.lately(NOW + LIMIT - TICK)["s:1"].keys() == {"A-1"}
    assert not ends.lately(NOW + LIMIT)
    assert not ends.lately(NOW + LIMIT + TICK)


def test_ages_are_those_of_the_moments_to_the_byte() -> None:
    at = [ago(0.1), ago(3), ago(3) + 7 * TICK, ago(700.7)]
    ends = ends_of([(f"A-{i}", "s:1", each) for i, each in enumerate(at)])
    told = ends.lately(NOW + 3 * TICK)["s:1"]
    ages = [(NOW + 3 * TICK - each).total_seconds() / 86_400 for each in at]
    assert told == {f"A-{i}": age for i, age in enumerate(ages)}


def test_a_key_counts_once_and_with_the_team_of_its_first_recent_finish() -> None:
    ends = ends_of([("A-1", "s:1", ago(800)), ("A-1", "s:2", ago(8)), ("A-1", "s:3", ago(9))])
    assert ends.lately(NOW) == {"s:2": {"A-1": 8.0}}


def test_where_nothing_was_finished_nothing_is_seen() -> None:
    assert ends_of([]).lately(NOW) == {}
