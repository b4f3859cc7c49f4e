"""What a forecast is made from: histories of teams, scopes of releases, a calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np

from planner.calendar import WorkCalendar
from planner.category import Category
from planner.finished import Ends, ends_of
from planner.launch.market import MarketEvent
from planner.note import Note
from planner.priority import Framework, Priorities, Worth
from planner.recalibration.prior import Prior, shipped_prior
from planner.seed import UNHASHED
from planner.state import as_moment
from planner.timeline import Floats, ReleaseFacts, SprintFacts, TeamFacts, Times

_DAY = np.timedelta64(86_400, "s")


class _Seen:
    """Room for how long ago a history's finishes were: it is asked for over and over."""

    __slots__ = ("_finish_ages",)
    _finish_ages: Floats


@dataclass(frozen=True, slots=True)
class History(_Seen):
    """One team's items as known at `as_of`; one row an item, all columns aligned.

    `finished_at` is when the item entered `done` and stayed there as far as was known (NaT
    otherwise), so a re-closed item is finished once. `points` is NaN where unestimated.
    Sprints are the team's, oldest first.
    """

    team: TeamFacts
    as_of: datetime
    created_at: Times
    started_at: Times
    finished_at: Times
    canceled_at: Times
    points: Floats
    sprints: tuple[SprintFacts, ...] = ()

    @property
    def finish_ages(self) -> Floats:
        """How many days before `as_of` each finished item was finished, in this order."""
        if not hasattr(self, "_finish_ages"):
            done = self.finished_at[~np.isnat(self.finished_at)]
            ages = np.asarray((as_moment(self.as_of) - done) / _DAY)
            ages.flags.writeable = False
            object.__setattr__(self, "_finish_ages", ages)
        return self._finish_ages


@dataclass(frozen=True, slots=True)
class Item:
    """A leaf issue in a release's scope, as known at the moment asked about."""

    key: str
    title: str
    url: str | None
    type: str
    team: str
    category: Category
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    points: float | None
    assignee: str | None
    restricted: bool
    blocked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A member that is not counted; `reason` is `container`, `subtask` or `canceled`."""

    key: str
    title: str
    reason: str
    restricted: bool = False


# What depends on a scope's items alone, and not on when it is looked at.
OF_ITEMS = ("_done", "_ends", "_open", "_team_of", "_waiting")


class _Sorted:
    """Room for what a scope's items come down to: it is asked for over and over."""

    __slots__ = ("_done", "_ends", "_finished", "_open", "_team_of", "_waiting")
    _done: tuple[Item, ...]
    _ends: Ends
    _finished: Mapping[str, Mapping[str, float]]
    _open: tuple[Item, ...]
    _team_of: Mapping[str, str]
    _waiting: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Scope(_Sorted):
    """A release's members and how they came and went, as known at `as_of`.

    `added_at`, `removed_at` and `done_at` are when counted items joined, left (moved out or were
    canceled) and were finished as members. `due_on` is the date that was known then.
    `first_member_at` is None for a release that never had a member. `unbroken_in` has the team of
    each open epic in the release that nobody has broken down into items yet.
    """

    release: ReleaseFacts
    as_of: datetime
    due_on: date | None
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]
    added_at: Times
    removed_at: Times
    done_at: Times
    first_member_at: datetime | None
    unbroken_in: tuple[str, ...] = ()

    @property
    def unbroken(self) -> int:
        return len(self.unbroken_in)

    @property
    def is_complete(self) -> bool:
        """Nothing is left to be done: only the release itself is awaited."""
        return not self.unbroken_in and not self.open_items

    @property
    def open_items(self) -> tuple[Item, ...]:
        if not hasattr(self, "_open"):
            # Without a call for each of thousands of items.
            done, canceled = Category.DONE, Category.CANCELED
            found = [i for i in self.items if i.category is not done and i.category is not canceled]
            object.__setattr__(self, "_open", tuple(found))
        return self._open

    @property
    def done_items(self) -> tuple[Item, ...]:
        if not hasattr(self, "_done"):
            done = Category.DONE
            found = [item for item in self.items if item.category is done]
            object.__setattr__(self, "_done", tuple(found))
        return self._done

    @property
    def team_of(self) -> Mapping[str, str]:
        """The team of each open item, by its key."""
        if not hasattr(self, "_team_of"):
            object.__setattr__(self, "_team_of", {item.key: item.team for item in self.open_items})
        return self._team_of

    @property
    def waiting(self) -> tuple[Item, ...]:
        """The open items that wait for others."""
        if not hasattr(self, "_waiting"):
            found = tuple([item for item in self.open_items if item.blocked_by])
            object.__setattr__(self, "_waiting", found)
        return self._waiting

    @property
    def finished(self) -> Mapping[str, Mapping[str, float]]:
        """How many days ago items were finished, those of the last `SEEN_DAYS`: by team, by key."""
        if not hasattr(self, "_finished"):
            if not hasattr(self, "_ends"):
                ended = [(i.key, i.team, i.finished_at) for i in self.items if i.finished_at]
                object.__setattr__(self, "_ends", ends_of(ended))
            object.__setattr__(self, "_finished", self._ends.lately(self.as_of))
        return self._finished


