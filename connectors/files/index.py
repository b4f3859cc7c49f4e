"""The first reading of a source: every row checked, and what only all rows together tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from connectors.files.changes import MILESTONE, Changes, read_changes
from connectors.files.draft import Draft, Meaning, Oddity
from connectors.files.entities import Found, read_tables
from connectors.files.family import check_family
from connectors.files.locate import Sources
from connectors.files.milestones import Closed, closing_times
from connectors.files.tables import Row, read_rows, refusal
from store.records import Entities

_TELLABLE = frozenset(
    {"status", "release", "sprint", "points", "parent", "label", "type", "priority", "assignee"}
)
_PLACES = ("release", MILESTONE)
_NO_CHANGES = Changes({}, frozenset(), (), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issue stands in the files; `content` tells two rows of one key apart."""

    file: str
    line: int
    content: int


@dataclass(slots=True)
class Index:
    """What the second reading needs of the first; built row by row, then only read.

    `stamps` has the ids of all issues in the order of their rows; `ids` their ids by key.
    """

    sources: Sources
    meaning: Meaning
    changes: Changes
    sprints: frozenset[str]
    found: Found
    stamps: dict[str, datetime | None] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    oddities: dict[Oddity, list[str]] = field(default_factory=dict)
    latest_at: datetime | None = None

    @property
    def entities(self) -> Entities:
        return self.found.entities

    @property
    def history(self) -> frozenset[str]:
        """Name the fields whose past the changes tell; a milestone may have been a sprint."""
        told = self.changes.fields & _TELLABLE
        rows = (row for rows in self.changes.by_key.values() for row in rows)
        if any(row.field in _PLACES and {row.before, row.after} & self.sprints for row in rows):
            told |= {"sprint"}
        return told

    @property
    def closed(self) -> Closed:
        """Give when each release and sprint was closed."""
        return closing_times([*self.found.releases.values()], [*self.found.sprints.values()])

    @property
    def containers(self) -> frozenset[str]:
        """Give the ids of the issues that others name as their parent."""
        return frozenset(self.parents.values())

    def id_of(self, name: str) -> str:
        """Give the id of an issue named by key or id; outside the files the name stays."""
        return self.ids.get(name, name)


def read_index(sources: Sources, meaning: Meaning) -> Index:
    """Read and check every table of the source.

    Raises:
        FatalError: anything in them that cannot be believed, with its file and line.
    """
    changes = read_changes(sources.changes, meaning) if sources.changes else _NO_CHANGES
    found = read_tables(sources, meaning)
    index = Index(
        sources, meaning, changes, frozenset(found.sprints), found, latest_at=changes.latest_at
    )
    blocked_by: dict[str, tuple[str, ...]] = {}
    for row, draft in drafts(sources, meaning):
        if _is_new(index, row, draft):
            _take(index, row, draft)
            blocked_by[draft.record.ext_id] = draft.blocked_by
    if not index.stamps:
        raise refusal(
            sources.issues[0].name, 1, "there is no issue in it", "Give a file with at least one."
        )
    _join(index, blocked_by)
    check_family(index.parents, {name: (p.file, p.line) for name, p in index.places.items()})
    return index


def drafts(sources: Sources, meaning: Meaning) -> Iterator[tuple[Row, Draft]]:
    """Read the rows of all issue tables, one at a time."""
    dialect = sources.dialect
    for path in sources.issues:
        for row in read_rows(path, dialect.required, may_lack=dialect.may_lack):
            yield row, dialect.read(row, meaning)


def _is_new(index: Index, row: Row, draft: Draft) -> bool:
    """Tell a new issue from a row told twice; two stories about one issue are refused."""
    record = draft.record
    earlier = index.places.get(index.ids.get(record.key, record.ext_id))
    if earlier is None:
        return True
    if earlier.content == hash(draft):
        return False
    raise row.refuse(
        f"{record.key} was told differently in {earlier.file}, line {earlier.line}",
        "Keep the newer of the two rows.",
    )


def _take(index: Index, row: Row, draft: Draft) -> None:
    record = draft.record
    index.stamps[record.ext_id] = record.updated_at
    index.places[record.ext_id] = Place(row.file, row.line, hash(draft))
    index.ids[record.key] = record.ext_id
    if record.parent:
        index.parents[record.ext_id] = record.parent
    index.blocks[record.ext_id] = record.blocks
    index.found.add(draft)
    told = (record.created_at, record.updated_at, record.started_at, record.resolved_at)
    moments = (index.latest_at, *told)
    index.latest_at = max(moment for moment in moments if moment is not None)
    for oddity in (*draft.oddities, *_odd_history(index, draft)):
        index.oddities.setdefault(oddity, []).append(f"{row.file}, line {row.line}")


def _odd_history(index: Index, draft: Draft) -> Iterator[Oddity]:
    record = draft.record
    rows = index.changes.by_key.get(record.key, ())
    if rows and rows[0].at < record.created_at:
        yield Oddity.CHANGED_TOO_EARLY
    if record.category.is_open or record.resolved_at is not None:
        return
    if not any(row.field == "status" for row in rows):
        yield Oddity.FINISH_UNKNOWN


def _join(index: Index, blocked_by: dict[str, tuple[str, ...]]) -> None:
    """Put ids for keys, and every link on the side of the issue that blocks."""
    index.parents = {name: index.id_of(parent) for name, parent in index.parents.items()}
    blocks = {name: [index.id_of(key) for key in keys] for name, keys in index.blocks.items()}
    for name, keys in blocked_by.items():
        for key in keys:
            blocks.get(index.id_of(key), []).append(name)
    index.blocks = {
        name: tuple(other for other in dict.fromkeys(others) if other != name)
        for name, others in blocks.items()
        if others
    }


def warnings_of(index: Index) -> tuple[str, ...]:
    """Word what is strange but was lived with, each kind once."""
    odd = (
        f"{oddity.value}: {_counted(len(places), 'issue')} (first: {places[0]})"
        for oddity, places in index.oddities.items()
    )
    return (*index.changes.unknown, *odd, *_stray(index))


def _stray(index: Index) -> Iterable[str]:
    stray = [key for key in index.changes.by_key if key not in index.ids]
    if not stray:
        return
    rows = sum(len(index.changes.by_key[key]) for key in stray)
    yield f"a key that no issue has, left out: {_counted(rows, 'change')} (first: {stray[0]})"


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"
