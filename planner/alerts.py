"""What a channel hears at once, without waiting for its digest: a date that moved, a release."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from planner.calendar import WorkCalendar
from planner.digest import Line, line_between
from planner.moves import Change
from planner.snapshot import SHIPPED, Snapshot

STEADY_POINTS = 0.05  # of a likelihood: less, and a boundary that was crossed is only noise
STEADY_DAYS = 1  # working days of P85, the same
_NOISY = frozenset({Change.HEALTH, Change.CROSSED})

Heard = Mapping[str, Snapshot]


def slips(
    now: Iterable[Snapshot], heard: Heard, today: date, calendar: WorkCalendar
) -> tuple[Line, ...]:
    """Give the releases whose date is worth a word now, against what was heard of each last.

    `heard` maps a release's id to how it stood when its readers last heard of it, or began to
    listen. The thresholds are those of the digest. A health or a committed date that was crossed
    counts only where P85 and the likelihood really moved, so that a release on the boundary does
    not talk all day; since it is compared with what was said, a slow drift is told once it is
    large. What has shipped is no slip.
    """
    lines = []
    for snapshot in now:
        before = heard.get(snapshot.release_id)
        if before is None or snapshot.state == SHIPPED:
            continue
        line = line_between(snapshot, before, today, before.taken_at.date(), calendar)
        changes = line.changes - (frozenset() if _is_real(line) else _NOISY)
        if changes:
            lines.append(replace(line, changes=changes))
    return tuple(sorted(lines, key=_weight))


def shipments(now: Iterable[Snapshot], heard: Heard) -> tuple[Line, ...]:
    """Give the releases that are out, and were not when they were last heard of."""
    return tuple(
        Line(snapshot, heard[snapshot.release_id])
        for snapshot in now
        if snapshot.state == SHIPPED
        and snapshot.release_id in heard
        and heard[snapshot.release_id].state != SHIPPED
    )


def _is_real(line: Line) -> bool:
    """Tell whether more than a rounding lies behind a crossed boundary."""
    before = line.before
    if before is None or before.due_on != line.now.due_on:
        return True
    was, now = before.likelihood_due, line.now.likelihood_due
    if was is None or now is None or line.p85_days is None:
        return True
    return abs(line.p85_days) >= STEADY_DAYS and abs(now - was) >= STEADY_POINTS


def _weight(line: Line) -> tuple[bool, int, str]:
    """What lost its date first, then the longest slip."""
    return Change.LOST not in line.changes, -(line.p85_days or 0), line.now.release_id
