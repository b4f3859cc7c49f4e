"""The coefficients: read, written, refused, and spread over trials."""

import json
from typing import Any

import numpy as np
import pytest

from planner.recalibration.of_items import FEATURES as OF_ITEMS
from planner.recalibration.of_releases import FEATURES as OF_RELEASES
from planner.recalibration.of_releases import LEAST_SLOPES
from planner.recalibration.prior import PriorError, read_prior, shipped_prior, write_prior


def test_the_shipped_prior_has_every_feature_and_keeps_the_bounds() -> None:
    prior = shipped_prior()
    assert prior.items.features == OF_ITEMS
    assert prior.releases.features == OF_RELEASES
    assert (prior.releases.slopes >= LEAST_SLOPES).all()
    assert (np.diff(prior.releases.offsets) > 0).all()


def test_the_shipped_prior_says_what_it_was_fitted_on_and_how_it_did_elsewhere() -> None:
    told = shipped_prior().provenance
    assert {"fitted_on", "items_sources", "release_sources"} <= told.keys()
    assert "pinball" in told["items_held_out"]
    assert "coverage" in told["release_held_out"]


def test_what_is_written_reads_back_the_same() -> None:
    text = write_prior(shipped_prior())
    assert write_prior(read_prior(text)) == text


def _without(told: dict[str, Any], part: str) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != part}


@pytest.mark.parametrize("part", ["items", "releases", "provenance"])
def test_a_missing_part_is_named(part: str) -> None:
    told = json.loads(write_prior(shipped_prior()))
    with pytest.raises(PriorError, match=part):
        read_prior(json.dumps(_without(told, part)))


@pytest.mark.parametrize(
    ("offsets", "says"),
    [
        ({"0.5": 0.0}, "two quantiles"),
        ({"0.5": 0.0, "1.5": 1.0}, "between 0 and 1"),
        ({"0.5": 0.0, "0.4": 1.0}, "rise"),
        ({"0.5": float("nan"), "0.6": 1.0}, "finite"),
        ({"0.5": "soon", "0.6": 1.0}, "soon"),
    ],
)
def test_figures_that_make_no_sense_are_refused(offsets: dict[str, Any], says: str) -> None:
    told = json.loads(write_prior(shipped_prior()))
    told["releases"]["offsets"] = offsets
    with pytest.raises(PriorError, match=says):
        read_prior(json.dumps(told))


def test_no_json_is_no_prior() -> None:
    with pytest.raises(PriorError):
        read_prior("slopes: 1")


def test_trials_in_order_reach_each_stated_quantile_where_they_should() -> None:
    model = shipped_prior().releases
    spread = model.spread(10_000)
    at = [spread[int(np.ceil(quantile * 10_000)) - 1] for quantile in model.quantiles]
    assert at == pytest.approx(list(model.offsets), abs=2e-3)
    assert (np.diff(spread) >= 0).all()
    assert spread[0] < model.offsets[0]
    assert spread[-1] > model.offsets[-1]
    assert model.middle == pytest.approx(model.offsets[2], abs=1e-9)
