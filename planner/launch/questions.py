"""What those who lead have to decide about a launch: by its odds, and by who is not ready."""

from datetime import date
from enum import StrEnum

from planner.answer import EVEN, SAFE
from planner.launch.outlook import promised
from planner.launch.plan import LaunchPlan
from planner.launch.readiness import Light, Readiness
from planner.snapshot import FORECAST, Snapshot


class Question(StrEnum):
    """A decision that is open.

    `MOVE`: the promised date is less likely than not. `ACCEPT`: it may hold, and may not. `RENEW`:
    it has passed. `COMMIT`: none is promised. `UNKNOWN`: nothing is forecast, so that no date can
    be promised. `UNBLOCK`: a function says no, or has not shown what was due.
    """

    MOVE = "move"
    ACCEPT = "accept"
    RENEW = "renew"
    COMMIT = "commit"
    UNKNOWN = "unknown"
    UNBLOCK = "unblock"


def open_questions(
    plan: LaunchPlan, snapshot: Snapshot, readiness: Readiness | None, today: date
) -> tuple[Question, ...]:
    """Give what is open of a release that is ahead: its date first, then who is not ready."""
    date_is = _of_date(plan, snapshot, today)
    is_red = readiness is not None and any(one.light is Light.RED for one in readiness.functions)
    return (
        *(() if date_is is None else (date_is,)),
        *((Question.UNBLOCK,) if is_red else ()),
    )


def _of_date(plan: LaunchPlan, snapshot: Snapshot, today: date) -> Question | None:
    if snapshot.state != FORECAST:
        return Question.UNKNOWN
    day = promised(plan, snapshot, today)
    if day is None:
        is_over = plan.launch_on or plan.committed_on or snapshot.due_on
        return Question.RENEW if is_over else Question.COMMIT
    if day == snapshot.due_on and snapshot.likelihood_due is not None:
        is_safe, is_even = snapshot.likelihood_due >= SAFE, snapshot.likelihood_due >= EVEN
    else:
        is_safe, is_even = _keeps(snapshot.p85, day), _keeps(snapshot.p50, day)
    if is_safe:
        return None
    return Question.ACCEPT if is_even else Question.MOVE


def _keeps(likely_on: date | None, day: date) -> bool:
    return likely_on is not None and likely_on <= day
