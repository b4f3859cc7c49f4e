"""The sprints in which a forecast lands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from planner.calendar import WorkCalendar
from planner.timeline import SprintFacts

FEWEST_SPRINTS = 3
LOOKED_AT = 9  # a team's usual length is that of its last sprints
FURTHEST_SPRINTS = 200
LONGEST_DAYS = 45  # what is longer is no sprint
_LAST_NUMBER = re.compile(r"\d+(?!.*\d)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Series:
    """Sprints that one team or board numbers in a row: (first day, number), oldest first."""

    prefix: str
    suffix: str
    width: int
    starts: tuple[tuple[date, int], ...]

    @property
    def length(self) -> timedelta:
        days = [day.toordinal() for day, _ in self.starts[-LOOKED_AT:]]
        return timedelta(days=max(round(float(np.median(np.diff(days)))), 1))

    def name_on(self, on: date) -> str | None:
        """Name the sprint that a day falls into, counting on from the last one that is known."""
        begun = [(first, number) for first, number in self.starts if first <= on]
        if not begun:
            return None
        first, number = begun[-1]
        if (first, number) == self.starts[-1]:
            later = (on - first) // self.length
            if later and _YEAR.search(self.prefix + self.suffix) and on.year != first.year:
                return None  # a numbering with the year in it starts again with the next one
            number += later
        return f"{self.prefix}{str(number).zfill(self.width)}{self.suffix}"

    def days_of(self, number: int) -> tuple[date, date] | None:
        """Give the first and the last day of a sprint, counting on from the last one known.

        None for one before the first that is known, or that was left out.
        """
        firsts = {known: first for first, known in self.starts}
        last_first, last_number = self.starts[-1]
        if number > last_number:
            first = last_first + self.length * min(number - last_number, FURTHEST_SPRINTS)
            if _YEAR.search(self.prefix + self.suffix) and first.year != last_first.year:
                return None  # as in `name_on`
            return first, first + self.length - timedelta(days=1)
        if number not in firsts:
            return None
        after = min((first for first in firsts.values() if first > firsts[number]), default=None)
        end = after or firsts[number] + self.length
        return firsts[number], end - timedelta(days=1)

    def number_on(self, on: date) -> int | None:
        """Give the number of the sprint that a day falls into; None before the first one."""
        begun = [(first, number) for first, number in self.starts if first <= on]
        if not begun:
            return None
        first, number = begun[-1]
        later = (on - first) // self.length if begun[-1] == self.starts[-1] else 0
        return number + later


def current_series(
    sprints: Sequence[SprintFacts], today: date, calendar: WorkCalendar
) -> Series | None:
    """Find the one numbering by which a team counts its sprints now.

    None for a team without one: fewer than three dated sprints, the last of them long ago, or
    several boards whose sprints run side by side.
    """
    named: dict[tuple[str, str], dict[int, tuple[date, int]]] = {}
    for sprint in sprints:
        number = _LAST_NUMBER.search(sprint.name)
        if number and sprint.start_at:
            key = (sprint.name[: number.start()], sprint.name[number.end() :])
            first = calendar.today(sprint.start_at)
            named.setdefault(key, {})[int(number[0])] = (first, len(number[0]))
    running = [series for key, told in named.items() if (series := _running(key, told, today))]
    return running[0] if len(running) == 1 else None


def _running(key: tuple[str, str], told: dict[int, tuple[date, int]], today: date) -> Series | None:
    """Make a series of the sprints of one numbering, if it still goes on."""
    if len(told) < FEWEST_SPRINTS:
        return None
    starts = tuple(sorted((first, number) for number, (first, _) in told.items()))
    series = Series(*key, min(width for _, width in told.values()), starts)
    goes_on = starts[-1][0] + 2 * series.length >= today
    return series if goes_on and series.length <= timedelta(days=LONGEST_DAYS) else None
