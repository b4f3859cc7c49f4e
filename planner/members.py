"""The members of releases, put together from the columns of a timeline."""

from datetime import UTC, datetime
from math import isnan

import numpy as np

from planner.category import CODE_OF, CODES, Category
from planner.epics import sizes_of_epics
from planner.inputs import Item, LeftOut
from planner.rows import rows_of
from planner.state import State
from planner.timeline import Bools, Ints, Timeline, Times

_NO_TIME = np.iinfo(np.int64).min  # what a time that has not come is inside


class Members:
    """Gives items as known at one moment after another.

    An item to which nothing has happened since the moment before is not put together again.
    `sizes` is `sizes_of_epics` at that moment.
    """

    def __init__(self, timeline: Timeline, known: State) -> None:
        self._timeline = timeline
        self._items = np.full(len(timeline.keys), None, dtype=object)
        self._left_out = np.full(len(timeline.keys), None, dtype=object)
        self._is_told = np.zeros(len(timeline.keys), dtype=bool)
        # Rows of the memberships, release by release, each in the order of the timeline.
        value = timeline.memberships.value.astype(np.int64)
        bounds = np.cumsum(np.bincount(value, minlength=len(timeline.releases)))[:-1]
        self._spans_of = np.split(np.argsort(value, kind="stable"), bounds)
        self._is_made = np.zeros(len(timeline.keys), dtype=bool)
        self._take_in(known)

    def go_to(self, known: State, happened: Ints) -> Bools:
        """Go to another moment; tell which items are not what they were.

        `happened` are all items to which anything has happened between the two.
        """
        blockers, sizes = self._blockers, self.sizes
        self._take_in(known)
        changed: Bools = (sizes == 0) != (self.sizes == 0)
        changed[happened] = True
        blocked = blockers.keys() | self._blockers.keys()
        changed[[i for i in blocked if blockers.get(i) != self._blockers.get(i)]] = True
        self._is_made[changed] = False
        self._is_told[changed] = False
        return changed

    def spans_of(self, release_position: int) -> Ints:
        """Give the rows of the timeline's memberships in one release, begun by now."""
        rows = self._spans_of[release_position]
        return np.asarray(rows[self._timeline.memberships.start[rows] <= self.known.moment])

    def items(self, rows: Ints) -> tuple[Item, ...]:
        """Give the items in these rows of the timeline."""
        self._put_together(rows[~self._is_made[rows]])
        return tuple(self._items[rows].tolist())

    def left_out(self, rows: Ints) -> tuple[LeftOut, ...]:
        """Give those of these rows that are not counted."""
        canceled = self.known.category[rows] == CODE_OF[Category.CANCELED]
        out = rows[self._timeline.is_container[rows] | canceled | ~self._timeline.counts[rows]]
        for i in out[~self._is_told[out]].tolist():
            self._left_out[i], self._is_told[i] = self._one_left_out(i), True
        return tuple(self._left_out[out].tolist())

    def _take_in(self, known: State) -> None:
        self.known = known
        self._blockers = _open_blockers(self._timeline, known)
        self.sizes = sizes_of_epics(self._timeline, known)

    def _put_together(self, rows: Ints) -> None:
        timeline, known = self._timeline, self.known
        self._is_made[rows] = True
        at = rows.tolist()
        created_at = _aware(timeline.created_at[rows])
        if None in created_at:
            raise ValueError("an item without a creation time cannot be in a timeline")
        team_ids = [team.id for team in timeline.teams]
        self._items[rows] = rows_of(
            Item,
            {
                "key": [timeline.keys[i] for i in at],
                "title": [timeline.titles[i] for i in at],
                "url": [timeline.urls[i] for i in at],
                "type": [timeline.types[i] for i in at],
                "team": [team_ids[team] for team in timeline.team[rows].tolist()],
                "category": [CODES[code] for code in known.category[rows].tolist()],
                "created_at": created_at,
                "started_at": _aware(known.started_at[rows]),
                "finished_at": _aware(known.finished_at[rows]),
                "points": [None if isnan(each) else each for each in known.points[rows].tolist()],
                "assignee": [timeline.assignees[i] for i in at],
                "restricted": timeline.restricted[rows].tolist(),
                "blocked_by": [self._blockers.get(i, ()) for i in at],
            },
        )

    def _one_left_out(self, i: int) -> LeftOut:
        timeline = self._timeline
        reason = "subtask"
        if timeline.is_container[i]:
            reason = "container"
        elif self.known.category[i] == CODE_OF[Category.CANCELED]:
            reason = "canceled"
        return LeftOut(timeline.keys[i], timeline.titles[i], reason, bool(timeline.restricted[i]))


def _aware(moments: Times) -> list[datetime | None]:
    """Turn a column of times into aware ones."""
    seconds = moments.astype("datetime64[s]").view(np.int64).tolist()
    return [None if at == _NO_TIME else datetime.fromtimestamp(at, UTC) for at in seconds]


def _open_blockers(timeline: Timeline, known: State) -> dict[int, tuple[str, ...]]:
    """Map each blocked item to the keys of what still blocks it."""
    blocked: dict[int, tuple[str, ...]] = {}
    if not len(timeline.blocks):
        return blocked
    blocker = timeline.blocks[:, 0]
    live = timeline.blocks[known.exists[blocker] & known.is_open[blocker]]
    for first, second in live.tolist():
        blocked[second] = (*blocked.get(second, ()), timeline.keys[first])
    return blocked
