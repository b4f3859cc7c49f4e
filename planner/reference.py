"""What past releases were like, and which open ones are parking lots."""

import re
from dataclasses import dataclass

import numpy as np

from planner.calendar import WorkCalendar
from planner.inputs import Scope
from planner.note import Note
from planner.quantile import quantiles

FEWEST_RELEASES = 3
SMALLEST_SIZE = 2  # releases with a single item say nothing about size
# Items are moved out of a parking lot to be finished elsewhere: hardly any is done in it.
PARKED_DONE_SHARE = 0.2
_LOW_MID_HIGH = (0.15, 0.5, 0.85)
_MEDIAN = 0.5
_NEARLY_ALL = 0.9
_FAR_OLDER = 2.0
_PARKED_NAME = re.compile(
    r"\b(backlog|future|icebox|later|maybe|next|none|someday|tbd|undecided|unscheduled)\b",
    re.IGNORECASE,
)


def shipped_before(scope: Scope) -> bool:
    """Tell whether the release was out, with a date, as far as was known."""
    return scope.release.is_released and scope.release.released_on is not None


def lifespan_days(scope: Scope, calendar: WorkCalendar) -> int | None:
    """Count days from the first member to the release; None where either is unknown."""
    released_on = scope.release.released_on
    if released_on is None or scope.first_member_at is None:
        return None
    return max((released_on - calendar.today(scope.first_member_at)).days, 0)


def reference_class(scopes: tuple[Scope, ...], calendar: WorkCalendar) -> Note | None:
    """Describe the sizes and lifespans of past releases; None below three of them."""
    past = [
        (len(scope.items), days)
        for scope in scopes
        if shipped_before(scope)
        and len(scope.items) >= SMALLEST_SIZE
        and (days := lifespan_days(scope, calendar)) is not None
    ]
    if len(past) < FEWEST_RELEASES:
        return None
    low, mid, high = np.quantile(np.array(past, dtype=float), _LOW_MID_HIGH, axis=0).tolist()
    values = {
        f"{thing}_{name}": round(figures[column])
        for name, figures in (("low", low), ("mid", mid), ("high", high))
        for column, thing in enumerate(("items", "days"))
    }
    return Note("reference.past_releases", {"releases": len(past), **values})


def peers_of(scope: Scope, scopes: tuple[Scope, ...]) -> tuple[Scope, ...]:
    """Give the releases that share a source with this one: what is usual here."""
    here = set(scope.release.sources)
    return tuple(other for other in scopes if here.intersection(other.release.sources))


@dataclass(frozen=True, slots=True)
class UsualAges:
    """How old releases were when they went out: the median, and what nearly all were below."""

    median_days: float
    nearly_all_days: float


def usual_ages(peers: tuple[Scope, ...], calendar: WorkCalendar) -> UsualAges | None:
    """Tell how old releases like these were when they shipped; None below three of them."""
    ages = [lifespan_days(peer, calendar) for peer in peers if shipped_before(peer)]
    known = [days for days in ages if days is not None]
    if len(known) < FEWEST_RELEASES:
        return None
    median, nearly_all = quantiles(np.array(known), (_MEDIAN, _NEARLY_ALL))
    return UsualAges(median, nearly_all)


def is_parking_lot(scope: Scope, usual: UsualAges | None, calendar: WorkCalendar) -> bool:
    """Tell whether a release is a place to put things off ("Future", "1.next", "Backlog").

    It has no date and was never released. One that is called so is a parking lot once it is older
    than the median release was when it shipped. Any other must be far older than nearly all of
    them were, and hardly anything may be finished in it: real releases start late, too. Where
    nobody knows what is usual, none is.
    """
    release = scope.release
    if usual is None or release.is_released or scope.due_on or scope.first_member_at is None:
        return False
    age_days = (calendar.today(scope.as_of) - calendar.today(scope.first_member_at)).days
    if _PARKED_NAME.search(release.name):
        return age_days > usual.median_days
    done_share = len(scope.done_items) / max(len(scope.items), 1)
    return age_days > _FAR_OLDER * usual.nearly_all_days and done_share < PARKED_DONE_SHARE
