"""What stands in the calendar of a function: promised days, windows, freezes, days to get ready."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planner.calendar import WorkCalendar
from planner.inputs import Capacity
from planner.launch.functions import Function, Wording
from planner.launch.horizon import horizon_of
from planner.launch.plan import LaunchPlan, launch_anchor
from planner.launch.stages import AHEAD, stages_of
from planner.snapshot import FORECAST, SHIPPED, Snapshot

SHOWN_AFTER = timedelta(days=90)  # what is over stays that long


class EntryKind(StrEnum):
    """What an entry tells."""

    COMMITTED = "committed"
    LAUNCH = "launch"
    WINDOW = "window"
    HORIZON = "horizon"
    SHIPPED = "shipped"
    FREEZE = "freeze"
    PING = "ping"


@dataclass(frozen=True, slots=True)
class Launch:
    """A release as people planned it and as the last review saw it."""

    plan: LaunchPlan
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Entry:
    """Something from `first` to `last`, both included.

    `launch` is None for a freeze, whose `capacity` is then told; `stage` is that of a ping.
    """

    kind: EntryKind
    first: date
    last: date
    launch: Launch | None = None
    stage: str | None = None
    capacity: Capacity | None = None


def calendar_entries(
    launches: Iterable[Launch],
    function: Function,
    capacity: Sequence[Capacity],
    calendar: WorkCalendar,
    today: date,
) -> tuple[Entry, ...]:
    """Give the entries of a function, by their first day.

    Only releases that somebody answers for and in which the function takes part, with the stages
    of their tier at which it is told to get ready. Who is told no days gets the month or quarter
    of the launch instead, and nothing that gives it away.
    """
    entries = [_freeze(one) for one in capacity if one.share <= 0]
    for launch in launches:
        if launch.plan.owner is None or launch.plan.tier not in function.tiers:
            continue
        if launch.snapshot.state == SHIPPED:
            entries += _shipped(launch)
        elif function.wording is Wording.HORIZON:
            entries += _horizon(launch, today)
        else:
            entries += _days(launch)
            entries += _pings(launch, calendar)
    oldest = today - SHOWN_AFTER
    return tuple(sorted((one for one in entries if one.last >= oldest), key=_place))


def _freeze(capacity: Capacity) -> Entry:
    return Entry(EntryKind.FREEZE, capacity.first, capacity.last, capacity=capacity)


def _shipped(launch: Launch) -> list[Entry]:
    on = launch.snapshot.shipped_on
    return [] if on is None else [Entry(EntryKind.SHIPPED, on, on, launch)]


def _horizon(launch: Launch, today: date) -> list[Entry]:
    anchor = launch_anchor(launch.plan, launch.snapshot)
    if anchor is None:
        return []
    horizon = horizon_of(anchor, today)
    return [Entry(EntryKind.HORIZON, horizon.first, horizon.last, launch)]


def _days(launch: Launch) -> list[Entry]:
    snapshot, found = launch.snapshot, []
    if snapshot.due_on is not None:
        found.append(Entry(EntryKind.COMMITTED, snapshot.due_on, snapshot.due_on, launch))
    if launch.plan.launch_on is not None:
        on = launch.plan.launch_on
        found.append(Entry(EntryKind.LAUNCH, on, on, launch))
    p50, p85 = snapshot.p50, snapshot.p85
    if snapshot.state == FORECAST and p50 is not None and p85 is not None:
        found.append(Entry(EntryKind.WINDOW, p50, p85, launch))
    return found


def _pings(launch: Launch, calendar: WorkCalendar) -> list[Entry]:
    anchor = launch_anchor(launch.plan, launch.snapshot)
    if anchor is None or launch.snapshot.state != FORECAST:
        return []
    told = [stage for stage in stages_of(launch.plan.tier) if stage in AHEAD]
    on = {stage.name: calendar.working_day_before(anchor, stage.days) for stage in told}
    return [Entry(EntryKind.PING, day, day, launch, stage) for stage, day in on.items()]


def _place(entry: Entry) -> tuple[date, date, str, str]:
    release = "" if entry.launch is None else entry.launch.plan.release_id
    return entry.first, entry.last, release, entry.kind
