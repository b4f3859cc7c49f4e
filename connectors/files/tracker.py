"""CSV files as a tracker: checked as a whole, then read again page by page."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.files.draft import Draft, Meaning
from connectors.files.history import field_events
from connectors.files.index import Index, drafts, read_index, warnings_of
from connectors.files.locate import digest_of, locate_sources
from connectors.files.milestones import Closed, mend_milestones
from connectors.statuses import simplified
from connectors.tracker import EVERY_TIME, FatalError, Page, Stamp
from planner.category import Category
from store.records import Entities, FieldEvent, IssueRecord

PAGE_SIZE = 500
READING = 2  # part of the fingerprint: raise it when the same files come to mean something else


class FilesTracker:
    """A data folder, a CSV export of Jira or Linear, or a folder of such exports.

    `name` is the source. `statuses` says what statuses mean that the table does not know, or
    means otherwise; `zone` is the IANA name of the zone in which the files tell the time, where
    they do not say it themselves. The files are read and checked at the first question, whichever
    it is: a FatalError then names file and line, and no page was given yet.
    """

    kind = "files"
    rhythm = EVERY_TIME

    def __init__(
        self,
        folder: Path,
        name: str,
        *,
        statuses: Mapping[str, Category] | None = None,
        zone: str = "UTC",
    ) -> None:
        self.name = name
        self._path = folder
        self._zone = zone
        self._statuses = {simplified(status): value for status, value in (statuses or {}).items()}
        self._index: Index | None = None
        self._seen: tuple[tuple[str, int, int], ...] = ()
        self._digest = ""

    @property
    def history(self) -> frozenset[str]:
        return self._checked().history

    @property
    def fingerprint(self) -> str:
        """Change with the content, the mapping and the zone: files have no stamps to go by."""
        self._checked()
        mapping = sorted(self._statuses.items())
        parts = (str(READING), self._digest, self._zone, self.name, repr(mapping))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def server_time(self) -> datetime:
        """Give the latest moment that the files tell of: a file knows nothing of later."""
        if self._index is not None and self._signature(self._index) != self._seen:
            self._index = None
        latest = self._checked().latest_at
        assert latest is not None  # noqa: S101 - an index has an issue, and that was created
        return latest

    def entities(self) -> Entities:
        return self._checked().entities

    def changed(self, since: datetime | None) -> Iterator[Page]:
        """Read the files again, in pages. The first page carries the warnings."""
        index = self._checked()
        issues = (record for record in self._records(index) if _touched(record, since))
        warnings = warnings_of(index)
        while page := tuple(islice(issues, PAGE_SIZE)):
            yield Page(page, warnings)
            warnings = ()
        if warnings:
            yield Page((), warnings)

    def read(self, ids: Sequence[str]) -> Iterator[Page]:
        wanted = frozenset(ids)
        issues = (record for record in self._records(self._checked()) if record.ext_id in wanted)
        while page := tuple(islice(issues, PAGE_SIZE)):
            yield Page(page)

    def census(self) -> Iterator[Stamp]:
        for ext_id, updated_at in self._checked().stamps.items():
            yield Stamp(ext_id, updated_at)

    def _checked(self) -> Index:
        if self._index is None:
            try:
                zone = ZoneInfo(self._zone)
            except (KeyError, ValueError, OSError) as error:
                raise FatalError(
                    f"There is no time zone {self._zone!r}. Write one like Europe/Berlin."
                ) from error
            sources = locate_sources(self._path)
            index = read_index(sources, Meaning(self.name, self._statuses, zone))
            self._digest, self._seen = digest_of(sources.paths), self._signature(index)
            self._index = index
        return self._index

    def _signature(self, index: Index) -> tuple[tuple[str, int, int], ...]:
        stats = ((path, path.stat()) for path in index.sources.paths if path.exists())
        return tuple((path.name, stat.st_size, stat.st_mtime_ns) for path, stat in stats)

    def _records(self, index: Index) -> Iterator[IssueRecord]:
        """Read the issues a second time, each once; held, 100,000 of them would fill the memory."""
        if self._signature(index) != self._seen:
            raise FatalError(f"{self._path} changed while it was read. Start again.")
        given: set[str] = set()
        sprints, containers, closed = index.sprints, index.containers, index.closed
        for _, draft in drafts(index.sources, index.meaning):
            if draft.record.ext_id not in given:
                given.add(draft.record.ext_id)
                yield _complete(draft, index, sprints, containers, closed)


def _complete(
    draft: Draft,
    index: Index,
    sprints: frozenset[str],
    containers: frozenset[str],
    closed: Closed,
) -> IssueRecord:
    """Add to a row what the other rows tell of it."""
    record = draft.record
    rows = index.changes.by_key.get(record.key, ())
    events = field_events(rows, draft, index.meaning, sprints) if rows else ()
    mended = mend_milestones(rows, (*record.releases, *record.sprints), closed)
    places = None if mended == rows else field_events(mended, draft, index.meaning, sprints)
    broken_down = index.sources.dialect.parents_are_containers and record.ext_id in containers
    return replace(
        record,
        resolved_at=None if record.category.is_open else _resolved_at(record, events),
        parent=index.parents.get(record.ext_id),
        is_container=record.is_container or broken_down,
        blocks=index.blocks.get(record.ext_id, ()),
        events=events,
        places=places,
    )


def _resolved_at(record: IssueRecord, events: Sequence[FieldEvent]) -> datetime:
    """Give when a closed issue was closed, or the latest that is known of it."""
    if record.resolved_at is not None:
        return record.resolved_at
    closings = [event.at for event in events if _closes(event)]
    last_seen = record.updated_at or (events[-1].at if events else record.created_at)
    return max(record.created_at, closings[-1] if closings else last_seen)


def _closes(event: FieldEvent) -> bool:
    return event.after_category is not None and not event.after_category.is_open


def _touched(record: IssueRecord, since: datetime | None) -> bool:
    """Tell whether anything is known to have happened to the issue since then."""
    if since is None:
        return True
    told = (record.created_at, record.updated_at, record.resolved_at)
    happened = (*told, *(event.at for event in record.events[-1:]))
    return any(moment is not None and moment >= since for moment in happened)
