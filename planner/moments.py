"""What was true of every item at one moment after another: only what happened is looked up anew."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from planner.state import State, as_moment, merge_runs, state_at, state_of
from planner.timeline import Ints, Spans, Timeline

_COLUMNS = ("exists", "category", "started_at", "finished_at", "canceled_at", "points")


@dataclass(frozen=True, slots=True)
class _Rows:
    """Spans in the order of their items; those of an item stand from `first` to the next `first`.

    `first` has one figure more than there are items.
    """

    spans: Spans
    first: Ints

    def of(self, items: Ints) -> Spans:
        """Give the spans of these items alone, numbered by their place in `items`."""
        counts = self.first[items + 1] - self.first[items]
        place = np.repeat(np.arange(len(items)), counts)
        row = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
        row += self.first[items][place]
        spans = self.spans
        return Spans(place, spans.value[row], spans.start[row], spans.end[row])


class Moments:
    """Gives `state_at` of one timeline at any number of moments, fastest where they are near."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._runs = merge_runs(timeline.categories)
        self._past: _Past | None = None
        self._known: State | None = None

    def go_to(self, as_of: datetime) -> tuple[State, Ints]:
        """Give what was true then, and the items to which anything happened since the last call.

        The first time those are all of them.
        """
        before, timeline = self._known, self._timeline
        if before is None:
            self._known = state_at(timeline, as_of, self._runs)
            return self._known, np.arange(len(timeline.keys))
        if self._past is None:  # most ask about one moment only
            self._past = _Past(timeline, self._runs)
        now = as_moment(as_of)
        items = self._past.happened_between(before.moment, now)
        anew = self._past.state_of(items, now)
        columns = {name: getattr(before, name).copy() for name in _COLUMNS}
        for name, column in columns.items():
            column[items] = getattr(anew, name)
        self._known = State(now, **columns)
        return self._known, items


class _Past:
    """All that ever happened, in order of time, and the spans of each item at hand."""

    def __init__(self, timeline: Timeline, runs: Spans) -> None:
        self._timeline = timeline
        every = np.arange(len(timeline.keys))
        self._runs, self._estimates = (
            _by_item(spans, len(every)) for spans in (runs, timeline.estimates)
        )
        happened = [(every, timeline.created_at), (every, timeline.gone_at)]
        for spans in (runs, timeline.estimates):
            happened += [(spans.item, spans.start), (spans.item, spans.end)]
        at = np.concatenate([times for _, times in happened])
        item = np.concatenate([items for items, _ in happened])
        order = np.argsort(at, kind="stable")[: int((~np.isnat(at)).sum())]  # NaT comes last
        self._at, self._item = at[order], item[order]

    def happened_between(self, one: np.datetime64, other: np.datetime64) -> Ints:
        """Give the items to which anything happened after the earlier and up to the later one."""
        first, end = sorted(np.searchsorted(self._at, (one, other), side="right").tolist())
        return np.unique(self._item[first:end])

    def state_of(self, items: Ints, moment: np.datetime64) -> State:
        """Tell what was true of these items alone."""
        timeline = self._timeline
        created_at, gone_at = timeline.created_at[items], timeline.gone_at[items]
        runs, estimates = self._runs.of(items), self._estimates.of(items)
        return state_of(created_at, gone_at, runs, estimates, moment)


def _by_item(spans: Spans, items: int) -> _Rows:
    order = np.argsort(spans.item, kind="stable")
    item = spans.item[order]
    spans = Spans(item, spans.value[order], spans.start[order], spans.end[order])
    return _Rows(spans, np.searchsorted(item, np.arange(items + 1)))
