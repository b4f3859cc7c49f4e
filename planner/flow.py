"""The flow of one team in a handful of figures: what a forecast rests on."""

from dataclasses import dataclass

import numpy as np

from planner.inputs import History
from planner.metrics import (
    carry_over,
    cycle_time_days,
    estimated_share,
    item_age_days,
    lead_time_days,
    velocity,
    weekly_throughput,
    work_in_progress,
)
from planner.timeline import Floats

RECENT_WEEKS = 12
RECENT_SPRINTS = 5


@dataclass(frozen=True, slots=True)
class Flow:
    """Flow metrics of one team; None where its data does not tell.

    Times are (median, 85th percentile) in days over all finished items, throughput the mean of
    the last 12 weeks, velocity (points a sprint) and carry-over (items a sprint) the mean of the
    last five completed sprints, `estimated_share` the share of finished items that have points.
    """

    team: str
    items_a_week: float
    lead_time_days: tuple[float, float] | None
    cycle_time_days: tuple[float, float] | None
    work_in_progress: int
    estimated_share: float
    item_age_days: float | None
    velocity_points: float | None
    carried_items: float | None


def flow_of(history: History) -> Flow:
    """Sum up a team's history."""
    ages = item_age_days(history)
    points = velocity(history, RECENT_SPRINTS)
    carried = [sprint.carried_items for sprint in carry_over(history, RECENT_SPRINTS)]
    return Flow(
        team=history.team.name,
        items_a_week=float(weekly_throughput(history, RECENT_WEEKS).mean()),
        lead_time_days=_median_and_p85(lead_time_days(history)),
        cycle_time_days=_median_and_p85(cycle_time_days(history)),
        work_in_progress=work_in_progress(history),
        estimated_share=estimated_share(history),
        item_age_days=float(np.median(ages)) if len(ages) else None,
        velocity_points=float(points.mean()) if len(points) else None,
        carried_items=float(np.mean(carried)) if carried else None,
    )


def _median_and_p85(days: Floats) -> tuple[float, float] | None:
    if not len(days):
        return None
    middle, late = np.quantile(days, (0.5, 0.85)).tolist()
    return middle, late
