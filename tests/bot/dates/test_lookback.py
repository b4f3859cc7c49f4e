"""Stretches of days that have been, as people say them."""

from datetime import date

import pytest

from bot.dates.lookback import read_lookback
from bot.dates.stretch import Stretch

SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("in October", date(2026, 10, 1), date(2026, 10, 31)),
        ("in December", date(2025, 12, 1), date(2025, 12, 31)),
        ("this month", date(2026, 11, 1), SATURDAY),
        ("so far this year", date(2026, 1, 1), SATURDAY),
        ("last quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("last month", date(2026, 10, 1), date(2026, 10, 31)),
        ("last week", date(2026, 11, 16), date(2026, 11, 22)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("in Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("in the last 30 days", date(2026, 10, 29), SATURDAY),
        ("over the past two weeks", date(2026, 11, 14), SATURDAY),
        ("since September", date(2026, 9, 1), SATURDAY),
        ("since Nov 16", date(2026, 11, 16), SATURDAY),
        ("on monday", date(2026, 11, 23), date(2026, 11, 23)),
        ("two weeks ago", date(2026, 11, 9), date(2026, 11, 15)),
        ("a month ago", date(2026, 10, 1), date(2026, 10, 31)),
        ("between August and October", date(2026, 8, 1), date(2026, 10, 31)),
        ("from june 1 to june 15", date(2026, 6, 1), date(2026, 6, 15)),
        ("before June", date.min, date(2026, 5, 31)),
        ("after october", date(2026, 11, 1), SATURDAY),
        ("in 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("last october", date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_days_that_have_been_are_the_last_such(phrase: str, first: date, last: date) -> None:
    assert read_lookback(phrase, SATURDAY) == Stretch(first, last)


@pytest.mark.parametrize("phrase", ["", "to acme", "in 2031", "since whenever", "x" * 99])
def test_what_has_not_been_is_none(phrase: str) -> None:
    assert read_lookback(phrase, SATURDAY) is None
