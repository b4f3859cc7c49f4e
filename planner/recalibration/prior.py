"""The shipped prior: coefficients that were fitted on many projects, with where they come from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import NormalDist
from typing import Any

import numpy as np

from planner.timeline import Floats

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Model:
    """Log of the days that it takes, as features times slopes, and its spread around that.

    `offsets[k]` belongs to `quantiles[k]`; between them it is read along a normal's quantiles, and
    beyond the outer ones it goes on as steeply as at them.
    """

    features: tuple[str, ...]
    slopes: Floats
    quantiles: Floats
    offsets: Floats

    def location(self, features: Floats) -> Floats:
        """Give what the features say, for one row of them or many."""
        return np.asarray(features @ self.slopes)

    def spread(self, trials: int) -> Floats:
        """Give the offset of each trial when they stand in order, early ones first."""
        known = np.array([_NORMAL.inv_cdf(float(quantile)) for quantile in self.quantiles])
        asked = _ranks(trials)
        inside = np.interp(asked, known, self.offsets)
        first, last = np.diff(self.offsets)[[0, -1]] / np.diff(known)[[0, -1]]
        below = np.minimum(asked - known[0], 0.0) * first
        above = np.maximum(asked - known[-1], 0.0) * last
        return np.asarray(inside + below + above)

    def around_middle(self, trials: int) -> Floats:
        """Give how far each trial in order lies from the median."""
        return np.asarray(self.spread(trials) - self.middle)

    @property
    def middle(self) -> float:
        """The offset of the median."""
        return float(self.spread(1)[0])


@cache
def _ranks(trials: int) -> Floats:
    """Give where each of so many trials in order stands, as quantiles of a normal."""
    return np.array([_NORMAL.inv_cdf((trial + 0.5) / trials) for trial in range(trials)])


@dataclass(frozen=True, slots=True)
class Prior:
    """Two models, and in words what they were fitted on, when, and how well they did elsewhere."""

    items: Model
    releases: Model
    provenance: Mapping[str, str]


class PriorError(ValueError):
    """A file of coefficients that cannot be used, with what is wrong in it."""


@cache
def shipped_prior() -> Prior:
    """Give the prior that comes with Shipcast."""
    return read_prior(files(__package__).joinpath("prior.json").read_text(encoding="utf-8"))


def read_prior(text: str) -> Prior:
    """Read what `write_prior` wrote.

    Raises:
        PriorError: it is not JSON, a part is missing, or a figure makes no sense.
    """
    try:
        told = json.loads(text)
        return Prior(_model(told["items"]), _model(told["releases"]), told["provenance"])
    except KeyError as error:
        raise PriorError(f"the part {error} is missing") from error
    except (TypeError, ValueError) as error:
        raise PriorError(str(error)) from error


def write_prior(prior: Prior) -> str:
    """Write a prior as JSON, the same text for the same figures."""
    told = {
        "provenance": dict(prior.provenance),
        "items": _told(prior.items),
        "releases": _told(prior.releases),
    }
    return json.dumps(told, indent=2) + "\n"


def _told(model: Model) -> dict[str, Any]:
    return {
        "slopes": {
            name: round(float(slope), 4)
            for name, slope in zip(model.features, model.slopes, strict=True)
        },
        "offsets": {
            f"{quantile:g}": round(float(offset), 4)
            for quantile, offset in zip(model.quantiles, model.offsets, strict=True)
        },
    }


def _model(told: Mapping[str, Mapping[str, float]]) -> Model:
    slopes, offsets = told["slopes"], told["offsets"]
    model = Model(
        features=tuple(slopes),
        slopes=np.array([float(slope) for slope in slopes.values()]),
        quantiles=np.array([float(quantile) for quantile in offsets]),
        offsets=np.array([float(offset) for offset in offsets.values()]),
    )
    _check(model)
    return model


def _check(model: Model) -> None:
    figures = np.concatenate((model.slopes, model.quantiles, model.offsets))
    if not np.isfinite(figures).all():
        raise ValueError("every figure must be finite")
    if len(model.quantiles) < 2 or not ((model.quantiles > 0) & (model.quantiles < 1)).all():  # noqa: PLR2004 - two make a line
        raise ValueError("at least two quantiles between 0 and 1 are needed")
    if (np.diff(model.quantiles) <= 0).any():
        raise ValueError("quantiles must rise")
