"""Risks that come from the calendar of the business: freezes, windows, dates of the market."""

from collections.abc import Sequence

from planner.answer import LIKELY_AT_LEAST, LIKELY_AT_MOST, SAFE
from planner.explain.risk import Known, Risk, found
from planner.inputs import Capacity
from planner.launch.market import event_on


def date_in_freeze(known: Known) -> Sequence[Risk]:
    """The date lies where nothing is released; the evidence are the days of the freeze."""
    due_on = known.scope.due_on
    if due_on is None or due_on < known.forecast.today:
        return ()
    return tuple(
        found(
            "date_in_freeze",
            day=due_on.isoformat(),
            first=freeze.first.isoformat(),
            last=freeze.last.isoformat(),
        )
        for freeze in _freezes(known)
        if freeze.first <= due_on <= freeze.last
    )


def range_over_freeze(known: Known) -> Sequence[Risk]:
    """What is even likely by one day and safe by another has a freeze in between."""
    middle, late = known.forecast.percentile(50), known.forecast.percentile(85)
    if middle is None or late is None:
        return ()
    return tuple(
        found(
            "range_over_freeze",
            first=freeze.first.isoformat(),
            last=freeze.last.isoformat(),
            middle=middle.isoformat(),
            late=late.isoformat(),
        )
        for freeze in _freezes(known)
        if freeze.first <= late and freeze.last >= middle
    )


def misses_window(known: Known) -> Sequence[Risk]:
    """It is not safe to be out by the end of the window in which the launch is wanted."""
    window = known.said.window if known.said is not None else None
    if window is None:
        return ()
    first, last = window
    likelihood = known.forecast.likelihood(last)
    if likelihood >= SAFE:
        return ()
    event = event_on(window, known.market)
    percent = round(100 * min(max(likelihood, LIKELY_AT_LEAST), LIKELY_AT_MOST))
    begin, end = first.isoformat(), last.isoformat()
    if event is None:
        return (found("misses_window", first=begin, last=end, percent=percent),)
    return (found("misses_event", event=event.name, first=begin, last=end, percent=percent),)


def date_outside_window(known: Known) -> Sequence[Risk]:
    """The date that was promised is none of those on which the launch is wanted."""
    window = known.said.window if known.said is not None else None
    due_on = known.scope.due_on
    if window is None or due_on is None or window[0] <= due_on <= window[1]:
        return ()
    first, last = (day.isoformat() for day in window)
    return (found("date_outside_window", day=due_on.isoformat(), first=first, last=last),)


def _freezes(known: Known) -> tuple[Capacity, ...]:
    """Give the stretches ahead in which nothing gets done by any team that has to do something."""
    teams = known.teams
    today = known.forecast.today
    names = [{team.id, team.name} for team in teams]
    return tuple(
        each
        for each in known.inputs.capacity
        if each.share == 0
        and each.last >= today
        and (each.team is None or any(each.team in called for called in names))
    )
