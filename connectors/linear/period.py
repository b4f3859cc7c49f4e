"""The day on which a target date is over that means a month, quarter, half-year or year."""

from calendar import monthrange
from datetime import date

_MONTHS = {"month": 1, "quarter": 3, "halfYear": 6, "year": 12}


def last_day(on: date, resolution: str | None, fiscal_start: int) -> date:
    """Give the last day of the period that `on` lies in; `on` itself without a resolution.

    `fiscal_start` is the month, from 0, with which the workspace's year begins: quarters are
    counted from it. A promise for a quarter is kept until its last day, on whichever of its days
    Linear dates it.
    """
    months = _MONTHS.get(resolution or "")
    if months is None:
        return on
    into_period = (on.month - 1 - fiscal_start) % months
    last = on.year * 12 + on.month - 1 + months - 1 - into_period
    year, month = divmod(last, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])
