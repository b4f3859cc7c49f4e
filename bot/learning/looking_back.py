"""Reads what was said of a release on its way, and why its date moved."""

from dataclasses import dataclass

from sqlalchemy.orm import Session, sessionmaker

from planner.calendar import WorkCalendar
from planner.explain.attribution import Attribution, attribute
from planner.inputs import PlanInputs
from planner.launch.lateness import Asking, Late, late_answer
from planner.launch.retrospective import (
    Mended,
    Mending,
    Moment,
    Retrospective,
    moments_of,
    retrospective_of,
)
from planner.snapshot import Snapshot
from store.audit import load_audit
from store.errors import UnreadableInputsError
from store.forecasts import load_inputs
from store.looking_back import load_first_forecast, load_forecast_before, load_out
from store.outcomes import Outcome, load_outcomes
from store.ping_requests import RequestState, load_requests


@dataclass(frozen=True, slots=True)
class LookedBack:
    """A retrospective, and how the move from the first to the last forecast splits.

    `moved` is None where the inputs of one of them are not kept any more. `late` are the answers to
    pings that came late or never. `mended` is what was said at once to everybody: hotfixes, and
    that it was rolled back.
    """

    retrospective: Retrospective
    moved: Attribution | None
    late: tuple[Late, ...] = ()
    mended: tuple[Mended, ...] = ()


def look_back(
    sessions: sessionmaker[Session], calendar: WorkCalendar, release_id: str
) -> LookedBack | None:
    """Look back on a release; None where it is not out, or was never forecast."""
    with sessions() as session:
        outcomes = [one for one in load_outcomes(session) if one.release_id == release_id]
        found = [_read(session, calendar, one) for one in outcomes]
        told = next((one for one in found if one is not None), None)
        if told is None:
            return None
        ends = _inputs(session, told)
        late = load_late(session, calendar, release_id)
        mended = load_mended(session, calendar, release_id)
    return LookedBack(told, None if ends is None else _split(told, ends), late, mended)


def load_late(session: Session, calendar: WorkCalendar, release_id: str) -> tuple[Late, ...]:
    """Load which answers to the pings of a launch came late or never, as they were asked for."""
    askings = (
        Asking(
            one.function,
            one.stage,
            calendar.today(one.asked_at),
            None if one.at is None else calendar.today(one.at),
            one.answers,
            one.reminders,
            one.state is RequestState.ESCALATED,
        )
        for one in load_requests(session, release_id)
        if one.asked_at is not None
    )
    found = (late_answer(asking, calendar) for asking in askings)
    return tuple(late for late in found if late is not None)


def load_mended(session: Session, calendar: WorkCalendar, release_id: str) -> tuple[Mended, ...]:
    """Load the hotfixes and rollbacks of a release, in their order."""
    return tuple(
        Mended(Mending(row.action), calendar.today(row.at), str(row.after["said"]))
        for row in load_audit(session, f"release:{release_id}")
        if row.action in {*Mending}
    )


def retrospectives(
    sessions: sessionmaker[Session], calendar: WorkCalendar
) -> tuple[Retrospective, ...]:
    """Give all that there are, by release."""
    with sessions() as session:
        found = [_read(session, calendar, one) for one in load_outcomes(session)]
    return tuple(one for one in found if one is not None)


def _read(session: Session, calendar: WorkCalendar, outcome: Outcome) -> Retrospective | None:
    release_id = outcome.release_id
    first, out = load_first_forecast(session, release_id), load_out(session, release_id)
    if first is None or out is None:
        return None
    # Where the tracker has no day, that of the review that first saw it out stands for it.
    shipped_on = outcome.shipped_on or calendar.today(outcome.settled_at)
    seen = {Moment.START: first}
    for moment, at in moments_of(first.taken_at, shipped_on, calendar).items():
        if (snapshot := load_forecast_before(session, release_id, at)) is not None:
            seen[moment] = snapshot
    return retrospective_of(out, seen, shipped_on)


def _inputs(session: Session, told: Retrospective) -> tuple[PlanInputs, PlanInputs] | None:
    first, last = told.start.snapshot, told.stands[-1].snapshot
    if first.inputs_hash == last.inputs_hash:
        return None
    try:
        return load_inputs(session, first.inputs_hash), load_inputs(session, last.inputs_hash)
    except UnreadableInputsError:
        return None


def _split(told: Retrospective, ends: tuple[PlanInputs, PlanInputs]) -> Attribution | None:
    seed = _last(told).seed
    try:
        return attribute(*ends, told.release_id, seed)
    except LookupError:
        return None


def _last(told: Retrospective) -> Snapshot:
    return told.stands[-1].snapshot
