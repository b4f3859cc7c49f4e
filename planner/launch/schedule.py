"""When the people who launch a release are told to get ready, and when to hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from planner.calendar import WorkCalendar
from planner.launch.outlook import LEEWAY_DAYS, Outlook, anchor_of
from planner.launch.plan import LaunchPlan
from planner.launch.shipping import Out, after_launch
from planner.launch.stages import (
    AHEAD,
    STAGES,
    T_0,
    Stage,
    depth,
    stage_of,
    stages_of,
)
from planner.launch.word import Kind, Said, Why, Word, is_out
from planner.moves import days_later
from planner.snapshot import FORECAST, SHIPPED, Snapshot

_CANCELED = "refusal.canceled"


@dataclass(frozen=True, slots=True)
class Ping:
    """One thing to say about a release, to every function in its own words.

    `days_left` are the working days to the date that is counted back from, None where there is
    none. `due_by` is when what is asked for is due, `today` at the earliest. `number` counts what
    was said on this stage, from 1.
    """

    kind: Kind
    why: Why
    stage: Stage
    holds: str | None
    plan: LaunchPlan
    snapshot: Snapshot
    days_left: int | None
    due_by: date | None
    number: int = 1

    @property
    def key(self) -> str:
        """Name what is said, whoever computes it: the n-th word on this stage is said once."""
        return f"{self.snapshot.release_id}:{self.stage.name}:{self.number}"


def ping_due(
    plan: LaunchPlan,
    snapshot: Snapshot,
    last: Word | None,
    today: date,
    calendar: WorkCalendar,
    *,
    was_ahead: bool = False,
) -> Ping | None:
    """Decide what to say now for an adopted release, given what was said last; mostly nothing.

    T-n counts working days back from the launch or committed date while that is ahead, else from
    P85. Of the stages that are that near only the nearest is entered. A stage is left when the
    date is more than two working days beyond it again, and then, once, "not yet" is said, of
    however many stages it left.

    A promised date that is off track with P85 well beyond the stage is no launch to prepare for:
    that says "not yet" as well, even as the first word, because nobody should learn it from
    silence. Off track is less than even, and for who was told to get ready clearly less
    (`CLEARLY_OFF`): what was said is taken back only when it no longer holds. It is entered again
    when P85 is near, or P70 keeps the date; an earlier stage is not entered instead, as the doubt
    would be said again at the next one.

    Without a forecast nobody is told to get ready: there would be a date without a probability.
    But who was told so hears "not yet", whatever the reason, a cancellation among them.

    Once it has shipped that is said, and a week later what to look at; nothing else. It is said
    even where nobody was ever told of it, as it came sooner than anybody thought: `was_ahead` tells
    that it was not out yet when somebody began to answer for it.
    """
    if snapshot.state == SHIPPED:
        out = Out(stages_of(plan.tier), snapshot, last, was_ahead=was_ahead)
        said = after_launch(out, today, calendar)
    elif snapshot.state != FORECAST:
        said = _without_forecast(snapshot, last)
    else:
        was_held = last is not None and last.kind is Kind.NOT_YET
        is_prepared = last is not None and last.holds is not None
        said = _ahead(Outlook(plan, snapshot, was_held, is_prepared, today, calendar), last)
    return None if said is None else _ping(said, plan, snapshot, today, calendar)


def _ping(
    said: Said, plan: LaunchPlan, snapshot: Snapshot, today: date, calendar: WorkCalendar
) -> Ping:
    kind, why, stage, holds = said
    day = anchor_of(plan, snapshot, today)
    due_by = None if day is None else calendar.working_day_before(day, stage.due_days)
    return Ping(
        kind=kind,
        why=why,
        stage=stage,
        holds=holds,
        plan=plan,
        snapshot=snapshot,
        days_left=None if day is None else max(days_later(today, day, calendar), 0),
        due_by=None if due_by is None else max(due_by, today),
    )


def ping_canceled(plan: LaunchPlan, snapshot: Snapshot, last: Word | None) -> Ping | None:
    """Tell who was told to hold that a release is canceled; whether they know is not known here."""
    if snapshot.reason != _CANCELED or last is None or last.holds is not None:
        return None
    return Ping(Kind.NOT_YET, Why.CANCELED, stage_of(last.stage), None, plan, snapshot, None, None)


def ping_gone(
    plan: LaunchPlan, snapshot: Snapshot, last: Word | None, *, is_merged: bool
) -> Ping | None:
    """Say once that a release is no more, to who was told to get ready for it.

    `snapshot` is how it stood last.
    """
    if last is None or last.holds is None or is_out(last.holds):
        return None
    why = Why.MERGED if is_merged else Why.GONE
    return Ping(Kind.NOT_YET, why, stage_of(last.holds), None, plan, snapshot, None, None)


def _ahead(outlook: Outlook, last: Word | None) -> Said | None:
    """Move along the stages that lie ahead: out again first, then the doubt, then further in."""
    ahead = tuple(stage for stage in stages_of(outlook.plan.tier) if stage in AHEAD)
    held = None if last is None else last.holds
    if held is not None and is_out(held):
        return Kind.NOT_YET, Why.REOPENED, T_0, _innermost(ahead, outlook.stays)
    if held is not None and not outlook.stays(stage_of(held)):
        stage = stage_of(held)
        why = Why.MOVED_OUT if outlook.left > stage.days + LEEWAY_DAYS else Why.OFF_TRACK
        return Kind.NOT_YET, why, stage, _innermost(_before(ahead, stage), outlook.stays)
    near, entered = _innermost(ahead, outlook.is_near), _innermost(ahead, outlook.enters)
    is_new = near is not None and depth(near) > depth(held) and not outlook.was_held
    if near is not None and is_new and outlook.is_hopeless(stage_of(near)):
        return Kind.NOT_YET, Why.OFF_TRACK, stage_of(near), max(held, entered, key=depth)
    is_nearest = entered == near or not outlook.was_held
    if entered is not None and depth(entered) > depth(held) and is_nearest:
        return Kind.ENTER, _why_near(outlook), stage_of(entered), entered
    return None


def _why_near(outlook: Outlook) -> Why:
    if outlook.promised is None:
        return Why.P85_NEAR
    return Why.DUE_NEAR if outlook.plan.launch_on is None else Why.LAUNCH_NEAR


def _without_forecast(snapshot: Snapshot, last: Word | None) -> Said | None:
    if last is None or last.holds is None:
        return None
    if is_out(last.holds):
        return Kind.NOT_YET, Why.REOPENED, T_0, None
    why = Why.CANCELED if snapshot.reason == _CANCELED else Why.NO_FORECAST
    return Kind.NOT_YET, why, stage_of(last.holds), None


def _innermost(stages: Iterable[Stage], fits: Callable[[Stage], bool]) -> str | None:
    fitting = [stage.name for stage in stages if fits(stage)]
    return fitting[-1] if fitting else None


def _before(stages: Iterable[Stage], stage: Stage) -> tuple[Stage, ...]:
    return tuple(one for one in stages if STAGES.index(one) < STAGES.index(stage))
