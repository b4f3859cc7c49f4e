"""A backtest over what is in the database, source by source."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context

from sqlalchemy.orm import Session

from bot.knowledge import PLAN_SEED
from planner.backtest.items import backtest_items
from planner.backtest.outcome import Outcome
from planner.backtest.releases import backtest_releases, count_questions
from planner.calendar import WorkCalendar
from planner.finish_stream import FinishStream, finish_stream
from planner.narrow import narrow_to
from planner.recalibration.prior import Prior, shipped_prior
from planner.timeline import Timeline
from store.timeline import load_timeline

# Another process has to be started, and takes a second for that.
_WORTH_PROCESSES = 300  # forecasts of releases
_PARTS_EACH = 2  # of all the work, so that none waits long for the last


def run_backtest(
    session: Session,
    kind: str,
    source: str | None,
    calendar: WorkCalendar,
    now: datetime,
    prior: Prior | None = None,
) -> list[Outcome]:
    """Backtest one source, or all of them, with everything known up to `now`.

    `kind` is `items` or `release`, `prior` the shipped one unless said otherwise. Forecasts are
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
    *,
    alone_below: int = _WORTH_PROCESSES,
) -> list[Outcome]:
    """Backtest these sources, one after the other, over a timeline that is loaded.

    Fewer forecasts of releases than `alone_below` are made in this process. What comes out, and
    in which order, does not depend on it, nor on how many cores there are.
    """
    names, used = list(sources), prior or shipped_prior()
    if kind == "items":
        found = [backtest_items(timeline, name, calendar, PLAN_SEED, used) for name in names]
    else:
        found = _backtest_releases(timeline, names, calendar, used, alone_below)
    return [outcome for outcomes in found for outcome in outcomes]


def _backtest_releases(
    timeline: Timeline, names: list[str], calendar: WorkCalendar, prior: Prior, alone_below: int
) -> list[list[Outcome]]:
    narrowed = {name: narrow_to(timeline, name) for name in names}
    questions = {name: count_questions(mine, name) for name, mine in narrowed.items()}
    total, cores = sum(questions.values()), os.cpu_count() or 1
    if cores == 1 or total < alone_below:
        return [
            backtest_releases(mine, name, calendar, PLAN_SEED, prior)
            for name, mine in narrowed.items()
        ]
    # A part has to be cut out of its source's past first: a source gets no more than it is large.
    parts = {
        name: max(round(asked * cores * _PARTS_EACH / max(total, 1)), 1)
        for name, asked in questions.items()
    }
    # Started afresh: a copy of this process would share its connections.
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        jobs = [
            pool.submit(
                backtest_releases, mine, name, calendar, PLAN_SEED, prior, (part, parts[name])
            )
            for name, mine in narrowed.items()
            for part in range(parts[name])
        ]
        return [job.result() for job in jobs]


def load_streams(session: Session, source: str | None, as_of: datetime) -> tuple[FinishStream, ...]:
    """Give the finishes of one source, or of all, as known at `as_of`."""
    timeline = load_timeline(session, as_of)
    names = (name for name in sources_of(timeline) if source in (None, name))
    return tuple(finish_stream(timeline, name) for name in names)


def sources_of(timeline: Timeline) -> list[str]:
    return sorted({team.source for team in timeline.teams})
