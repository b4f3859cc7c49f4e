"""Coefficients belong to the features of one version: those of another one are refused."""

from dataclasses import replace

import numpy as np

from planner.recalibration import of_items, of_releases
from planner.recalibration.prior import Model, Prior, PriorError


class OtherFeaturesError(PriorError):
    """Coefficients for features that this version does not have, or without some that it has."""


def for_this_version(prior: Prior) -> Prior:
    """Give the coefficients in the order in which forecasts have their features.

    Raises:
        OtherFeaturesError: they were fitted to others.
    """
    return replace(
        prior,
        items=_ordered("items", prior.items, of_items.FEATURES),
        releases=_ordered("releases", prior.releases, of_releases.FEATURES),
    )


def _ordered(kind: str, model: Model, features: tuple[str, ...]) -> Model:
    if {*model.features} != {*features}:
        told, wanted = ", ".join(model.features) or "nothing", ", ".join(features)
        raise OtherFeaturesError(f"its {kind} go by {told}, where they now go by {wanted}")
    slopes = np.array([model.slopes[model.features.index(name)] for name in features])
    return replace(model, features=features, slopes=slopes)
