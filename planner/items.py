"""When will the next N items be done? The forecast of a team, without a release."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from planner.calendar import WorkCalendar
from planner.inputs import History
from planner.metrics import history_weeks, weekly_throughput, weekly_work
from planner.quality import without_bulk
from planner.throughput import PAST_WEEKS, draw_weeks, passage_weeks, recent_rate
from planner.timeline import Floats

TRIALS = 1000
HORIZON_WEEKS = 520
_SPARE = 4.0  # how many times the plain answer is simulated before a trial counts as unfinished
_EMPTIEST_WEEK = 0.4  # a week with fewer worked days says little about a full one


def full_week_throughput(
    history: History, calendar: WorkCalendar, sizes: Floats | None = None
) -> Floats:
    """Give finishes a week as if each had been fully worked, oldest first; no bulk closes.

    Looks back `PAST_WEEKS`, or to the first finish where that is later; at least four weeks.
    `sizes` has what each row of the history counts as; None: one.
    """
    weeks = int(np.clip(history_weeks(history) + 1, 4, PAST_WEEKS))
    worked = calendar.capacity_of_weeks(calendar.today(history.as_of), weeks)
    known = without_bulk(history, weeks)
    done = weekly_throughput(known, weeks) if sizes is None else weekly_work(known, sizes, weeks)
    return np.asarray(done / np.maximum(worked, _EMPTIEST_WEEK))


def simulate_items(
    history: History, targets: Sequence[int], calendar: WorkCalendar, rng: np.random.Generator
) -> Floats:
    """Simulate when the next N items are done, before what really happens is laid over it.

    One row a target, one sorted column a trial: calendar days from `as_of`, inf where the trial
    ended before. One path serves all targets, so a larger one is never earlier.
    """
    weekly = full_week_throughput(history, calendar)
    rate = max(recent_rate(weekly), 0.02)
    weeks = int(np.clip(np.ceil(_SPARE * max(targets) / rate), 8, HORIZON_WEEKS))
    draws = draw_weeks(len(weekly), TRIALS, weeks, rng)
    path = np.cumsum(weekly[draws.week] * draws.pace, axis=1)
    today = calendar.today(history.as_of)
    longest = int(timedelta(weeks=HORIZON_WEEKS).days)
    return np.array(
        [
            np.sort(calendar.days_until_worked(today, passage_weeks(path, target), longest))
            for target in targets
        ]
    )
