"""One team's part of a plan, simulated."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.backlog import Backlog, finish_weeks
from planner.growth import drawn_growth
from planner.late import finish_late_weeks
from planner.seed import stream
from planner.team_work import TeamWork
from planner.timeline import Floats
from planner.workpath import Future


@dataclass(frozen=True, slots=True)
class TeamDone:
    """When a team is done, in weeks of its usual work, one column a trial.

    `releases` has one row a release of the team's part, `items` a row for each watched item.
    `a_week` is what each trial gets done in a week, in items.
    """

    releases: Floats
    items: dict[str, Floats]
    a_week: Floats


def simulate_team(
    work: TeamWork,
    names: Sequence[str],
    sizes: Sequence[int],
    trials: int,
    seed: int,
    begins: Floats | None = None,
) -> TeamDone:
    """Simulate a team's part of the plan; every draw is from a stream named after what it is of.

    `names` are the ids of its releases, `sizes` those of epics like the unbroken ones. `begins`
    has the weeks of usual work before which each release is not begun, where that is asked for.
    """
    share = work.sharing.drawn_plan(trials, seed)
    future = Future(work.weekly, share, stream(seed, work.team))
    backlog = Backlog(
        sizes=work.segments,
        release=work.release,
        extra=_epic_sizes(work, names, sizes, trials, seed),
        growth=drawn_growth(work.churn, future.first_weeks),
    )
    own = work.sharing.drawn_own(trials, seed)
    if begins is None or not begins.any():
        path = future.path(backlog.needed())
        weeks = finish_weeks(backlog, path, own, work.at_once)
    else:
        path = future.path(backlog.needed(), float(begins.max()))
        weeks = finish_late_weeks(backlog, path, own, work.at_once, begins)
    items = {key: weeks[row] for row, key in enumerate(work.ends_with) if key is not None}
    return TeamDone(weeks[backlog.is_last], items, path.a_week)


def _epic_sizes(
    work: TeamWork, names: Sequence[str], sizes: Sequence[int], trials: int, seed: int
) -> Floats:
    """Draw how much is in epics that nobody has broken down: (releases, trials).

    Each has the size of a finished one, drawn anew; where none is known it counts as one item.
    """
    drawn = np.zeros((len(names), trials))
    known = np.array(sizes or (1,), dtype=float)
    for row, epics in enumerate(work.epics):
        if epics:
            rng = stream(seed, work.team, f"epics of {names[row]}")
            drawn[row] = known[rng.integers(0, len(known), (epics, trials))].sum(axis=0)
    return drawn
