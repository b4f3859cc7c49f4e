"""What if: the same plan with something changed, beside the plan as it is."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.answer import Answer, Plan, ReleaseForecast
from planner.category import Category
from planner.explain.rerun import answer_of, replay, scope_of, with_scope
from planner.inputs import Capacity, Item, PlanInputs, Scope
from planner.moves import LEAST_DAYS, days_later

MOST_ADDED = 1000
_NEW_KEY = "what-if-{}"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is to be different about one release; nothing is, where all are left out.

    `capacity` is a share of what its teams get done, from tomorrow on. `after` is the id of the
    release to plan it behind; `first` puts it before all others. Before `start` nobody works on
    it: its teams do what comes after it. What is begun waits as it is, what is done stays done.
    """

    release_id: str
    drop: tuple[str, ...] = ()
    add: int = 0
    capacity: float | None = None
    first: bool = False
    after: str | None = None
    releases_at_once: int | None = None
    start: date | None = None

    @property
    def is_empty(self) -> bool:
        return self == WhatIf(self.release_id)

    @property
    def changes_scope(self) -> bool:
        return bool(self.drop or self.add)


@dataclass(frozen=True, slots=True)
class Moved:
    """Another release that moves because of it, by working days at P85; negative is earlier.

    `days` is None where P85 is beyond the horizon on one of the two sides.
    """

    before: ReleaseForecast
    after: ReleaseForecast
    days: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The release without and with the change, and the others that move."""

    before: Answer
    after: Answer
    others: tuple[Moved, ...]


def effect_of(what_if: WhatIf, inputs: PlanInputs, plan: Plan) -> Effect:
    """Make the plan again with the change; `plan` is that of `inputs` as they are.

    Raises:
        LookupError: the plan does not speak of that release.
    """
    anchor = None if what_if.changes_scope else plan
    starts = None if what_if.start is None else {what_if.release_id: what_if.start}
    changed = replay(changed_inputs(inputs, what_if), plan.seed, anchor, starts)
    before = answer_of(plan, what_if.release_id)
    after = answer_of(changed, what_if.release_id)
    if before is None or after is None:
        raise LookupError(f"the plan has no release {what_if.release_id}")
    return Effect(before, after, _others(inputs, plan, changed, what_if.release_id))


def changed_inputs(inputs: PlanInputs, what_if: WhatIf) -> PlanInputs:
    """Give the inputs with the change made; what it does not name stays as it is."""
    scope = scope_of(inputs, what_if.release_id)
    if scope is None:
        return inputs
    today = inputs.calendar.today(inputs.as_of)
    changed = with_scope(inputs, _scope(scope, what_if))
    if what_if.capacity is not None:
        coming = _capacity(scope, what_if.capacity, today)
        changed = replace(changed, capacity=(*changed.capacity, *coming))
    if what_if.first or what_if.after is not None:
        changed = replace(changed, releases=_ordered(changed.releases, what_if))
    if what_if.releases_at_once is not None:
        changed = replace(changed, wip_limit=what_if.releases_at_once)
    return changed


def busiest_team(scope: Scope) -> str | None:
    """Give the team that holds most of what is open, else most of all; None without items."""
    held = Counter(item.team for item in scope.open_items or scope.items)
    return min(held, key=lambda team: (-held[team], team)) if held else None


def _scope(scope: Scope, what_if: WhatIf) -> Scope:
    """Take out what is dropped, and add new items that nobody has begun."""
    kept = tuple(item for item in scope.items if item.key not in what_if.drop)
    team = busiest_team(scope)
    if team is None:
        return replace(scope, items=kept)
    added = tuple(_new_item(scope, team, n) for n in range(1, what_if.add + 1))
    return replace(scope, items=(*kept, *added))


def _new_item(scope: Scope, team: str, number: int) -> Item:
    return Item(
        key=_NEW_KEY.format(number),
        title="",
        url=None,
        type="",
        team=team,
        category=Category.TODO,
        created_at=scope.as_of,
        started_at=None,
        finished_at=None,
        points=None,
        assignee=None,
        restricted=False,
    )


def _capacity(scope: Scope, share: float, today: date) -> list[Capacity]:
    teams = sorted({item.team for item in scope.open_items})
    tomorrow = today + timedelta(days=1)
    return [Capacity(team, tomorrow, date.max, share) for team in teams]


def _ordered(releases: tuple[Scope, ...], what_if: WhatIf) -> tuple[Scope, ...]:
    mine = [scope for scope in releases if scope.release.id == what_if.release_id]
    others = [scope for scope in releases if scope.release.id != what_if.release_id]
    if what_if.first:
        return (*mine, *others)
    place = next(
        (i for i, scope in enumerate(others, 1) if scope.release.id == what_if.after), len(others)
    )
    return (*others[:place], *mine, *others[place:])


def _others(inputs: PlanInputs, before: Plan, after: Plan, release_id: str) -> tuple[Moved, ...]:
    """Give the releases that move by three working days or more, the farthest first."""
    now = {told.scope.release.id: told for told in after.answers}
    found = []
    for was in before.answers:
        then = now.get(was.scope.release.id)
        if was.scope.release.id == release_id or not isinstance(was, ReleaseForecast):
            continue
        if isinstance(then, ReleaseForecast) and not was.scope.is_complete:
            found.append(Moved(was, then, _days(was, then, inputs)))
    moved = [each for each in found if _is_move(each)]
    return tuple(sorted(moved, key=lambda each: -abs(each.days or 0)))


def _days(was: ReleaseForecast, then: ReleaseForecast, inputs: PlanInputs) -> int | None:
    first, second = was.percentile(85), then.percentile(85)
    if first is None or second is None:
        return None
    return days_later(first, second, inputs.calendar)


def _is_move(moved: Moved) -> bool:
    if moved.days is None:
        return (moved.before.percentile(85) is None) != (moved.after.percentile(85) is None)
    return abs(moved.days) >= LEAST_DAYS
