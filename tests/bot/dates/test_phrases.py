"""What a phrase means as a date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.numeric import read_either
from bot.dates.phrases import read_date, read_first_day, read_stretch
from bot.dates.stretch import Stretch

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)
days = st.dates(date(2024, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("2026-12-15", date(2026, 12, 15)),
        ("2026/12/15", date(2026, 12, 15)),
        ("15.12.2026", date(2026, 12, 15)),
        ("15.12.26", date(2026, 12, 15)),
        ("15.12.", date(2026, 12, 15)),
        ("12/15", date(2026, 12, 15)),
        ("15/12/2027", date(2027, 12, 15)),
        ("6/6", date(2027, 6, 6)),
        ("Dec 15", date(2026, 12, 15)),
        ("15 December", date(2026, 12, 15)),
        ("the 15th of December", date(2026, 12, 15)),
        ("December 15th, 2027", date(2027, 12, 15)),
        ("Tue 8 Dec", date(2026, 12, 8)),
        ("Tuesday, December 8th 2026", date(2026, 12, 8)),
        ("march 3 2027 5pm", date(2027, 3, 3)),
        ("8 Dec 2025", date(2025, 12, 8)),
    ],
)
def test_a_date_is_read_in_the_ways_people_write_it(phrase: str, day: date) -> None:
    assert read_date(phrase, SUNDAY) == day


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("early December", date(2026, 12, 10)),
        ("mid December", date(2026, 12, 15)),
        ("mid-December", date(2026, 12, 15)),
        ("late January 2027", date(2027, 1, 31)),
        ("the end of the month", date(2026, 11, 30)),
        ("December", date(2026, 12, 31)),
        ("end of Q1", date(2027, 3, 31)),
        ("Q4", date(2026, 12, 31)),
        ("2027 Q2", date(2027, 6, 30)),
        ("second quarter of 2027", date(2027, 6, 30)),
        ("H1", date(2027, 6, 30)),
        ("EOY", date(2026, 12, 31)),
        ("2028", date(2028, 12, 31)),
        ("middle of next quarter", date(2027, 2, 14)),
        ("this quarter", date(2026, 12, 31)),
        ("next year", date(2027, 12, 31)),
        ("next month", date(2026, 12, 31)),
    ],
)
def test_a_stretch_of_days_counts_with_its_last_day(phrase: str, day: date) -> None:
    assert read_date(phrase, SUNDAY) == day
    assert read_date(f"by {phrase}", SUNDAY) == day


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("today", SUNDAY),
        ("tomorrow", date(2026, 11, 23)),
        ("in 3 weeks", date(2026, 12, 13)),
        ("in three weeks", date(2026, 12, 13)),
        ("3 weeks from now", date(2026, 12, 13)),
        ("within a fortnight", date(2026, 12, 6)),
        ("in two months", date(2027, 1, 22)),
        ("in a quarter", date(2027, 2, 22)),
        ("in an year", date(2027, 11, 22)),
        ("in 1.5 weeks", date(2026, 12, 2)),
    ],
)
def test_what_is_counted_from_today(phrase: str, day: date) -> None:
    assert read_date(phrase, SUNDAY) == day


def test_friday_is_this_week_and_next_friday_is_in_the_next_one() -> None:
    assert read_date("Friday", MONDAY) == date(2026, 11, 27)
    assert read_date("this friday", MONDAY) == date(2026, 11, 27)
    assert read_date("next Friday", MONDAY) == date(2026, 12, 4)
    assert read_date("next Friday", SUNDAY) == date(2026, 11, 27)
    assert read_date("Monday", MONDAY) == MONDAY


def test_a_week_ends_on_friday_and_on_the_weekend_it_is_not_over() -> None:
    assert read_date("this week", MONDAY) == date(2026, 11, 27)
    assert read_date("end of next week", MONDAY) == date(2026, 12, 4)
    assert read_date("this week", SUNDAY) == SUNDAY


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("Black Friday", date(2026, 11, 27)),
        ("before Black Friday", date(2026, 11, 26)),
        ("Thanksgiving", date(2026, 11, 26)),
        ("Cyber Monday", date(2026, 11, 30)),
        ("Christmas", date(2026, 12, 25)),
        ("before Christmas Eve", date(2026, 12, 23)),
        ("new year's eve", date(2026, 12, 31)),
        ("New Year", date(2027, 1, 1)),
    ],
)
def test_days_with_a_name(phrase: str, day: date) -> None:
    assert read_date(phrase, SUNDAY) == day


def test_before_is_the_day_before_except_before_the_end() -> None:
    assert read_date("before Dec 15", SUNDAY) == date(2026, 12, 14)
    assert read_date("before December", SUNDAY) == date(2026, 11, 30)
    assert read_date("before the end of March", SUNDAY) == date(2027, 3, 31)


def test_a_leap_day_waits_for_a_leap_year() -> None:
    assert read_date("29 February", SUNDAY) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "phrase",
    [
        *("", "by", "2.4", "1.11/2.1", "checkout", "design 2", "end", "5/6", "5/6/2026"),
        *("30 Feb", "31 feb 2027", "31.2.2027", "2026-13-01", "next sprint", "x" * 500),
    ],
)
def test_what_is_no_date_or_two_is_not_read_as_one(phrase: str) -> None:
    assert read_date(phrase, SUNDAY) is None


@given(day=days, today=days)
def test_a_date_in_iso_form_is_that_day(day: date, today: date) -> None:
    assert read_date(day.isoformat(), today) == day


@given(today=days, phrase=st.sampled_from(["Dec 15", "mid March", "end of Q2", "may", "H2"]))
def test_a_date_without_a_year_is_the_next_such(today: date, phrase: str) -> None:
    found = read_date(phrase, today)
    assert found is not None
    assert today <= found <= today + timedelta(days=366)


@given(phrase=st.text(max_size=80), today=days)
def test_no_text_is_too_odd_to_be_read(phrase: str, today: date) -> None:
    found = read_date(phrase, today)
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("2027-01-05", date(2027, 1, 5)),
        ("on Jan 5", date(2027, 1, 5)),
        ("December", date(2026, 12, 1)),
        ("from next week", date(2026, 11, 23)),
        ("in Q1 2027", date(2027, 1, 1)),
        ("the end of January", date(2027, 1, 31)),
        ("in 3 weeks", date(2026, 12, 13)),
        ("soon", None),
        ("x" * 61, None),
    ],
)
def test_a_stretch_begins_with_its_first_day(phrase: str, day: date | None) -> None:
    assert read_first_day(phrase, SUNDAY) == day


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("week 12", date(2027, 3, 26)),
        ("KW 50", date(2026, 12, 11)),
        ("the weekend", date(2026, 11, 22)),
        ("next weekend", date(2026, 11, 29)),
        ("the 15th", date(2026, 12, 15)),
        ("31st", date(2026, 12, 31)),
        ("first week of January", date(2027, 1, 7)),
        ("last week of November", date(2026, 11, 30)),
        ("first half of December", date(2026, 12, 15)),
        ("the second half of 2027", date(2027, 12, 31)),
        ("1st quarter", date(2027, 3, 31)),
        ("the week of Dec 14", date(2026, 12, 18)),
        ("the beginning of next year", date(2027, 1, 31)),
        ("a couple of weeks", date(2026, 12, 6)),
        ("in 2-3 weeks", date(2026, 12, 13)),
        ("half a year", date(2027, 5, 22)),
        ("the week after next", date(2026, 11, 27) + timedelta(days=7)),
        ("Q1'27", date(2027, 3, 31)),
        ("15. Dezember", date(2026, 12, 15)),
        ("no later than Dec 15", date(2026, 12, 15)),
        ("before Easter", date(2027, 3, 27)),
    ],
)
def test_what_else_people_say_of_days(phrase: str, day: date) -> None:
    assert read_date(phrase, SUNDAY) == day


def test_a_stretch_is_whole_inside_and_begins_today_where_it_is_a_limit() -> None:
    assert read_stretch("in Q1", SUNDAY) == Stretch(date(2027, 1, 1), date(2027, 3, 31))
    assert read_stretch("by Christmas", SUNDAY) == Stretch(SUNDAY, date(2026, 12, 25))
    assert read_stretch("whenever", SUNDAY) is None


@pytest.mark.parametrize(("year", "month", "day"), [(2024, 3, 31), (2026, 4, 5), (2038, 4, 25)])
def test_easter_is_the_churches_easter(year: int, month: int, day: int) -> None:
    assert read_date(f"easter {year}", SUNDAY) == date(year, month, day)


def test_digits_that_may_be_two_days_are_given_as_both() -> None:
    assert read_either("5/6", SUNDAY) == (date(2027, 5, 6), date(2027, 6, 5))
    for one in ("12/15", "6/6", "2.4", "31/31"):
        assert read_either(one, SUNDAY) is None
