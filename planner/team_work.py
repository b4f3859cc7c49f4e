"""One team's part of a plan, made ready to be simulated."""

import numpy as np

from planner.churn import Churn
from planner.inputs import History, PlanInputs, Scope
from planner.items import full_week_throughput
from planner.ownership import Ownership
from planner.sharing import sharing_of
from planner.simulation import TeamWork


def team_work(
    inputs: PlanInputs,
    history: History,
    planned: tuple[Scope, ...],
    churns: tuple[Churn, ...],
    ownership: Ownership,
) -> TeamWork:
    """Give what one team has to do for the releases in which it has open items, in plan order.

    What it lately finished for any other release, shipped or waiting, is free for these. Growth
    is the team's part of each release's growth, by its part of the open items.
    """
    weekly = full_week_throughput(history, inputs.calendar)
    mine = ownership.items[history.team.id]
    part = mine / np.maximum(np.sum(list(ownership.items.values()), axis=0), 1)
    involved = np.flatnonzero(mine)
    ids = {planned[i].release.id for i in involved}
    others = tuple(
        scope
        for scope in inputs.releases
        if scope.release.id not in ids and scope.release.covered_by is None
    )
    churn = tuple(
        Churn(churns[i].added[-len(weekly) :] * part[i], churns[i].exit_share, churns[i].weeks)
        for i in involved
    )
    sharing = sharing_of(history, tuple(planned[i] for i in involved), others)
    return TeamWork(weekly, sharing, mine[involved], churn)
