"""How far away a day is, for those who are told no days: its month, or its quarter."""

from dataclasses import dataclass
from datetime import date, timedelta

NEAR = timedelta(days=120)  # up to then by month, as people say it
_MONTHS, _MONTHS_OF_QUARTER = 12, 3


@dataclass(frozen=True, slots=True)
class Horizon:
    """A month or a quarter of a year, from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def quarter(self) -> int | None:
        """Give the number of the quarter, 1 to 4; None for a month."""
        if self.first.month == self.last.month:
            return None
        return (self.first.month - 1) // _MONTHS_OF_QUARTER + 1


def horizon_of(day: date, today: date) -> Horizon:
    """Give the month that `day` is in, or the quarter where that is further away."""
    months = 1 if day - today <= NEAR else _MONTHS_OF_QUARTER
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = first.month - 1 + months
    following = date(first.year + after // _MONTHS, after % _MONTHS + 1, 1)
    return Horizon(first, following - timedelta(days=1))
