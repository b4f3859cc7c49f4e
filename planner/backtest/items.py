"""Backtest of "when will the next N items be done?", by the protocol of the calibration table."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from planner.backtest.outcome import OURS, Outcome, backtest_percentiles
from planner.baselines import BASELINES
from planner.calendar import WorkCalendar
from planner.category import CODE_OF, Category
from planner.inputs import History
from planner.items import simulate_items
from planner.metrics import DAY, days_before
from planner.recalibration.of_items import item_features, middle_days, recalibrate_items
from planner.recalibration.own_record import OwnRecord
from planner.recalibration.prior import Model, Prior
from planner.refusal import refuse_team
from planner.seed import stream
from planner.state import as_moment, from_moment, merge_runs
from planner.timeline import Floats, Spans, TeamFacts, Timeline, Times

TARGETS = (5, 10, 20, 40, 80)
EVERY = timedelta(days=56)
FIRST_AFTER = timedelta(days=365)
FEWEST_RECENT = 5  # finishes in the last 90 days
RECENT_DAYS = 90
LONGEST_NAIVE_DAYS = 400
SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class FinishStream:
    """All stretches in `done` of one source's items; `runs.value` is not used."""

    source: str
    runs: Spans
    created_at: Times

    def finishes(self) -> Times:
        """When each item was finished for good, as far as is known today, sorted."""
        return np.sort(self.runs.start[np.isnat(self.runs.end)])

    def history(self, cutoff: datetime) -> History:
        """Give the finishes as known at the cutoff: re-opened later, an item was done then."""
        known = self.runs.at(as_moment(cutoff))
        never = np.full(int(known.sum()), np.datetime64("NaT", "s"))
        return History(
            team=TeamFacts(self.source, self.source, self.source),
            as_of=cutoff,
            created_at=self.created_at[known],
            started_at=never,
            finished_at=self.runs.start[known],
            canceled_at=never,
            points=np.full(len(never), np.nan),
        )


def finish_stream(timeline: Timeline, source: str) -> FinishStream:
    """Cut the finishes of one source out of the timeline, all its teams together."""
    of_source = np.array([team.source == source for team in timeline.teams], dtype=bool)
    runs = merge_runs(timeline.categories)
    mine = of_source[timeline.team[runs.item]] & timeline.counts[runs.item]
    mine &= runs.value == CODE_OF[Category.DONE]
    cut = Spans(runs.item[mine], runs.value[mine], runs.start[mine], runs.end[mine])
    return FinishStream(source, cut, timeline.created_at[cut.item])


def item_cutoffs(finishes: Times) -> Iterator[datetime]:
    """Give the ends of the days on which to forecast: every 56 days, from a year on."""
    first, last = from_moment(finishes[0]), from_moment(finishes[-1])
    if first is None or last is None:
        raise ValueError("a stream of finishes has no NaT")
    cutoff = first.replace(hour=23, minute=59, second=59) + FIRST_AFTER
    while cutoff < last:
        yield cutoff
        cutoff += EVERY


def backtest_items(
    timeline: Timeline, source: str, calendar: WorkCalendar, seed: int, prior: Prior
) -> list[Outcome]:
    """Forecast at every cutoff of one source, and look up what happened.

    Each forecast knows how the source's earlier ones fared, as far as that was known by then.
    """
    finish = finish_stream(timeline, source)
    finishes = finish.finishes()
    if not len(finishes):
        return []
    # Days of the protocol are UTC days: a cutoff is the end of one.
    calendar = replace(calendar, zone="UTC")
    walk = _Walk(finish, finishes, calendar, seed, prior.items, OwnRecord())
    return [outcome for cutoff in item_cutoffs(finishes) for outcome in _at_cutoff(walk, cutoff)]


@dataclass(frozen=True, slots=True)
class _Walk:
    """One source on its way through the cutoffs; `finishes` are those known today."""

    stream: FinishStream
    finishes: Times
    calendar: WorkCalendar
    seed: int
    model: Model
    record: OwnRecord


def _at_cutoff(walk: _Walk, cutoff: datetime) -> Iterator[Outcome]:
    history = walk.stream.history(cutoff)
    ages = days_before(history, history.finished_at)
    targets = askable_targets(ages)
    if not targets:
        return
    rng = stream(walk.seed, walk.stream.source)
    methods = {name: method(ages, targets) for name, method in BASELINES.items()}
    simulated = simulate_items(history, targets, walk.calendar, rng)
    day = as_moment(cutoff).astype(np.int64) / SECONDS_A_DAY
    widths = np.array([walk.record.width(day, target) for target in targets])
    ours = recalibrate_items(simulated, ages, walk.model, widths)
    methods[OURS] = np.array([backtest_percentiles(days) for days in ours])
    features = item_features(ages, middle_days(simulated))
    refused = refuse_team(history) is not None
    to_come = walk.finishes[walk.finishes > as_moment(cutoff)]
    for row, target in enumerate(targets):
        actual = _days_after(to_come[target - 1], cutoff) if len(to_come) >= target else np.inf
        walk.record.add(day, target, methods[OURS][row], actual)
        if np.isfinite(actual):
            yield Outcome(
                source=walk.stream.source,
                kind="items",
                target=str(target),
                cutoff=cutoff,
                methods={name: days[row] for name, days in methods.items()},
                actual_days=actual,
                refused=refused,
                features=features[row],
                base=backtest_percentiles(simulated[row]),
            )


def askable_targets(ages_days: Floats) -> tuple[int, ...]:
    """Give the targets that the protocol asks for at a cutoff, from the ages of the finishes."""
    recent = int((ages_days < RECENT_DAYS).sum())
    if recent < FEWEST_RECENT:
        return ()
    return tuple(n for n in TARGETS if n / (recent / RECENT_DAYS) <= LONGEST_NAIVE_DAYS)


def _days_after(moment: np.datetime64, cutoff: datetime) -> float:
    return max(float(np.ceil((moment - as_moment(cutoff)) / DAY)), 1.0)
