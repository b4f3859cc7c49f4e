"""What others forecast with, computed exactly: the methods that ours is measured against.

A bootstrap's answer has no trials here: the distribution of the sum of independent draws is a
convolution, so the baselines are free of sampling noise.
"""

from collections.abc import Callable, Sequence

import numpy as np

from planner.metrics import counts_back
from planner.quantile import quantiles
from planner.timeline import Floats, Ints

BACKTEST_PERCENTILES = (5, 15, 50, 85, 95)
LONGEST_DAYS = 3650.0  # a baseline that sees no progress answers ten years, not infinity

Baseline = Callable[[Floats, Sequence[int]], Floats]
_QUANTILES = np.array(BACKTEST_PERCENTILES) / 100
_SLOW_WEEKS = (1 - _QUANTILES).tolist()
_WEEK = 7
_BLOCK = 26  # bins that are told at once, before looking whether it was enough


def bootstrap_days(counts: Ints, bin_days: int, targets: Sequence[int]) -> Floats:
    """Give when independent draws from `counts` reach each target, one row a target.

    `counts` are finishes a bin of `bin_days`; columns are `BACKTEST_PERCENTILES`, values days
    from the cutoff. The chance that the sum of d draws is still below N is told for every bin,
    a block of them at a time: what a block brings is the same wherever it begins. Between two
    bins it is read linearly, so weekly bins do not round up to whole weeks.
    """
    longest = int(LONGEST_DAYS / bin_days)
    most = max(targets)
    if not counts.any():
        return np.full((len(targets), len(_QUANTILES)), LONGEST_DAYS)
    draw = np.bincount(np.minimum(counts, most), minlength=2)[:most] / len(counts)
    within = _sums_of_draws(draw, most)
    too_few = _chances_of_too_few(within[1:], targets)
    before = within[0]
    unfinished = [np.ones((1, len(targets)))]
    for _ in range(0, longest, _BLOCK):
        unfinished.append((too_few @ before).reshape(_BLOCK, len(targets)))
        if unfinished[-1][-1].max() <= 1 - _QUANTILES[-1]:
            break
        before = np.convolve(before, within[-1])[:most]
    return _read_quantiles(1 - np.concatenate(unfinished)[: longest + 1], bin_days)


def _sums_of_draws(draw: Floats, most: int) -> Floats:
    """Give the chances of each sum below `most`, one row a number of draws: 0 to `_BLOCK`."""
    rows = np.zeros((_BLOCK + 1, most))
    rows[0, 0] = 1.0
    for drawn in range(_BLOCK):
        rows[drawn + 1] = np.convolve(rows[drawn], draw)[:most]
    return rows


def _chances_of_too_few(sums: Floats, targets: Sequence[int]) -> Floats:
    """Give the chance that draws do not bring each target from where they begin.

    One row a number of draws (as in `sums`) and target, one column a sum that is there before.
    """
    at_most = np.cumsum(sums, axis=1)
    chances = np.zeros((len(sums), len(targets), sums.shape[1]))
    for position, target in enumerate(targets):
        chances[:, position, :target] = at_most[:, :target][:, ::-1]
    return chances.reshape(-1, sums.shape[1])


def _read_quantiles(finished: Floats, bin_days: int) -> Floats:
    """Read the quantiles out of P(done by bin), one column a target."""
    rows = []
    for column in finished.T:
        reached = np.searchsorted(column, _QUANTILES - 1e-12)
        inside = np.minimum(reached, len(column) - 1)
        before = column[inside - 1]
        step = np.maximum(column[inside] - before, 1e-12)
        bins = inside - 1 + np.clip((_QUANTILES - before) / step, 0, 1)
        rows.append(np.where(reached < len(column), bins * bin_days, LONGEST_DAYS))
    return np.asarray(np.clip(np.array(rows), 1.0, LONGEST_DAYS))


def daily_bootstrap(window_days: int) -> Baseline:
    """Draw single days of the last `window_days` (30: Lighthouse's default)."""

    def forecast(ages_days: Floats, targets: Sequence[int]) -> Floats:
        return np.ceil(bootstrap_days(counts_back(ages_days, window_days, 1), 1, targets))

    return forecast


def weekly_bootstrap(weeks: int) -> Baseline:
    """Draw whole weeks of the last `weeks` (26: spreadsheets, jira-agile-metrics)."""

    def forecast(ages_days: Floats, targets: Sequence[int]) -> Floats:
        counts = counts_back(ages_days, weeks * _WEEK, _WEEK)
        return np.ceil(bootstrap_days(counts, _WEEK, targets))

    return forecast


def weekly_percentiles(weeks: int) -> Baseline:
    """Divide by percentiles of weekly throughput (Screenful): a good week gives the early date."""

    def forecast(ages_days: Floats, targets: Sequence[int]) -> Floats:
        counts = counts_back(ages_days, weeks * _WEEK, _WEEK)
        rates = np.array(quantiles(counts, _SLOW_WEEKS)) / _WEEK
        return np.ceil(_days_at(np.array(targets, dtype=float)[:, None], rates))

    return forecast


def average_pace(window_days: float) -> Baseline:
    """Divide by the average of a window, ± 10% (Jira's Version Report)."""

    def forecast(ages_days: Floats, targets: Sequence[int]) -> Floats:
        finished = int(((ages_days >= 0) & (ages_days < window_days)).sum())
        return plus_minus_ten_percent(finished / window_days, targets)

    return forecast


def plus_minus_ten_percent(rate_a_day: float, targets: Sequence[int]) -> Floats:
    """Give N ÷ rate at P50, and that at a tenth faster and slower on its two sides."""
    rates = rate_a_day * np.array([1.1, 1.1, 1.0, 0.9, 0.9])
    return np.ceil(_days_at(np.array(targets, dtype=float)[:, None], rates))


def _days_at(targets: Floats, rates_a_day: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        days = np.where(rates_a_day > 0, targets / rates_a_day, LONGEST_DAYS)
    return np.clip(days, 1.0, LONGEST_DAYS)


BASELINES: dict[str, Baseline] = {
    "boot30d": daily_bootstrap(30),
    "boot90d": daily_bootstrap(90),
    "bootw26": weekly_bootstrap(26),
    "version_report": average_pace(182),
    "screenful": weekly_percentiles(10),
}
