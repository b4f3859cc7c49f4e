"""Recalibration of "when will the next N items be done?"."""

import numpy as np

from planner.recalibration.prior import Model
from planner.timeline import Floats

FEATURES = ("momentum", "fading_momentum", "unevenness")
# No slope is bound: see `item_features` for why more items are never earlier all the same.
LEAST_SLOPES = np.full(len(FEATURES), -np.inf)

SHORT_DAYS, LONG_DAYS = 14.0, 42.0  # half-lives
FADE_DAYS = 240.0
STRONGEST = 2.0  # logs
_FURTHEST_DAYS = 1e6
_LEAST_RATE = 0.01  # items a day: below this a rate is nothing
_LEAST_UNEVENNESS = 0.05
_YEAR_WEEKS = 52


def item_features(ages_days: Floats, simulated_days: Floats) -> Floats:
    """Give the features at each figure of simulated days: its shape and (features,) behind it.

    `ages_days` are how long ago each item was finished. Momentum is the log of the recent rate
    over the longer one: a team that speeds up goes on for a while, and the further away the
    target, the less that says. However strong it is, it fades too slowly to make more items
    earlier: the slope of its log is below a quarter of `STRONGEST` times its coefficient.
    """
    short, long = (_rate(ages_days, half_life) for half_life in (SHORT_DAYS, LONG_DAYS))
    ratio = np.log(short + _LEAST_RATE) - np.log(long + _LEAST_RATE)
    momentum = float(np.clip(ratio, -STRONGEST, STRONGEST))
    fading = momentum / (1 + np.minimum(simulated_days, _FURTHEST_DAYS) / FADE_DAYS)
    rows = np.ones(simulated_days.shape)
    return np.stack((momentum * rows, fading, _unevenness(ages_days) * rows), axis=-1)


def _rate(ages_days: Floats, half_life_days: float) -> float:
    known = ages_days[ages_days >= 0]
    return float((0.5 ** (known / half_life_days)).sum() * np.log(2) / half_life_days)


def _unevenness(ages_days: Floats) -> float:
    """Log of the variance over the mean of weekly finishes, over a year."""
    inside = ages_days[(ages_days >= 0) & (ages_days < _YEAR_WEEKS * 7)]
    weekly = np.bincount((inside // 7).astype(int), minlength=_YEAR_WEEKS)
    return float(np.log(weekly.var() / max(weekly.mean(), 0.01) + _LEAST_UNEVENNESS))


def recalibrate_items(
    days: Floats, ages_days: Floats, model: Model, widths: Floats | None = None
) -> Floats:
    """Lay what really happened over simulated days: (targets, trials), each row sorted.

    `widths` stretch each row around its middle: how wide this team's own past asks it to be.
    A trial beyond the horizon stays there.
    """
    days = np.maximum(days, 1.0)
    shift = model.location(item_features(ages_days, days)) + model.spread(days.shape[1])
    final = np.sort(np.log(days) + shift, axis=1)
    if widths is not None:
        final = _stretched(final, widths)
    return np.asarray(np.maximum(np.exp(final), 1.0))


def middle_days(days: Floats) -> Floats:
    """Give the simulated P50 of each target, at least a day."""
    return np.asarray(np.maximum(_middle(days), 1.0))


def _middle(rows: Floats) -> Floats:
    return np.asarray(rows[:, (rows.shape[1] - 1) // 2])


def _stretched(logs: Floats, widths: Floats) -> Floats:
    """Stretch rows around their middles; where the middle is beyond the horizon, so is the row."""
    middle = _middle(logs)[:, None]
    centre = np.where(np.isfinite(middle), middle, 0.0)
    return np.asarray(centre + (logs - centre) * widths[:, None])
