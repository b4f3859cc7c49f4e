"""Answers to pings that came late, or never: what to do better before the next launch."""

from dataclasses import dataclass
from datetime import date

from planner.calendar import WorkCalendar

IN_TIME_DAYS = 1  # working days to answer in; then it is asked again


@dataclass(frozen=True, slots=True)
class Asking:
    """A function that was asked for an answer at a stage of a launch.

    `answered_on` is the day of its last answer, None for none. `answers` counts them, `reminders`
    how often it was asked again; `was_escalated` if the owner heard that there was none.
    """

    function: str
    stage: str
    asked_on: date
    answered_on: date | None
    answers: int
    reminders: int
    was_escalated: bool


@dataclass(frozen=True, slots=True)
class Late:
    """An answer that came so many working days too late; None: it never came."""

    function: str
    stage: str
    days: int | None


def late_answer(asking: Asking, calendar: WorkCalendar) -> Late | None:
    """Tell by how much an answer was late; None where it came in time, or had no time to come.

    Of several answers only the last one's day is known: without a reminder the first was in time.
    """
    was_reminded = asking.reminders > 0 or asking.was_escalated
    if asking.answered_on is None:
        return Late(asking.function, asking.stage, None) if was_reminded else None
    days = calendar.working_days_between(asking.asked_on, asking.answered_on) - IN_TIME_DAYS
    if days <= 0 or (asking.answers > 1 and not was_reminded):
        return None
    return Late(asking.function, asking.stage, days)
