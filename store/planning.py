"""What a forecast is made from, loaded as known at a moment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from planner.calendar import WorkCalendar
from planner.cut import inputs_at
from planner.inputs import Capacity, PlanInputs, Planning
from planner.priority import Framework
from planner.record import past_releases
from planner.work_order import prioritised
from store.collecting import collecting_later
from store.definitions import ReleaseDefinition
from store.ranks import load_ranks
from store.teams import load_teams
from store.timeline import load_timeline
from store.votes import Told, load_told


def load_plan_inputs(
    session: Session,
    as_of: datetime,
    calendar: WorkCalendar,
    planning: Planning | None = None,
    past: Told | None = None,
    asked: Sequence[ReleaseDefinition] = (),
) -> PlanInputs:
    """Load every team's history and every release's scope as known at `as_of`.

    Releases stand in the order in which they are planned: by date (`planner.cut.plan_order`), or
    by what they are worth (`planner.work_order`). `planning` is what people have told of how they
    plan; it has no history. What came of past releases is that of forecasts that were really
    made, or else of rehearsed ones; `past` has both where they are loaded already. `asked` are
    those of `load_timeline`.
    """
    told = planning or Planning()
    with collecting_later():
        inputs = inputs_at(load_timeline(session, as_of, asked), as_of, calendar)
    past = past or load_told(session, as_of)
    settled = {one.release_id: one for one in (*past.rehearsed, *past.settled)}
    inputs = replace(
        inputs,
        past=past_releases(settled.values()),
        wip_limit=told.releases_at_once,
        capacity=_by_id(session, told.capacity),
        train=told.train,
        prior=told.prior or inputs.prior,
    )
    if told.order is Framework.DUE:
        return inputs
    ranks = load_ranks(session) if told.order is Framework.RANK else {}
    return prioritised(inputs, told.order, told.worths, ranks)


def _by_id(session: Session, capacity: Sequence[Capacity]) -> tuple[Capacity, ...]:
    """Call private teams by their ids: those who plan know their names, and answers must not."""
    if not any(stretch.team for stretch in capacity):
        return tuple(capacity)
    private = [team for team in load_teams(session).by_id.values() if team.is_private]
    ids = {team.name: team.id_of_facts for team in private}
    return tuple(replace(each, team=ids.get(each.team or "", each.team)) for each in capacity)
