"""The whole plan simulated: every team, every release, in the same trials."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from planner.blocking import links_between
from planner.capacity import CapacityTime, capacity_time
from planner.churn import Churn
from planner.inputs import PlanInputs, Scope
from planner.ownership import own_items
from planner.settle import Judge
from planner.simulation import HORIZON_WEEKS, TRIALS
from planner.team_simulation import Draw, TeamDone, draw_team
from planner.team_work import PlanWork, TeamWork, team_work
from planner.timeline import Floats
from planner.units import Unit
from planner.waiting import delayed_items, wait_for_blockers, watched_items

_REACH = 1.5  # times the guess; then hardly any simulation has to be made again
_AT_ONCE: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Simulated:
    """What the trials gave, one column or figure a planned release, in plan order.

    `weeks` (trials, releases) is when the work is done, in working weeks from now, inf beyond the
    horizon. `efforts` is what a week brings for each while it is worked on, in items. `churns` is
    the scope change that was used. `cycles` are items that block each other: those links are not
    followed. `at_once` is how many releases each team works on at once, by team,
    and `units` what each is forecast in.
    """

    weeks: Floats
    efforts: Floats
    churns: tuple[Churn, ...]
    cycles: tuple[tuple[str, ...], ...]
    at_once: Mapping[str, int]
    units: Mapping[str, Unit]


@dataclass(frozen=True, slots=True)
class _Team:
    """One team's part, what came of it, and how its time runs."""

    work: TeamWork
    done: TeamDone
    clock: CapacityTime | None
    usual_until: float

    @property
    def until(self) -> float:
        """Tell up to which working week it is simulated."""
        return float(self.working_weeks(np.array([self.usual_until]))[0])

    def working_weeks(self, usual_weeks: Floats) -> Floats:
        return usual_weeks if self.clock is None else self.clock.working_weeks(usual_weeks)

    def finish(self, key: str, begin: Floats) -> Floats:
        """Give when one of its items is done that is begun in these working weeks."""
        needs = self.work.size_of[key] / self.done.a_week
        if self.clock is None:
            return begin + needs
        return self.clock.working_weeks(self.clock.usual_weeks(begin) + needs)


def simulate_plan(
    inputs: PlanInputs,
    planned: tuple[Scope, ...],
    seed: int,
    trials: int = TRIALS,
    starts: Mapping[str, float] = _AT_ONCE,
) -> Simulated:
    """Simulate the planned releases jointly; every team draws from its own streams of `seed`.

    A release with work in several teams ends when the last of them ends, in the same trial; one
    with a blocked item does not end before that item can be done. `starts` has the working weeks
    from now before which a release is not begun, by its id.
    """
    ids = frozenset(scope.release.id for scope in planned)
    return _simulate(Judge(inputs), planned, Draw(seed, trials, ids), starts, math.inf)[0]


def simulate_to_the_middle(
    inputs: PlanInputs,
    planned: tuple[Scope, ...],
    seed: int,
    trials: int = TRIALS,
    asked: frozenset[str] | None = None,
    judge: Judge | None = None,
) -> Simulated:
    """Simulate like `simulate_plan`, but no further than the medians need.

    Trials that have not ended when half of them have may be inf, and nothing else differs. Where
    only some releases are `asked` about, by id, the weeks of the others say nothing. `judge` is
    one of these inputs, where the caller has it.
    """
    judge = judge or Judge(inputs)
    ids = [scope.release.id for scope in planned]
    wanted = [asked is None or each in asked for each in ids]
    draw = Draw(seed, trials, frozenset(ids) if asked is None else asked)
    simulated, until = _simulate(judge, planned, draw, _AT_ONCE, _REACH)
    # What was not simulated to its end comes after that: half of the trials must be before.
    ended = (simulated.weeks[:, wanted] <= until).sum(axis=0)
    if (ended > trials // 2).all():
        return simulated
    return _simulate(judge, planned, draw, _AT_ONCE, math.inf)[0]


def _simulate(
    judge: Judge,
    planned: tuple[Scope, ...],
    draw: Draw,
    starts: Mapping[str, float],
    reach: float,
) -> tuple[Simulated, float]:
    """Simulate to `reach` times what it takes by a rough guess; tell how many weeks that is."""
    owned = own_items(planned, {s.release.id: judge.set_aside(s) for s in planned})
    links = links_between(owned.items)
    delayed = delayed_items(owned, links.blockers)
    watched = watched_items(owned, links.blockers, delayed)
    plan = PlanWork(judge.inputs, planned, owned, links.blockers, watched, judge.work())
    teams = _simulate_teams(plan, draw, starts, reach)
    ends = {
        key: team.working_weeks(weeks)
        for team in teams.values()
        for key, weeks in team.done.items.items()
    }
    ends = wait_for_blockers(
        ends,
        delayed,
        links.blockers,
        lambda key, begin: teams[owned.part_of[key][0]].finish(key, begin),
    )
    weeks = _joined(teams.values(), len(planned), draw.trials)
    for key in (*delayed, *owned.also_in):
        for position in (owned.part_of[key][1], *owned.also_in.get(key, ())):
            np.maximum(weeks[position], ends[key], out=weeks[position])
    until = min((team.until for team in teams.values()), default=math.inf)
    return _told(plan, teams, _within_horizon(weeks).T, links.cycles), until


def _simulate_teams(
    plan: PlanWork, draw: Draw, starts: Mapping[str, float], reach: float
) -> dict[str, _Team]:
    inputs = plan.inputs
    today = inputs.calendar.today(inputs.as_of)
    histories = {history.team.id: history for history in inputs.teams}
    drawn, ids = {}, {}
    for name in plan.ownership.teams:
        work = team_work(plan, histories[name])
        ids[name] = [plan.planned[position].release.id for position in work.positions]
        drawn[name] = draw_team(work, ids[name], inputs.reference_sizes, draw)
    # All to the same week: a release may wait for the last of several teams.
    guess = max((team.usual_weeks for team in drawn.values()), default=0.0)
    until = min(reach * max(guess, 1.0), HORIZON_WEEKS)
    teams = {}
    for name, team in drawn.items():
        clock = capacity_time(inputs.capacity, histories[name].team, inputs.calendar, today)
        begins = np.array([min(starts.get(each, 0.0), HORIZON_WEEKS) for each in ids[name]])
        begins = begins if clock is None else clock.usual_weeks(begins)
        teams[name] = _Team(team.work, team.finish(until, begins), clock, until)
    return teams


def _joined(teams: Iterable[_Team], releases: int, trials: int) -> Floats:
    """Let each release end with the last of its teams, in the same trial: (releases, trials)."""
    weeks = np.zeros((releases, trials))
    for team in teams:
        ends = team.working_weeks(team.done.releases)
        for position, end in zip(team.work.positions.tolist(), ends, strict=True):
            np.maximum(weeks[position], end, out=weeks[position])
    return weeks


def _within_horizon(weeks: Floats) -> Floats:
    """Call what ends beyond the horizon endless, in place."""
    np.copyto(weeks, np.inf, where=weeks > HORIZON_WEEKS)
    return weeks


def _told(
    plan: PlanWork, teams: Mapping[str, _Team], weeks: Floats, cycles: tuple[tuple[str, ...], ...]
) -> Simulated:
    efforts = np.zeros(len(plan.planned))
    for team in teams.values():
        at = team.work.positions
        efforts[at] += team.work.expected_items()
    at_once = {name: team.work.at_once for name, team in teams.items()}
    units = {name: team.work.unit for name, team in teams.items()}
    return Simulated(weeks, efforts, plan.churns, cycles, at_once, units)
