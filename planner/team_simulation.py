"""One team's part of a plan, simulated."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.backlog import Backlog
from planner.dice import Dice
from planner.growth import drawn_growth
from planner.late import finish_late_weeks
from planner.line import finish_weeks
from planner.seed import stream
from planner.team_work import TeamWork
from planner.timeline import Bools, Floats
from planner.workpath import WorkPath

_LEAST_SHARE = 1e-6


@dataclass(frozen=True, slots=True)
class Draw:
    """How trials are drawn, and which releases are `asked` about, by id."""

    seed: int
    trials: int
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class TeamDone:
    """When a team is done, in weeks of its usual work, one column a trial.

    `releases` has one row a release of the team's part, `items` a row for each watched item.
    `a_week` is what each trial gets done in a week, in items.
    """

    releases: Floats
    items: dict[str, Floats]
    a_week: Floats


@dataclass(frozen=True, slots=True)
class TeamTrials:
    """A team's part of the plan, drawn and ready to be worked on.

    Only of the segments that are asked about it is told when they are done. `usual` is about
    what each trial has done by then.
    """

    work: TeamWork
    backlog: Backlog
    path: WorkPath
    own: Floats
    is_asked: Bools
    usual: Floats

    @property
    def usual_weeks(self) -> float:
        """Guess how long it takes in the middle of the trials, in weeks of usual work."""
        return float(np.median(self.usual / self.path.a_week))

    def finish(self, end_after: float, begins: Floats) -> TeamDone:
        """Simulate to the end of a block of weeks, not before `end_after` weeks of usual work.

        `begins` has the weeks of usual work before which each release is not begun: if any has
        to wait, all are told, to the horizon.
        """
        work, path = self.work, self.path
        if begins.any():
            weeks = finish_late_weeks(self.backlog, path, self.own, work.at_once, begins)
        else:
            path.end_after(end_after)
            path.draw_ahead(self.usual)
            weeks = finish_weeks(self.backlog, path, self.own, work.at_once, self.is_asked)
        items = {key: weeks[row] for row, key in enumerate(work.ends_with) if key is not None}
        return TeamDone(weeks[self.backlog.is_last], items, path.a_week)


def draw_team(work: TeamWork, names: Sequence[str], sizes: Sequence[int], draw: Draw) -> TeamTrials:
    """Draw a team's part of the plan; every draw is from a stream named after what it is of.

    `names` are the ids of its releases, `sizes` those of epics like the unbroken ones.
    """
    trials, seed = draw.trials, draw.seed
    share = work.sharing.drawn_plan(trials, seed)
    dice = Dice(seed, work.team, trials)
    path = WorkPath(work.weekly, share, dice)
    backlog = Backlog(
        sizes=work.segments,
        release=work.release,
        extra=_epic_sizes(work, names, sizes, trials, seed),
        growth=drawn_growth(work.churn, dice.lived(len(work.weekly))),
    )
    own = work.sharing.drawn_own(trials, seed)
    is_asked = np.array([name in draw.asked for name in names])[work.release]
    is_asked |= np.array([key is not None for key in work.ends_with])  # others wait for these
    usual = _usual_work(backlog, own, work.at_once, is_asked)
    return TeamTrials(work, backlog, path, own, is_asked, usual)


def _usual_work(backlog: Backlog, own: Floats, at_once: int, is_asked: Bools) -> Floats:
    """Guess what each trial has done when all that is asked about is done.

    That is all that can be worked on before; for one of the first releases no more than it takes
    beside as many others as there can be.
    """
    rows = np.unique(backlog.release[is_asked]).tolist()
    if not rows or rows[-1] >= at_once:
        return backlog.work_of_first(rows[-1] + at_once if rows else 0)
    needed = np.zeros(own.shape[1])
    rest = (1.0 - own.sum(axis=0)) / at_once
    for row in rows:
        share = rest + own[row] if row < len(own) else rest
        work = backlog.open(row) + backlog.growth.joins[row]
        alone = work / np.maximum(share, _LEAST_SHARE)
        np.maximum(needed, np.minimum(alone, backlog.work_of_first(row + at_once)), out=needed)
    return needed


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
