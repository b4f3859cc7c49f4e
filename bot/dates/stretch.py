"""A stretch of days, and the parts of it that people name."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
_YEARS_TO_A_LEAP_DAY = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a phrase covers, both ends included."""

    first: date
    last: date


Yearly = Callable[[int], Stretch]


def one_day(day: date) -> Stretch:
    return Stretch(day, day)


def months(year: int, first: int, count: int = 1) -> Stretch:
    """Give `count` whole months of one year, from month number `first`."""
    last = first + count - 1
    return Stretch(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def month_after(today: date, count: int) -> tuple[int, int]:
    """Give the year and the month that is `count` months after today's."""
    position = today.year * 12 + today.month - 1 + count
    return position // 12, position % 12 + 1


def early(whole: Stretch) -> Stretch:
    """Its first third: early December ends on the 10th."""
    days = (whole.last - whole.first).days + 1
    return Stretch(whole.first, whole.first + DAY * max(days // 3 - 1, 0))


def middle(whole: Stretch) -> Stretch:
    """Its middle day: mid December is the 15th."""
    days = (whole.last - whole.first).days + 1
    return one_day(whole.first + DAY * max((days - 2) // 2, 0))


def end(whole: Stretch) -> Stretch:
    return one_day(whole.last)


def next_such(yearly: Yearly, today: date) -> Stretch | None:
    """Give the first one that is not over yet; None for a day that no year has (30 February)."""
    for year in range(today.year, today.year + _YEARS_TO_A_LEAP_DAY + 1):
        try:
            stretch = yearly(year)
        except ValueError:
            continue  # 29 February of a common year
        if stretch.last >= today:
            return stretch
    return None
