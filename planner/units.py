"""Items or points: what a team's releases are forecast in, decided by its own past."""

from dataclasses import dataclass

import numpy as np

from planner.inputs import History
from planner.metrics import DAY, WEEK_DAYS
from planner.state import as_moment
from planner.throughput import HALF_LIFE_WEEKS
from planner.timeline import Bools, Floats, Ints

LEAST_ESTIMATED = 0.8  # of what was finished in the last year
FEWEST_FINISHED = 30  # in the last year
FEWEST_FORECASTS = 12
# Points have to be nearer than items by so much. On public teams with points about one decision in
# seven is then for points. Asked every 56 days, what came next was no nearer in them: over all
# decisions 0.4% further (0.9% nearer to 1.8% further, nine times of ten, over teams), and margins
# chosen on half of the teams gained nothing on the other half. So the choice is cautious.
MARGIN = 0.1
# The next so many items, in each of the backtest's forecasts. Fewer gave no steadier a choice.
BATCH = 40
_LEAST_POINTS, _MOST_POINTS = 0.01, 1e6
_YEAR_DAYS = 365
_LONGEST_DAYS = 2 * _YEAR_DAYS
_CUTOFF_DAYS = 28
_FEWEST_BEFORE = 10  # finishes, to take a rate of
_HALF_LIFE_DAYS = HALF_LIFE_WEEKS * WEEK_DAYS


@dataclass(frozen=True, slots=True)
class Unit:
    """What a team is forecast in.

    `typical_points` is the mean of what it finishes, where it is forecast in points; None: in
    items. `forecasts` is how many past ones were compared (0: the team does not estimate, or not
    long enough), the errors their mean |log(actual / stated)|.
    """

    typical_points: float | None = None
    forecasts: int = 0
    items_error: float = 0.0
    points_error: float = 0.0

    @property
    def nearer_percent(self) -> int:
        """Say how much nearer the forecasts in points were than those in items."""
        return round(100 * (1 - self.points_error / self.items_error)) if self.items_error else 0

    def size_of(self, points: float | None) -> float:
        """Give an item's size, where 1 is a typical item or one that nobody has estimated."""
        if self.typical_points is None or points is None:
            return 1.0
        return float(self.sizes_of(np.array([points]))[0])

    def sizes_of(self, points: Floats) -> Floats:
        """Give the size of every item, like `size_of`."""
        if self.typical_points is None:
            return np.ones(len(points))
        return np.where(_is_estimate(points), points / self.typical_points, 1.0)


ITEMS = Unit()


def unit_of(history: History) -> Unit:
    """Decide by what would have been nearer in the last two years, where the team estimates.

    An estimate of nothing, of less, or beyond all measure is none: work to be done is never
    nothing.
    """
    if not _is_estimate(history.points).any():
        return ITEMS
    ages = history.finish_ages
    points = history.points[~np.isnat(history.finished_at)]
    oldest_first = np.argsort(-ages, kind="stable")
    in_sight = (ages >= 0) & (ages < _LONGEST_DAYS + _YEAR_DAYS)
    oldest_first = oldest_first[in_sight[oldest_first]]
    ages, points = ages[oldest_first], points[oldest_first]
    estimated = _is_estimate(points)
    lately = ages < _YEAR_DAYS
    if lately.sum() < FEWEST_FINISHED or estimated[lately].mean() < LEAST_ESTIMATED:
        return ITEMS
    typical = float(points[lately & estimated].mean())
    compared = Unit(typical)
    items_error, points_error = _errors(ages, compared.sizes_of(points), _cutoffs(history))
    if len(items_error) < FEWEST_FORECASTS:
        return ITEMS
    items, in_points = float(items_error.mean()), float(points_error.mean())
    wins = in_points <= (1 - MARGIN) * items
    return Unit(typical if wins else None, len(items_error), items, in_points)


def _is_estimate(points: Floats) -> Bools:
    return np.asarray((points >= _LEAST_POINTS) & (points <= _MOST_POINTS))


def _cutoffs(history: History) -> Floats:
    """Give the backtest's cutoffs, in days before `as_of`.

    They are the same days whenever one asks, so that a decision does not waver from day to day.
    """
    since = (as_moment(history.as_of) - np.datetime64("1970-01-05", "s")) / DAY
    return np.arange(since % _CUTOFF_DAYS, _LONGEST_DAYS, _CUTOFF_DAYS)


def _errors(ages: Floats, sizes: Floats, cutoffs: Floats) -> tuple[Floats, Floats]:
    """Forecast the next batch at each cutoff by the recent rate, in items and in size.

    `ages` are days since each finish, oldest first. Gives |log(actual / stated)| of each.
    """
    before = np.searchsorted(-ages, -cutoffs, side="right")
    is_known = (before >= _FEWEST_BEFORE) & (before + BATCH <= len(ages))
    cutoffs, before = cutoffs[is_known], before[is_known]
    item_rates = _rates(ages, np.ones(len(ages)), cutoffs, before)
    size_rates = _rates(ages, sizes, cutoffs, before)
    done = np.concatenate(([0.0], np.cumsum(sizes)))
    days = np.maximum(cutoffs - ages[before + BATCH - 1], 1.0)
    in_items = np.log(days * item_rates / BATCH)
    in_size = np.log(days * size_rates / (done[before + BATCH] - done[before]))
    return np.abs(in_items), np.abs(in_size)


def _rates(ages: Floats, sizes: Floats, cutoffs: Floats, before: Ints) -> Floats:
    """Give the recency-weighted work a day at each cutoff, of the finishes up to it."""
    weights = 0.5 ** (ages / _HALF_LIFE_DAYS)
    summed = np.concatenate(([0.0], np.cumsum(sizes * weights)))[before]
    weight_at = 0.5 ** (cutoffs / _HALF_LIFE_DAYS)
    # Finishes of the first moment alone tell of no stretch of time: then it counts as a day.
    seen = np.maximum(weight_at - weights[0], weight_at * np.log(2) / _HALF_LIFE_DAYS)
    return np.asarray(summed / seen * np.log(2) / _HALF_LIFE_DAYS)
