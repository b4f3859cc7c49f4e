"""Each region's own forms, around words that stay English."""

from datetime import date, time

import pytest

from bot.words.region import HOUSE, region_of

TODAY, NEXT_YEAR = date(2026, 11, 28), date(2027, 5, 28)


@pytest.mark.parametrize(
    ("code", "day", "clock", "figure", "reads"),
    [
        ("en-US", "Fri, May 28, 2027", "4:05 PM", "1,250.5", True),
        ("en-GB", "Fri 28 May 2027", "16:05", "1,250.5", False),
        ("en-CA", "Fri, May 28, 2027", "4:05 PM", "1,250.5", None),
        ("en-IN", "Fri 28 May 2027", "4:05 PM", "1,250.5", False),
        ("de-DE", "Fri 28 May 2027", "16:05", "1.250,5", False),
        ("fr-FR", "Fri 28 May 2027", "16:05", "1\u202f250,5", False),
        ("ja-JP", "Fri 28 May 2027", "16:05", "1,250.5", True),
        ("sv-SE", "Fri 28 May 2027", "16:05", "1\xa0250,5", False),
        ("es-LA", "Fri 28 May 2027", "4:05 PM", "1,250.5", False),  # as Slack calls it
    ],
)
def test_a_locale_has_the_forms_of_its_region(
    code: str, day: str, clock: str, figure: str, reads: bool | None
) -> None:
    region = region_of(code)
    assert region is not None
    assert region.day(NEXT_YEAR, TODAY) == day
    assert region.clock(time(16, 5)) == clock
    assert region.figure("1250.5") == figure
    assert region.reads_month_first is reads


def test_a_year_is_left_out_where_it_is_todays() -> None:
    american = region_of("en-US")
    assert american is not None
    assert american.day(date(2026, 12, 8), TODAY) == "Tue, Dec 8"
    assert american.full_day(date(2026, 12, 8)) == "Dec 8, 2026"


def test_a_half_day_begins_at_twelve() -> None:
    american = region_of("en-US")
    assert american is not None
    told = [american.clock(time(hour, 5)) for hour in (0, 1, 12, 13)]
    assert told == ["12:05 AM", "1:05 AM", "12:05 PM", "1:05 PM"]


def test_of_an_unknown_region_the_language_counts_and_of_an_unknown_language_nothing() -> None:
    german = region_of("de-ZZ")
    assert german is not None
    assert german.figure("1250") == "1.250"
    assert region_of("xx-YY") is None
    assert region_of("") is None


def test_where_nobody_has_said_the_forms_are_british_and_a_slash_is_asked_about() -> None:
    assert HOUSE.day(NEXT_YEAR, TODAY) == "Fri 28 May 2027"
    assert HOUSE.reads_month_first is None
