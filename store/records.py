"""What connectors hand to the store: a tracker's things, already normalised."""

from dataclasses import dataclass
from datetime import date, datetime

from planner.category import Category


@dataclass(frozen=True, slots=True)
class FieldEvent:
    """One change of one field, as the tracker's own history tells it.

    `field` is one of `status`, `points`, `release`, `sprint`, `parent`, `label`, `type`,
    `priority`, `team`, `assignee`, `container`. Set-valued fields (release, sprint, label,
    container) have one event an add (`before` None) or a removal (`after` None); both given is a
    move. Values are ext_ids for release, sprint, parent, team and container, names for the rest,
    `str(float)` for points. Status events carry the categories too: the same status can mean done
    or canceled, by its resolution. Where a `resolution` alone changes that, its event carries
    them. One move from a release to a sprint or back (Trac keeps both in one field) is a
    `milestone`, with values `release/ID` or `sprint/ID`. Whatever else a tracker tells is kept
    under the tracker's own name for the field.
    """

    at: datetime
    field: str
    before: str | None
    after: str | None
    before_category: Category | None = None
    after_category: Category | None = None


@dataclass(frozen=True, slots=True)
class RawRecord:
    """What a tracker sent, as JSON in UTF-8: enough to normalise it again without asking.

    `kind` is `issue`, with the issue's `ext_id`, or what a connector calls one of the things that
    it reads whole (`fields`, `statuses`, ...), with an `ext_id` of the connector's choice.
    """

    kind: str
    ext_id: str
    body: bytes


@dataclass(frozen=True, slots=True)
class NeedRecord:
    """Who waits for an issue: a customer's request, as Linear keeps them."""

    ext_id: str
    customer: str
    is_important: bool = False


@dataclass(frozen=True, slots=True)
class ContainerRecord:
    """What holds issues or other containers and is no issue itself.

    Linear's project, milestone or initiative; `parents` are the ext_ids of those that hold it.
    """

    ext_id: str
    kind: str
    name: str
    parents: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """One issue as it is now, with its whole history; ids are the tracker's immutable ones.

    `events` is in the tracker's order, oldest first. `blocks` holds the ext_ids of the issues
    that cannot be finished before this one. `points` is None where nobody estimated. `updated_at`
    is None where the tracker keeps no such stamp (files): the content then decides.
    `places` tells of the moves between releases and sprints as they must have been, where the
    tracker's own history has gaps; None: `events` tells them. `containers` are the ext_ids of the
    `ContainerRecord`s that hold it; a parent that is an issue stands in `parent`. `votes` is None
    where the tracker counts none.
    """

    ext_id: str
    key: str
    title: str
    type: str
    status: str
    category: Category
    created_at: datetime
    updated_at: datetime | None = None
    started_at: datetime | None = None
    resolved_at: datetime | None = None
    team: str | None = None
    project: str | None = None
    points: float | None = None
    priority: str | None = None
    rank: str | None = None
    severity: str | None = None
    due_on: date | None = None
    assignee: str | None = None
    parent: str | None = None
    is_container: bool = False
    is_subtask: bool = False
    restricted: bool = False
    url: str | None = None
    labels: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    sprints: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    votes: int | None = None
    needs: tuple[NeedRecord, ...] = ()
    events: tuple[FieldEvent, ...] = ()
    places: tuple[FieldEvent, ...] | None = None


@dataclass(frozen=True, slots=True)
class TeamRecord:
    ext_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SprintRecord:
    """A sprint or cycle; the figures are the tracker's own report where it has one."""

    ext_id: str
    name: str
    team: str | None = None
    start_at: datetime | None = None
    end_at: datetime | None = None
    completed_at: datetime | None = None
    committed_points: float | None = None
    completed_points: float | None = None
    committed_items: int | None = None
    completed_items: int | None = None


@dataclass(frozen=True, slots=True)
class DueMove:
    """The due date as the tracker's own history tells it moved (Linear has one, Jira none)."""

    at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A fixVersion, Linear release, project or milestone, as found in a tracker.

    Where `due_moves` is empty the store keeps its own record: the date is known from the moment
    a sync first saw it. `project` is the name of the tracker's project that it belongs to: where
    names are used in several projects it tells them apart.
    """

    ext_id: str
    name: str
    kind: str
    created_at: datetime | None = None
    started_on: date | None = None
    due_on: date | None = None
    released_on: date | None = None
    is_released: bool = False
    is_canceled: bool = False
    due_moves: tuple[DueMove, ...] = ()
    url: str | None = None
    project: str | None = None


@dataclass(frozen=True, slots=True)
class Entities:
    """All that is read whole at every sync, with what it was made from."""

    teams: tuple[TeamRecord, ...] = ()
    sprints: tuple[SprintRecord, ...] = ()
    releases: tuple[ReleaseRecord, ...] = ()
    containers: tuple[ContainerRecord, ...] = ()
    warnings: tuple[str, ...] = ()
    raw: tuple[RawRecord, ...] = ()
