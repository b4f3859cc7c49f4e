"""Cells read strictly: dates, numbers, lists."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.files.values import parse_day, parse_flag, parse_number, parse_time, split_list

BERLIN = ZoneInfo("Europe/Berlin")
UTC_ZONE = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("26/Nov/24 3:04 PM", datetime(2024, 11, 26, 14, 4, tzinfo=UTC)),
        ("26/nov/2024 12:04 AM", datetime(2024, 11, 25, 23, 4, tzinfo=UTC)),
        ("26/Nov/24 12:04 pm", datetime(2024, 11, 26, 11, 4, tzinfo=UTC)),
        ("26/Nov/24 15:04", datetime(2024, 11, 26, 14, 4, tzinfo=UTC)),
        ("26/Nov/24 15:04:59", datetime(2024, 11, 26, 14, 4, 59, tzinfo=UTC)),
        ("1/Jul/24", datetime(2024, 6, 30, 22, 0, tzinfo=UTC)),
        ("2024-11-26 15:04", datetime(2024, 11, 26, 14, 4, tzinfo=UTC)),
        ("2024-11-26T15:04:00.000+0000", datetime(2024, 11, 26, 15, 4, tzinfo=UTC)),
        ("2024-11-26T15:04:00Z", datetime(2024, 11, 26, 15, 4, tzinfo=UTC)),
        ("Wed May 14 2024 08:53:33 GMT+0200 (CEST)", datetime(2024, 5, 14, 6, 53, 33, tzinfo=UTC)),
        ("Wed May 14 2024 08:53:33 GMT-0130", datetime(2024, 5, 14, 10, 23, 33, tzinfo=UTC)),
    ],
)
def test_every_known_style_of_a_time_is_read(text: str, moment: datetime) -> None:
    assert parse_time(text, BERLIN) == moment
    assert parse_time(text, BERLIN).tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "6/11/2024 16:14",
        "26/Okt/24 3:04 PM",
        "26/Nov/24 13:04 PM",
        "31/Feb/24",
        "soon",
        "2024-13-01",
    ],
)
def test_a_time_that_could_mean_two_things_or_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_time(text, UTC_ZONE)


@given(st.datetimes(datetime(2001, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001 - wall times
def test_both_of_jiras_styles_mean_the_same(wall: datetime) -> None:
    wall = wall.replace(second=0, microsecond=0)
    month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][
        wall.month - 1
    ]
    half = "AM" if wall.hour < 12 else "PM"
    styled = f"{wall.day}/{month}/{wall:%y} {(wall.hour - 1) % 12 + 1}:{wall:%M} {half}"
    assert parse_time(styled, BERLIN) == parse_time(wall.isoformat(" ", "minutes"), BERLIN)


def test_a_day_is_read_as_it_stands_or_in_the_zone() -> None:
    assert parse_day("2024-12-24", BERLIN) == date(2024, 12, 24)
    assert parse_day("31/Dec/24", BERLIN) == date(2024, 12, 31)
    assert parse_day("2024-12-23T23:30:00Z", BERLIN) == date(2024, 12, 24)


@pytest.mark.parametrize(("text", "number"), [("0", 0.0), ("2.5", 2.5), (" 8 ", 8.0)])
def test_numbers_are_read(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "1,5", "three", "1_0", "1e999"])
def test_what_is_no_finite_count_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_number(text)


def test_flags_are_read_in_any_case() -> None:
    assert [parse_flag(text) for text in ("True", "no", "")] == [True, False, False]
    with pytest.raises(ValueError, match="neither"):
        parse_flag("perhaps")


def test_a_list_loses_blanks_and_repeats_and_keeps_its_order() -> None:
    assert split_list("b; a;;b") == ("b", "a")
    assert split_list("x, y", ",") == ("x", "y")
