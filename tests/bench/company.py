"""Teams and releases of any size, made without chance."""

from datetime import UTC, datetime, timedelta

import numpy as np

from planner.calendar import WorkCalendar
from planner.category import CODE_OF, Category
from planner.cut import inputs_at
from planner.inputs import PlanInputs
from planner.timeline import ReleaseFacts, Spans, TeamFacts, Timeline

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_NOW = np.datetime64("2026-11-20T12:00:00", "s")
_DAY = np.timedelta64(86_400, "s")
_NEVER = np.datetime64("NaT", "s")


def a_team(releases: int, open_each: int, *, finished: int = 800, days: int = 730) -> PlanInputs:
    """Give the inputs of one team with two years of finishes and some open releases.

    Half of what was finished was finished in the releases, round and round.
    """
    open_items = releases * open_each
    items = finished + open_items
    rank = np.arange(items)
    done_at = _NOW - (days * (finished - rank[:finished]) / finished * 86_400).astype(int)
    created = np.concatenate((done_at - 9 * _DAY, np.full(open_items, _NOW - 60 * _DAY)))
    member = np.concatenate((rank[:finished:2], rank[finished:]))
    return inputs_at(
        Timeline(
            data_as_of=NOW,
            keys=tuple(f"T-{i}" for i in rank),
            titles=("An item",) * items,
            urls=(None,) * items,
            types=("Story",) * items,
            assignees=(None,) * items,
            restricted=np.zeros(items, dtype=bool),
            counts=np.ones(items, dtype=bool),
            is_container=np.zeros(items, dtype=bool),
            team=np.zeros(items, dtype=np.int64),
            created_at=created,
            gone_at=np.full(items, _NEVER),
            teams=(TeamFacts("t:1", "Team", "t"),),
            releases=tuple(
                ReleaseFacts(f"t:{n}", f"Release {n}", "version", ("t",)) for n in range(releases)
            ),
            sprints=(),
            categories=_spans(rank[:finished], np.full(finished, CODE_OF[Category.DONE]), done_at),
            memberships=_spans(member, member % releases, created[member]),
            sprint_memberships=_spans(rank[:0], rank[:0], created[:0]),
            estimates=_spans(rank[:0], rank[:0], created[:0]),
            blocks=np.zeros((0, 2), dtype=np.int64),
        ),
        NOW + timedelta(0),
        WorkCalendar(),
    )


def _spans(
    item: np.ndarray[tuple[int], np.dtype[np.int64]],
    value: np.ndarray[tuple[int], np.dtype[np.int64]],
    start: np.ndarray[tuple[int], np.dtype[np.datetime64]],
) -> Spans:
    return Spans(item, value, start, np.full(len(item), _NEVER))
