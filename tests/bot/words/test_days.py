"""Dates, ages and shares as they are said."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.words.days import age_of, say_day, say_likelihood, say_moment

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_day_has_its_weekday_and_a_year_only_where_it_is_another() -> None:
    assert say_day(date(2026, 12, 8), TODAY) == "Tue 8 Dec"
    assert say_day(date(2027, 1, 11), TODAY) == "Mon 11 Jan 2027"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "< 5%"), (0.04, "< 5%"), (0.05, "5%"), (0.5, "50%"), (0.95, "95%"), (1.0, "> 95%")],
)
def test_nothing_is_certain(share: float, said: str) -> None:
    assert say_likelihood(share) == said


@pytest.mark.parametrize(
    ("ago", "age"),
    [
        (timedelta(seconds=-5), ("now", 0)),
        (timedelta(seconds=59), ("now", 0)),
        (timedelta(minutes=5), ("minutes", 5)),
        (timedelta(hours=3, minutes=50), ("hours", 3)),
        (timedelta(days=2, hours=23), ("days", 2)),
    ],
)
def test_an_age_is_told_in_one_unit(ago: timedelta, age: tuple[str, int]) -> None:
    assert age_of(NOW - ago, NOW) == age


def test_a_moment_is_told_in_utc() -> None:
    moment = datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert say_moment(moment) == "31 Dec 2025, 23:30 UTC"
