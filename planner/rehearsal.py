"""Forecasts that nobody asked for at the time, made later from what was known halfway."""

from collections.abc import Iterator
from datetime import datetime

from planner.answer import PERCENTILES, ReleaseForecast
from planner.backtest.releases import release_cutoffs
from planner.calendar import WorkCalendar
from planner.cut import inputs_at
from planner.explain.rerun import forecast_one, scope_of
from planner.narrow import narrow_to
from planner.record import LATEST_VOTES, Settled
from planner.timeline import Timeline

_P85 = 85
_NOT_KEPT = ""  # what a rehearsed forecast was made from: nobody asks for it


def rehearse(
    timeline: Timeline, source: str, calendar: WorkCalendar, seed: int
) -> tuple[Settled, ...]:
    """Forecast the last releases of one source as they would have been, once each.

    Of the days on which a backtest asks about a release, the last one by the middle counts, as
    for forecasts that were really made. What would have been refused then is no forecast, and a
    source without membership history has no past to ask about.
    """
    narrowed = narrow_to(timeline, source)
    asked = sorted(_halfway(narrowed), key=lambda row: row[0], reverse=True)[:LATEST_VOTES]
    found = (_told(narrowed, position, at, calendar, seed) for _, position, at in asked)
    return tuple(one for one in found if one is not None)


def _halfway(timeline: Timeline) -> Iterator[tuple[datetime, int, datetime]]:
    """Give (when it shipped, its position, when to ask) for every release with a known past."""
    for position, release in enumerate(timeline.releases):
        cutoffs = [] if release.hindsight else list(release_cutoffs(timeline, position))
        if cutoffs and release.released_on is not None:
            out_at = datetime.combine(release.released_on, cutoffs[0].timetz())
            middle = cutoffs[0] + (out_at - cutoffs[0]) / 2
            yield out_at, position, max(at for at in cutoffs if at <= middle)


def _told(
    timeline: Timeline, position: int, at: datetime, calendar: WorkCalendar, seed: int
) -> Settled | None:
    release = timeline.releases[position]
    inputs = inputs_at(timeline, at, calendar)
    scope = scope_of(inputs, release.id)
    if scope is None or scope.release.covered_by is not None:
        return None
    answer = forecast_one(inputs, release.id, seed, inputs_hash=_NOT_KEPT)
    if not isinstance(answer, ReleaseForecast) or release.released_on is None:
        return None
    if not answer.scope.open_items or answer.percentile(_P85) is None:
        return None
    dates = tuple(answer.percentile(percent) for percent in PERCENTILES)
    return Settled(release.id, at, dates, release.released_on)
