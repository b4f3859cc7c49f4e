"""When the company works, and how fast: weekdays, holidays, seasons, good and bad months."""

from datetime import date, timedelta

import numpy as np

_DAY_OFF = {(1, 1), (5, 1), (12, 24), (12, 25), (12, 26)}
_THURSDAY, _SATURDAY = 3, 5
_LEAVE, _AUGUST_LEAVE, _YEAR_END_LEAVE = 0.06, 0.3, 0.4  # share of weeks away
_DRIFT_MEMORY, _DRIFT_STEP, _DRIFT_LIMIT = 0.9, 0.045, 0.2


def is_workday(day: date) -> bool:
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _DAY_OFF


def workdays_before(day: date, count: int) -> date:
    """Give the day that lies `count` worked days earlier."""
    while count:
        day -= timedelta(days=1)
        count -= is_workday(day)
    return day


def next_workday(day: date) -> date:
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def next_thursday(day: date) -> date:
    """Give the day itself where it is a Thursday: that is when the company likes to ship."""
    return day + timedelta(days=(_THURSDAY - day.weekday()) % 7)


def starts_week(day: date) -> bool:
    """Tell whether this is the first worked day of its week."""
    earlier = (day - timedelta(days=back) for back in range(1, day.weekday() + 1))
    return is_workday(day) and not any(is_workday(other) for other in earlier)


def leave_share(monday: date) -> float:
    """Give the chance that a person is away in the week from `monday` on."""
    if monday.month == 8:  # noqa: PLR2004
        return _AUGUST_LEAVE
    if (monday.month, monday.day) >= (12, 19) or (monday.month, monday.day) <= (1, 2):
        return _YEAR_END_LEAVE
    return _LEAVE


def next_drift(drift: float, rng: np.random.Generator) -> float:
    """Let a team's speed wander from week to week; the result is a log factor around 0."""
    moved = _DRIFT_MEMORY * drift + rng.normal(0.0, _DRIFT_STEP)
    return float(np.clip(moved, -_DRIFT_LIMIT, _DRIFT_LIMIT))
