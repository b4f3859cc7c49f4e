"""A backtest over what is in the database, source by source."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.knowledge import PLAN_SEED
from planner.backtest.items import backtest_items
from planner.backtest.outcome import Outcome
from planner.backtest.releases import backtest_releases
from planner.calendar import WorkCalendar
from planner.finish_stream import FinishStream, finish_stream
from planner.recalibration.prior import Prior, shipped_prior
from planner.timeline import Timeline
from store.timeline import load_timeline

BACKTESTS = {"items": backtest_items, "release": backtest_releases}


def run_backtest(
    session: Session,
    kind: str,
    source: str | None,
    calendar: WorkCalendar,
    now: datetime,
    prior: Prior | None = None,
) -> list[Outcome]:
    """Backtest one source, or all of them, with everything known up to `now`.

    `kind` is a key of `BACKTESTS`, `prior` the shipped one unless said otherwise. Forecasts are
    made with the seed of all answers, so that they are those that would have been given. A source
    that nobody knows has no outcomes.
    """
    timeline = load_timeline(session, now)
    names = [name for name in sources_of(timeline) if source in (None, name)]
    return backtest_sources(timeline, kind, names, calendar, prior)


def backtest_sources(
    timeline: Timeline,
    kind: str,
    sources: Iterable[str],
    calendar: WorkCalendar,
    prior: Prior | None = None,
) -> list[Outcome]:
    """Backtest these sources, one after the other, over a timeline that is loaded."""
    used = prior or shipped_prior()
    return [
        outcome
        for name in sources
        for outcome in BACKTESTS[kind](timeline, name, calendar, PLAN_SEED, used)
    ]


def load_streams(session: Session, source: str | None, as_of: datetime) -> tuple[FinishStream, ...]:
    """Give the finishes of one source, or of all, as known at `as_of`."""
    timeline = load_timeline(session, as_of)
    names = (name for name in sources_of(timeline) if source in (None, name))
    return tuple(finish_stream(timeline, name) for name in names)


def sources_of(timeline: Timeline) -> list[str]:
    return sorted({team.source for team in timeline.teams})
