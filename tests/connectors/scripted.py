"""A tracker that does what a test wrote down: pages, failures and what it sees of the store."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from connectors.tracker import EVERY_TIME, Page, Rhythm, SkippableError, Stamp
from planner.category import Category
from store.records import Entities, IssueRecord, ReleaseRecord, TeamRecord

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEAM = TeamRecord("t1", "Shop")
RELEASE = ReleaseRecord("r1", "Spring", "version")

Step = Page | Exception


def make_issue(number: int, title: str = "A thing", *, minutes: int = 0) -> IssueRecord:
    return IssueRecord(
        ext_id=f"id{number}",
        key=f"SHOP-{number}",
        title=title,
        type="Story",
        status="To Do",
        category=Category.TODO,
        created_at=START - timedelta(days=30),
        updated_at=START + timedelta(minutes=minutes),
        team=TEAM.ext_id,
        releases=(RELEASE.ext_id,),
    )


def make_page(*numbers: int) -> Page:
    return Page(tuple(make_issue(number) for number in numbers))


@dataclass
class ScriptedTracker:
    """Each walk takes the next script; the last one is repeated. `calls` is what was asked."""

    scripts: list[list[Step]]
    ids: list[int] = field(default_factory=list)
    kind: str = "scripted"
    name: str = "shop"
    history: frozenset[str] = frozenset({"status"})
    fingerprint: str = "f1"
    rhythm: Rhythm = EVERY_TIME
    time: datetime = START
    entities_error: Exception | None = None
    census_errors: list[Exception] = field(default_factory=list)
    census_minutes: dict[int, int] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    assignee: str | None = None
    on_call: Callable[[str], None] | None = None
    calls: list[str] = field(default_factory=list)
    asked_since: list[datetime | None] = field(default_factory=list)

    def server_time(self) -> datetime:
        self._called("server_time")
        return self.time

    def entities(self) -> Entities:
        self._called("entities")
        if self.entities_error is not None:
            raise self.entities_error
        return Entities(teams=(TEAM,), releases=(RELEASE,))

    def changed(self, since: datetime | None) -> Iterator[Page]:
        self.asked_since.append(since)
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        for step in script:
            self._called("page")
            if isinstance(step, Exception):
                raise step
            yield step

    def read(self, ids: Sequence[str]) -> Iterator[Page]:
        self._called(f"read {','.join(ids)}")
        refused = self.unreadable.intersection(ids)
        if refused:
            raise SkippableError(f"{min(refused)} cannot be read: it is too large.")
        numbers = [int(ext_id.removeprefix("id")) for ext_id in ids if ext_id not in self.gone]
        minutes = self.census_minutes
        read = (make_issue(n, "Read again", minutes=minutes.get(n, 0)) for n in numbers)
        yield Page(tuple(replace(issue, assignee=self.assignee) for issue in read))

    def census(self) -> Iterator[Stamp]:
        self._called("census")
        for number in self.ids:
            minutes = timedelta(minutes=self.census_minutes.get(number, 0))
            yield Stamp(f"id{number}", START + minutes)
        if self.census_errors:
            raise self.census_errors.pop(0)

    def _called(self, what: str) -> None:
        self.calls.append(what)
        if self.on_call is not None:
            self.on_call(what)
