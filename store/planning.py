"""What a forecast is made from, loaded as known at a moment."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from planner.calendar import WorkCalendar
from planner.cut import inputs_at
from planner.inputs import PlanInputs, Planning
from store.timeline import load_timeline


def load_plan_inputs(
    session: Session, as_of: datetime, calendar: WorkCalendar, planning: Planning | None = None
) -> PlanInputs:
    """Load every team's history and every release's scope as known at `as_of`.

    Releases stand in the order in which they are planned (`planner.cut.plan_order`). `planning`
    is what people have told of how they plan; it has no history.
    """
    told = planning or Planning()
    return replace(
        inputs_at(load_timeline(session, as_of), as_of, calendar),
        wip_limit=told.releases_at_once,
        capacity=told.capacity,
        train=told.train,
    )
