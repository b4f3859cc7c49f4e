"""One team's part of a plan, made ready to be simulated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.blocking import Blockers, in_order
from planner.category import Category
from planner.churn import Churn, churn_of
from planner.credit import work_left
from planner.inputs import History, Item, PlanInputs, Scope
from planner.items import full_week_throughput
from planner.ownership import Ownership, growth_shares
from planner.sharing import Finishes, Sharing, finishes_by_team, sharing_of, worked_at_once
from planner.throughput import PAST_WEEKS, recent_rate
from planner.timeline import Floats, Ints
from planner.units import Unit, unit_of


@dataclass(frozen=True, slots=True)
class TeamWork:
    """One team's part of the plan: the releases in which it has something to do, in plan order.

    `positions` are their places in the plan. All work is in typical items of the team: in items,
    or in points over those of a typical one, as `unit` says. `weekly` is what it finishes a full
    week, oldest first, and `items_a_week` the items that it lately finishes. `segments` are
    sizes, `release` the row that each belongs to, and `ends_with` the item that is done with it,
    where that is watched. `epics` counts what nobody has broken down. `size_of` is what is left
    of each item.
    """

    team: str
    unit: Unit
    positions: Ints
    weekly: Floats
    items_a_week: float
    sharing: Sharing
    at_once: int
    segments: Floats
    release: Ints
    ends_with: tuple[str | None, ...]
    epics: tuple[int, ...]
    churn: tuple[Churn, ...]
    size_of: Mapping[str, float]

    def expected_shares(self) -> Floats:
        """Give each release's share of the team's work while it is worked on."""
        own, rest = self.sharing.expected()
        shares = np.full(len(self.positions), rest / self.at_once)
        shares[: len(own)] += own
        return shares

    def expected_items(self) -> Floats:
        """Give the items that a week brings for each release while it is worked on."""
        return self.expected_shares() * self.items_a_week


class PlanWork:
    """What the parts of all teams are cut out of; `watched` are items whose end is asked for.

    `work` is all that the teams work on; `planned` may be only that part of it which is asked
    about.
    """

    def __init__(
        self,
        inputs: PlanInputs,
        planned: tuple[Scope, ...],
        ownership: Ownership,
        blockers: Blockers,
        watched: frozenset[str],
        work: tuple[Scope, ...],
    ) -> None:
        self.inputs = inputs
        self.planned = planned
        self.ownership = ownership
        self.blockers = blockers
        self.watched = watched
        self.churns = tuple(churn_of(scope, PAST_WEEKS) for scope in planned)
        self.growth_shares = growth_shares(planned, ownership)
        asked = tuple(s for s in inputs.releases if s.release.covered_by is None)
        ids = {scope.release.id for scope in work}
        self.finishes = finishes_by_team(
            (*work, *(scope for scope in asked if scope.release.id not in ids)), ownership.teams
        )


def team_work(plan: PlanWork, history: History) -> TeamWork:
    """Give one team's part. Growth is its part of each release's, by its part of what is open."""
    team, ownership = history.team.id, plan.ownership
    weekly = items = full_week_throughput(history, plan.inputs.calendar)
    unit = unit_of(history)
    if unit.typical_points is not None:
        sizes = unit.sizes_of(history.points)
        weekly = full_week_throughput(history, plan.inputs.calendar, sizes)
    positions = ownership.involved(team)
    finishes = plan.finishes.get(team, Finishes([], []))
    at_once = min(plan.inputs.wip_limit or worked_at_once(finishes), len(positions))
    left = work_left(history)
    parts = [ownership.parts.get(team, {}).get(position, []) for position in positions]
    size_of = {item.key: left(item) * unit.size_of(item.points) for part in parts for item in part}
    cuts = [_segments(part, size_of, plan) for part in parts]
    first = [plan.planned[position].release.id for position in positions[:at_once]]
    churn = tuple(_churn_of_part(plan, team, i, len(weekly)) for i in positions)
    return TeamWork(
        team=team,
        unit=unit,
        positions=np.array(positions, dtype=np.int64),
        weekly=weekly,
        items_a_week=recent_rate(items),
        sharing=sharing_of(history, finishes, first),
        at_once=at_once,
        segments=np.array([size for cut in cuts for size, _ in cut]),
        release=np.repeat(np.arange(len(cuts)), [len(cut) for cut in cuts]),
        ends_with=tuple(key for cut in cuts for _, key in cut),
        epics=tuple(ownership.epics.get(team, {}).get(position, 0) for position in positions),
        churn=churn,
        size_of=size_of,
    )


def _churn_of_part(plan: PlanWork, team: str, position: int, weeks: int) -> Churn:
    whole = plan.churns[position]
    share = plan.growth_shares[position].get(team, 0.0)
    return Churn(whole.added[-weeks:] * share, whole.exits[-weeks:], whole.weeks)


def _segments(
    items: Sequence[Item], size_of: Mapping[str, float], plan: PlanWork
) -> list[tuple[float, str | None]]:
    """Put a release's items in the order of work, and cut them behind each watched one.

    What is in progress comes first, and nothing before what it waits for. The last segment ends
    with the release; it may be empty.
    """
    begun = sorted(items, key=lambda item: item.category is not Category.DOING)
    cuts: list[tuple[float, str | None]] = []
    size = 0.0
    for key in in_order([item.key for item in begun], plan.blockers):
        size += size_of[key]
        if key in plan.watched:
            cuts.append((size, key))
            size = 0.0
    return [*cuts, (size, None)]
