"""A release's scope at one moment: who was in it, who had come and gone, what was done."""

from dataclasses import replace
from datetime import date, datetime

import numpy as np

from planner.category import CODE_OF, Category
from planner.epics import unbroken_teams
from planner.inputs import Scope
from planner.members import Members
from planner.state import State, as_moment, from_moment, state_at
from planner.timeline import Ints, ReleaseFacts, Timeline, Times

_ALWAYS = np.datetime64("0001-01-01", "s")


def scope_at(
    timeline: Timeline,
    release_position: int,
    as_of: datetime,
    members: Members | None = None,
    release: ReleaseFacts | None = None,
) -> Scope:
    """Give the members of a release and its churn as known at `as_of`.

    `members` are those of the timeline at that moment and `release` what was known of this one
    then, where the caller asks about many releases.

    An item that left and came back counts once now, and twice among the additions. Being
    canceled, or no longer being seen by a census, is leaving.
    """
    members = members or Members(timeline, state_at(timeline, as_of))
    known = members.known
    release = release or release_at(timeline.releases[release_position], as_of)
    spans = timeline.memberships
    mine = members.spans_of(release_position)
    item, start, end = spans.item[mine], spans.start[mine], spans.end[mine]
    end = np.where(end > known.moment, np.datetime64("NaT", "s"), end)
    now = item[np.isnat(end) & known.exists[item]]
    counted = now[timeline.counts[now] & (known.category[now] != CODE_OF[Category.CANCELED])]
    return Scope(
        release=release,
        as_of=as_of,
        due_on=due_at(release, as_of),
        items=members.items(_distinct(counted)),
        left_out=members.left_out(_distinct(now)),
        added_at=np.sort(start[timeline.counts[item]]),
        removed_at=_removals(timeline, known, item, end),
        done_at=np.sort(known.finished_at[counted][~np.isnat(known.finished_at[counted])]),
        first_member_at=from_moment(start.min()) if len(start) else None,
        unbroken_in=unbroken_teams(timeline, known, now),
    )


def _distinct(rows: Ints) -> Ints:
    """Sort a few hundred rows and leave out doubles: `np.unique` takes three times as long."""
    rows = np.sort(rows)
    is_first = np.ones(len(rows), dtype=bool)
    np.not_equal(rows[1:], rows[:-1], out=is_first[1:])
    return rows[is_first]


def release_at(release: ReleaseFacts, as_of: datetime) -> ReleaseFacts:
    """Give a release as known at `as_of`: one that went out later was still open then.

    Nothing tells the hour: at the very start of the day it was not out yet. One that is out
    without a date has been out for ever: nobody knows since when.
    """
    if out_since(release) < as_moment(as_of):
        return release
    return still_open(release)


def out_since(release: ReleaseFacts) -> np.datetime64:
    """Give the moment after which a release with a date is out; without one, before all time."""
    released_on = release.released_on
    return _ALWAYS if released_on is None else np.datetime64(released_on, "s")


def still_open(release: ReleaseFacts) -> ReleaseFacts:
    """Give a release as it was before it went out."""
    return replace(release, is_released=False, released_on=None)


def due_at(release: ReleaseFacts, as_of: datetime) -> date | None:
    """Give the due date that was known at `as_of`; a date learned later is not."""
    known = [move.due_on for move in release.due_moves if move.at <= as_of]
    return known[-1] if known else None


def _removals(timeline: Timeline, known: State, item: Ints, end: Times) -> Times:
    """When counted members left: moved out, canceled while in, or gone from the tracker."""
    counts = timeline.counts[item]
    moved = end[counts & ~np.isnat(end)]
    still = item[counts & np.isnat(end)]
    canceled = known.canceled_at[still]
    gone = timeline.gone_at[still]
    left = np.where(np.isnat(canceled), gone, canceled)
    left = left[left <= known.moment]
    return np.sort(np.concatenate((moved, left)))
