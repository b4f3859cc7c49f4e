"""The first review of a day is the one that is compared with."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
from sqlalchemy import Engine

from planner.plan import forecast_plan
from planner.snapshot import snapshot_of
from store.engine import make_sessions
from store.first_seen import load_first_snapshot
from store.forecasts import save_plan
from tests.planner.build import NOW
from tests.store.plans import some_inputs

HOUR = timedelta(hours=1)


def test_the_earliest_of_a_stretch_is_found_and_none_outside(engine: Engine) -> None:
    inputs = some_inputs()
    plan = forecast_plan(inputs, np.random.default_rng(1))
    first = snapshot_of(plan.answers[0], NOW, "v1", plan.seed, plan.inputs_hash)
    second = replace(first, taken_at=NOW + HOUR, data_version="v2")
    with make_sessions(engine).begin() as session:
        for seen in (second, first):
            save_plan(session, (seen,), inputs)
        kept = first.release_id
        assert load_first_snapshot(session, kept, NOW - HOUR, NOW + 3 * HOUR) == first
        assert load_first_snapshot(session, kept, NOW + HOUR, NOW + 3 * HOUR) == second
        assert load_first_snapshot(session, kept, NOW - HOUR, NOW) is None
        assert load_first_snapshot(session, "jira:other", NOW - HOUR, NOW + HOUR) is None
