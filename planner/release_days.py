"""When the releases of a plan are out: their days, before anything is said of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.answer import Plan
from planner.inputs import PlanInputs, Scope
from planner.recalibration.of_plans import HORIZON_DAYS, recalibrate_plan
from planner.recalibration.of_releases import Recalibration, recalibrated_weeks
from planner.recalibration.of_starts import ScaledStarts, scaled_starts
from planner.settle import Judge
from planner.simulated import Simulated, simulate_to_the_middle
from planner.simulation import TRIALS
from planner.timeline import Floats
from planner.trains import snap_to_train


@dataclass(frozen=True, slots=True)
class ReleaseDays:
    """What the simulation gave and what was made of it, one entry a planned release.

    `days` (releases, trials) are calendar days from today, in order; inf beyond the horizon.
    """

    simulated: Simulated
    found: tuple[Recalibration, ...]
    days: Floats


def forecast_days(
    inputs: PlanInputs,
    planned: tuple[Scope, ...],
    seed: int,
    anchor: Plan | None = None,
    waits: Mapping[str, float] | None = None,
    asked: frozenset[str] | None = None,
    judge: Judge | None = None,
) -> ReleaseDays:
    """Forecast on which day each planned release is out.

    `waits` are working weeks before which one is not begun, by id. Where only some are `asked`
    about, by id, they get what they would get anyway; what stands for the others says nothing.
    `judge` is one of these inputs, where the caller has it.
    """
    simulated = simulate_to_the_middle(inputs, planned, seed, asked=asked, judge=judge)
    found = recalibrate_plan(inputs, planned, simulated, seed, anchor, asked)
    late = scaled_starts(inputs, planned, simulated, found, seed, waits) if waits else None
    days = _final_days(inputs, planned, found, late, asked)
    if late is not None:
        found = tuple(late.anchored(i, one) for i, one in enumerate(found))
    return ReleaseDays(simulated, found, days)


def _final_days(
    inputs: PlanInputs,
    planned: tuple[Scope, ...],
    found: tuple[Recalibration, ...],
    late: ScaledStarts | None,
    asked: frozenset[str] | None,
) -> Floats:
    today = inputs.calendar.today(inputs.as_of)
    around = inputs.prior.releases.around_middle(TRIALS)
    days = np.zeros((len(planned), TRIALS))
    for i, scope in enumerate(planned):
        if asked is not None and scope.release.id not in asked:
            continue
        weeks = np.zeros(TRIALS)
        # Of a release that only waits to go out no trial can tell when that will be.
        if not scope.is_complete:
            one = found[i]
            weeks = late.weeks(i, one, around) if late else recalibrated_weeks(one, around)
        days[i] = inputs.calendar.days_until_worked(today, weeks, HORIZON_DAYS)
    return days if inputs.train is None else snap_to_train(today, days, inputs.train)
