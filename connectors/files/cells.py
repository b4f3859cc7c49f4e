"""Typed values out of a row; a cell that does not hold one is refused with its line."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from connectors.files.tables import Row
from connectors.files.values import parse_day, parse_flag, parse_number, parse_time

Value = TypeVar("Value")


def time_in(row: Row, zone: ZoneInfo, *names: str) -> datetime | None:
    return _read(row, names, lambda text: parse_time(text, zone), "Write 2024-11-26T15:04:00Z.")


def day_in(row: Row, zone: ZoneInfo, *names: str) -> date | None:
    return _read(row, names, lambda text: parse_day(text, zone), "Write 2024-11-26.")


def number_in(row: Row, *names: str) -> float | None:
    return _read(row, names, parse_number, "Write digits, with a point where needed, or nothing.")


def count_in(row: Row, *names: str) -> int | None:
    number = number_in(row, *names)
    return None if number is None else int(number)


def flag_in(row: Row, *names: str) -> bool:
    return bool(_read(row, names, parse_flag, "Write True or False."))


def text_in(row: Row, *names: str) -> str:
    """Give a text that must be there."""
    text = row.first(*names)
    if not text:
        raise row.refuse(f"the {names[0]!r} is blank", "Fill it in, or take the row out.")
    return text


def _read(
    row: Row, names: tuple[str, ...], parse: Callable[[str], Value], way_out: str
) -> Value | None:
    text = row.first(*names)
    if not text:
        return None
    try:
        return parse(text)
    except (ValueError, OverflowError) as error:
        raise row.refuse(f"{names[0]!r} is not readable: {error}", way_out) from error
