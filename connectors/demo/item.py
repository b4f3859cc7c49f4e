"""One issue while the company works on it; whatever changes leaves an event."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from connectors.demo.workflow import Status
from planner.category import Category
from store.records import FieldEvent

_TICK = timedelta(minutes=1)


@dataclass(slots=True, eq=False)
class WorkItem:
    """An issue as it is now, with the events that led here.

    `effort_days` is what is left to do, in days of a person with pace 1. `wake_on` is when a
    review ends or when a finished issue turns out not to be finished. `linked_at` is when a link
    to it was last drawn: trackers count that as a change, without an event here.
    """

    kind: str
    title: str
    created_at: datetime
    status: Status
    priority: str
    effort_days: float = 0.0
    size: int = 0
    points: float | None = None
    assignee: str | None = None
    parent: "WorkItem | None" = None
    labels: list[str] = field(default_factory=list)
    releases: list[str] = field(default_factory=list)
    sprints: list[str] = field(default_factory=list)
    blockers: list["WorkItem"] = field(default_factory=list)
    pieces: list["WorkItem"] = field(default_factory=list)
    wake_on: date | None = None
    linked_at: datetime | None = None
    events: list[FieldEvent] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.status.category.is_open

    @property
    def is_waiting(self) -> bool:
        return self.status.category is Category.TODO

    @property
    def is_blocked(self) -> bool:
        return any(blocker.is_open for blocker in self.blockers)

    @property
    def changed_at(self) -> datetime:
        return self.events[-1].at if self.events else self.created_at

    @property
    def updated_at(self) -> datetime:
        return max(self.changed_at, self.linked_at or self.changed_at)

    def set_status(self, at: datetime, status: Status) -> None:
        before, self.status = self.status, status
        categories = (before.category, status.category)
        self.events.append(
            FieldEvent(self._after(at), "status", before.name, status.name, *categories)
        )

    def set_points(self, at: datetime, points: float) -> None:
        before, self.points = self.points, points
        self._note(at, "points", None if before is None else str(before), str(points))

    def set_priority(self, at: datetime, priority: str) -> None:
        before, self.priority = self.priority, priority
        self._note(at, "priority", before, priority)

    def assign(self, at: datetime, person: str) -> None:
        before, self.assignee = self.assignee, person
        self._note(at, "assignee", before, person)

    def add_label(self, at: datetime, label: str) -> None:
        if label not in self.labels:
            self.labels.append(label)
            self._note(at, "label", None, label)

    def add_release(self, at: datetime, release: str) -> None:
        self.releases.append(release)
        self._note(at, "release", None, release)

    def move_release(self, at: datetime, before: str, after: str | None) -> None:
        """Take the issue out of one release and into another, or (None) into none."""
        self.releases.remove(before)
        if after is not None and after not in self.releases:
            self.releases.append(after)
            self._note(at, "release", before, after)
        else:
            self._note(at, "release", before, None)

    def enter_sprint(self, at: datetime, sprint: str, *, keeps_old: bool) -> None:
        before = None if keeps_old or not self.sprints else self.sprints.pop()
        self.sprints.append(sprint)
        self._note(at, "sprint", before, sprint)

    def _note(self, at: datetime, name: str, before: str | None, after: str | None) -> None:
        self.events.append(FieldEvent(self._after(at), name, before, after))

    def _after(self, at: datetime) -> datetime:
        """Events of one issue never share a moment, so that their order is plain."""
        return max(at, self.changed_at + _TICK)
