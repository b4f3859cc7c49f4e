"""`12/5` is a day in December to some and in May to others."""

from datetime import date

import pytest

from bot.dates.numeric import read_either
from bot.dates.phrases import read_date
from bot.words.manner import talking_with
from bot.words.region import HOUSE, region_of

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("code", "phrase", "day"),
    [
        ("en-US", "12/5", date(2026, 12, 5)),
        ("en-GB", "12/5", date(2027, 5, 12)),
        ("de-DE", "12/5/2027", date(2027, 5, 12)),
        ("ja-JP", "by 12/5", date(2026, 12, 5)),
        ("en-US", "5-6-27", date(2027, 5, 6)),
        ("en-CA", "12/5", None),  # they write both
        ("", "12/5", None),
        # Where digits leave no doubt nobody's habits count.
        ("en-US", "13/5", date(2027, 5, 13)),
        ("en-GB", "5/13", date(2027, 5, 13)),
        ("en-US", "5.6.", date(2027, 6, 5)),
        ("en-US", "2027-05-06", date(2027, 5, 6)),
        ("en-US", "2/30", None),
    ],
)
def test_it_is_read_as_whoever_wrote_it_means_it(code: str, phrase: str, day: date | None) -> None:
    with talking_with(region_of(code) or HOUSE):
        assert read_date(phrase, TODAY) == day


def test_where_it_is_not_known_who_wrote_it_there_are_two_days_to_choose_from() -> None:
    assert read_either("12/5", TODAY) == (date(2026, 12, 5), date(2027, 5, 12))
    assert read_either("5/5", TODAY) is None
