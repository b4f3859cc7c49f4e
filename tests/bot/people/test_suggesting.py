"""Which quarter is worth asking about."""

from datetime import date

import pytest

from bot.dates.phrases import read_date
from bot.people.suggesting import quarter_ahead


@pytest.mark.parametrize(
    ("today", "named", "end"),
    [
        (date(2026, 11, 28), "Q4", date(2026, 12, 31)),
        (date(2026, 12, 17), "Q4", date(2026, 12, 31)),
        (date(2026, 12, 18), "Q1", date(2027, 3, 31)),
        (date(2026, 3, 30), "Q2", date(2026, 6, 30)),
        (date(2027, 1, 1), "Q1", date(2027, 3, 31)),
    ],
)
def test_a_quarter_that_is_as_good_as_over_gives_way_to_the_next(
    today: date, named: str, end: date
) -> None:
    assert quarter_ahead(today) == named
    assert read_date(f"by end of {named}", today) == end
