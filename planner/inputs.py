"""What a forecast is made from: histories of teams, scopes of releases, a calendar."""

from dataclasses import dataclass
from datetime import date, datetime

from planner.calendar import WorkCalendar
from planner.category import Category
from planner.note import Note
from planner.timeline import Floats, ReleaseFacts, SprintFacts, TeamFacts, Times


@dataclass(frozen=True, slots=True)
class History:
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


@dataclass(frozen=True, slots=True)
class Scope:
    """A release's members and how they came and went, as known at `as_of`.

    `added_at`, `removed_at` and `done_at` are when counted items joined, left (moved out or were
    canceled) and were finished as members. `due_on` is the date that was known then.
    `first_member_at` is None for a release that never had a member.
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

    @property
    def open_items(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.category.is_open)

    @property
    def done_items(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.category is Category.DONE)


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """All that `forecast_plan` reads. Releases stand in the order in which they are planned."""

    as_of: datetime
    data_as_of: datetime | None
    teams: tuple[History, ...]
    releases: tuple[Scope, ...]
    calendar: WorkCalendar
    notes: tuple[Note, ...] = ()
