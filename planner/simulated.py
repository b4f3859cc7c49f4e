"""The whole plan simulated: every team, every release, in the same trials."""

from dataclasses import dataclass

import numpy as np

from planner.churn import Churn, churn_of
from planner.inputs import PlanInputs, Scope
from planner.ownership import Ownership, own_items
from planner.seed import stream
from planner.settle import set_aside
from planner.simulation import TRIALS, simulate_team
from planner.team_work import team_work
from planner.throughput import PAST_WEEKS, recent_rate
from planner.timeline import Floats


@dataclass(frozen=True, slots=True)
class Simulated:
    """What the trials gave, one column or figure a planned release, in plan order.

    `weeks` (trials, releases) is when the work is done, in working weeks from now, inf beyond the
    horizon. `efforts` is what a week brings for each now, in items. `churns` is the scope change
    that was used.
    """

    weeks: Floats
    efforts: Floats
    churns: tuple[Churn, ...]


def simulate_plan(inputs: PlanInputs, planned: tuple[Scope, ...], seed: int) -> Simulated:
    """Simulate the planned releases jointly; every team draws from its own stream of `seed`.

    A release with work in several teams ends when the last of them ends, in the same trial.
    """
    teams = {history.team.id: history for history in inputs.teams}
    aside = {scope.release.id: set_aside(inputs, scope) for scope in planned}
    ownership = own_items(planned, aside)
    churns = tuple(churn_of(scope, PAST_WEEKS) for scope in planned)
    weeks = np.zeros((TRIALS, len(planned)))
    efforts = np.zeros(len(planned))
    for team_id in sorted(ownership.items):
        involved = np.flatnonzero(ownership.items[team_id])
        work = team_work(inputs, teams[team_id], planned, churns, ownership)
        done = simulate_team(work, stream(seed, team_id))
        weeks[:, involved] = np.maximum(weeks[:, involved], done)
        efforts[involved] += work.sharing.expected() * recent_rate(work.weekly)
    _wait_for_shared(weeks, ownership)
    return Simulated(weeks, efforts, churns)


def _wait_for_shared(weeks: Floats, ownership: Ownership) -> None:
    """Let a release that holds an item of an earlier one end no sooner, in the same trial."""
    for later, firsts in sorted(ownership.waits_for.items()):
        for first in firsts:
            weeks[:, later] = np.maximum(weeks[:, later], weeks[:, first])
