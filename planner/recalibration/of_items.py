"""Recalibration of "when will the next N items be done?"."""

import numpy as np

from planner.recalibration.prior import Model
from planner.timeline import Floats

FEATURES = ("momentum", "fading_momentum", "unevenness")
# The least slope of each: none is bound. Later targets stay later whatever the slopes, because
# the second fades slower than days grow: see `item_features`.
LEAST_SLOPES = np.full(len(FEATURES), -np.inf)

SHORT_DAYS, LONG_DAYS = 14.0, 42.0  # half-lives
FADE_DAYS = 240.0
STRONGEST = 2.0  # logs; a fourfold slope of this still leaves later targets later
_LEAST_RATE = 0.01  # items a day: below this a rate is nothing
_LEAST_UNEVENNESS = 0.05
_YEAR_WEEKS = 52


def item_features(ages_days: Floats, simulated_days: Floats) -> Floats:
    """Give the features of each target: (targets, features).

    `ages_days` are how long ago each item was finished, `simulated_days` the simulated P50 of
    each target. Momentum is the log of the recent rate over the longer one: a team that speeds up
    goes on for a while, and the further the target, the less that says.
    """
    momentum = float(
        np.clip(
            np.log(_rate(ages_days, SHORT_DAYS) + _LEAST_RATE)
            - np.log(_rate(ages_days, LONG_DAYS) + _LEAST_RATE),
            -STRONGEST,
            STRONGEST,
        )
    )
    fading = momentum / (1 + np.minimum(simulated_days, FADE_DAYS * 100) / FADE_DAYS)
    rows = np.ones(len(simulated_days))
    return np.column_stack((momentum * rows, fading, _unevenness(ages_days) * rows))


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
    features = item_features(ages_days, middle_days(days))
    shift = model.location(features)[:, None] + model.spread(days.shape[1])
    final = np.sort(np.log(np.maximum(days, 1.0)) + shift, axis=1)
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
