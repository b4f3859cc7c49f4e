"""Everything a database knows about its items over time, as arrays; true at any past moment."""

from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.datetime64]  # datetime64[s], UTC; NaT where it has not happened
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spans:
    """What held for an item from `start` (included) to `end` (excluded, NaT while it holds).

    All four arrays have one row a span. `value` is a category code, a release's or a sprint's
    position in the timeline, or (as float) an estimate in points, NaN for none.
    """

    item: Ints
    value: Ints | Floats
    start: Times
    end: Times

    def at(self, moment: np.datetime64) -> Bools:
        """Mask of the spans that hold at `moment`."""
        return np.asarray((self.start <= moment) & ~(self.end <= moment))  # NaT is no time at all


@dataclass(frozen=True, slots=True)
class DateMove:
    """A release's due date as it became known at `at` (None: taken away)."""

    at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """A release by itself, without its members.

    `id` is stable and unique over all sources (`source:ext_id`, or `plan:slug` for a written
    definition). `due_moves` is sorted; `released_on` is the day the tracker says it went out.
    `is_released` without a date: released, nobody knows when. `hindsight` is true where the
    source keeps no membership history: today's members are then used for any moment, and said.
    """

    id: str
    name: str
    kind: str
    sources: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    created_at: datetime | None = None
    started_on: date | None = None
    released_on: date | None = None
    is_released: bool = False
    is_canceled: bool = False
    due_moves: tuple[DateMove, ...] = ()
    hindsight: bool = False
    covered_by: str | None = None  # the written definition that already speaks for this one


@dataclass(frozen=True, slots=True)
class SprintFacts:
    """A sprint or cycle; aware UTC. The figures are the tracker's own where it reports them."""

    id: str
    name: str
    team: str
    start_at: datetime | None
    end_at: datetime | None
    completed_at: datetime | None
    committed_points: float | None = None
    completed_points: float | None = None
    committed_items: int | None = None
    completed_items: int | None = None


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What shares throughput. `id` is `source:ext_id`."""

    id: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All items with what was true of them when. Rows of item columns are positions.

    `counts` is false for containers (epics, parents, initiatives) and for sub-tasks, which count
    with their parent. `gone_at` is when a census no longer saw the item. `blocks` has one row a
    directed link: (blocker, blocked) positions. `parent` is a position, -1 for none; it is empty
    where nobody knows parents.
    """

    data_as_of: datetime | None
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    urls: tuple[str | None, ...]
    types: tuple[str, ...]
    assignees: tuple[str | None, ...]
    restricted: Bools
    counts: Bools
    is_container: Bools
    team: Ints
    created_at: Times
    gone_at: Times
    teams: tuple[TeamFacts, ...]
    releases: tuple[ReleaseFacts, ...]
    sprints: tuple[SprintFacts, ...]
    categories: Spans
    memberships: Spans
    sprint_memberships: Spans
    estimates: Spans
    blocks: NDArray[np.int64]
    parent: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