@dataclass(frozen=True, slots=True)
class Capacity:
    """What is known of a coming stretch: absences, a freeze, more people.

    From `first` to `last`, both included, `team` (an id or a name; None: every team) gets `share`
    of its usual work done: 0 nothing, 0.5 half, 1.5 half as much again. Stretches that overlap
    multiply.
    """

    team: str | None
    first: date
    last: date
    share: float


def teams_of_nobody(told: Iterable[str | None], teams: Iterable[TeamFacts]) -> tuple[str, ...]:
    """Give the teams that are spoken of and that nobody knows, by name or by id."""
    known = {name for team in teams for name in (team.id, team.name)}
    return tuple(dict.fromkeys(name for name in told if name is not None and name not in known))


@dataclass(frozen=True, slots=True)
class ReleaseTrain:
    """Releases go out on these days only: a `weekday` (Monday is 0), every so many weeks.

    `anchor` is any day in a week in which one goes out.
    """

    weekday: int
    every_weeks: int
    anchor: date


@dataclass(frozen=True, slots=True)
class Planning:
    """How the people here plan, as far as they have told.

    `releases_at_once` is how many releases a team works on at once; None: seen from its history.
    `prior` is one of their own in place of the shipped one. `market` are dates outside that
    releases are aimed at; no forecast is made from them. `order` is by what releases are worked
    on, `worths` what they are worth, by name.
    """

    releases_at_once: int | None = None
    capacity: tuple[Capacity, ...] = ()
    train: ReleaseTrain | None = None
    prior: Prior | None = None
    market: tuple[MarketEvent, ...] = ()
    order: Framework = Framework.DUE
    worths: Mapping[str, Worth] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PastRelease:
    """A release that is out: the P50 that was stated for it halfway, and what it took from then.

    Both in calendar days, at least 1.
    """

    release_id: str
    stated_days: float
    actual_days: float


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """All that `forecast_plan` reads. Releases stand in the order in which they are planned.

    `wip_limit`, `capacity` and `train` are what `Planning` says. `reference_sizes` are the sizes,
    in items, of finished epics, for epics that nobody has broken down yet. `prior` is what
    really happened elsewhere, laid over what is simulated; `past` is what happened here.
    `priorities` is what the order of the releases was made by; None: their dates.
    """

    as_of: datetime
    data_as_of: datetime | None
    teams: tuple[History, ...]
    releases: tuple[Scope, ...]
    calendar: WorkCalendar
    notes: tuple[Note, ...] = ()
    wip_limit: int | None = None
    capacity: tuple[Capacity, ...] = ()
    train: ReleaseTrain | None = None
    reference_sizes: tuple[int, ...] = ()
    prior: Prior = field(default_factory=shipped_prior)
    past: tuple[PastRelease, ...] = ()
    priorities: Priorities | None = field(default=None, metadata={UNHASHED: True})
