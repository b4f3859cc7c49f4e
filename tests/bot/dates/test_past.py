"""Days that have been, as people say them."""

from datetime import date

import pytest

from bot.dates.past import read_past

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("monday", date(2026, 11, 16)),
        ("last Monday", date(2026, 11, 16)),
        ("on Friday", date(2026, 11, 20)),
        ("sunday", date(2026, 11, 15)),
        ("today", SUNDAY),
        ("yesterday", date(2026, 11, 21)),
        ("last week", date(2026, 11, 15)),
        ("the last 3 weeks", date(2026, 11, 1)),
        ("2 weeks ago", date(2026, 11, 8)),
        ("a month ago", date(2026, 10, 23)),
        ("3 days", date(2026, 11, 19)),
        ("Nov 16", date(2026, 11, 16)),
        ("Dec 15", date(2025, 12, 15)),
        ("Feb 29 2028", date(2028, 2, 29)),
        ("2026-11-16", date(2026, 11, 16)),
        ("2099-01-01", date(2099, 1, 1)),
        ("foo", None),
        ("foo ago", None),
    ],
)
def test_a_phrase_is_the_last_such_day(phrase: str, day: date | None) -> None:
    assert read_past(phrase, SUNDAY) == day


def test_a_leap_day_of_no_leap_year_is_the_day_before() -> None:
    assert read_past("Feb 29", date(2028, 1, 5)) == date(2027, 2, 28)
