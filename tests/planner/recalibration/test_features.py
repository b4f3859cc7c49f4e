"""Coefficients are those of this version, or refused."""

from dataclasses import replace

import numpy as np
import pytest

from planner.recalibration.features import OtherFeaturesError, for_this_version
from planner.recalibration.prior import shipped_prior


def test_the_order_in_a_file_does_not_matter() -> None:
    prior = shipped_prior()
    model = prior.releases
    turned = replace(model, features=model.features[::-1], slopes=model.slopes[::-1])
    read = for_this_version(replace(prior, releases=turned)).releases
    assert read.features == model.features
    np.testing.assert_array_equal(read.slopes, model.slopes)


@pytest.mark.parametrize("kind", ["items", "releases"])
def test_a_feature_too_few_is_refused_with_both_lists(kind: str) -> None:
    prior = shipped_prior()
    model = getattr(prior, kind)
    fewer = replace(model, features=model.features[1:], slopes=model.slopes[1:])
    with pytest.raises(
        OtherFeaturesError, match=f"its {kind} go by .* now go by {model.features[0]}"
    ):
        for_this_version(replace(prior, **{kind: fewer}))
