"""What a plan is made from, read in one go with what tells whether it is still so."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from planner.calendar import WorkCalendar
from planner.inputs import PlanInputs, Planning
from store.data_version import load_data_version
from store.directory import ReleaseName, load_release_names
from store.planning import load_plan_inputs
from store.votes import OutcomeStamp, Told, load_outcome_stamp, load_told

Key = tuple[str, date, datetime | None, OutcomeStamp]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a plan of the present, or of `as_of`, is made from and told by.

    Of one `key` (data version, day, `as_of`, what came true) there is one plan.
    """

    key: Key
    inputs: PlanInputs
    past: Told
    names: tuple[ReleaseName, ...]


def load_basis(
    session: Session,
    now: datetime,
    calendar: WorkCalendar,
    planning: Planning | None,
    as_of: datetime | None = None,
) -> Basis:
    past = load_told(session, as_of or now)
    return Basis(
        load_key(session, now, calendar, as_of),
        load_plan_inputs(session, as_of or now, calendar, planning, past),
        past,
        load_release_names(session),
    )


def load_key(
    session: Session, now: datetime, calendar: WorkCalendar, as_of: datetime | None = None
) -> Key:
    """Tell whether a plan is still of what there is: then its key is this one."""
    today = calendar.today(as_of or now)
    return load_data_version(session), today, as_of, load_outcome_stamp(session)
