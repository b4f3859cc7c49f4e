"""One sync: a tracker's issues into the store, a page a transaction, the cursor last."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from connectors.census import Census, take_census
from connectors.progress import OnProgress, Progress, Stage
from connectors.retrying import retried
from connectors.scrub import scrub_error
from connectors.tracker import Page, SkippableError, Tracker
from store.cursors import Cursor, advance_cursor, load_cursor
from store.entities import save_entities
from store.errors import StoreError
from store.issues import load_stamps, mark_vanished, upsert_issues
from store.runs import finish_run, start_run
from store.sources import load_sources, upsert_source
from store.turns import await_turn

OVERLAP = timedelta(minutes=15)  # Jira's search is eventually consistent: read that much again
READ_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a sync did. `scanned`, `changed` and `vanished` count issues.

    `entities_changed` counts teams, sprints, releases and moved dates; `warnings` are sentences,
    each once.
    """

    source: str
    scanned: int
    changed: int
    vanished: int
    entities_changed: int
    warnings: tuple[str, ...]
    started_at: datetime
    finished_at: datetime


@dataclass(slots=True)
class _Run:
    """A sync while it goes on."""

    tracker: Tracker
    sessions: sessionmaker[Session]
    now: Callable[[], datetime]
    on_progress: OnProgress | None
    started_at: datetime
    source_id: int | None = None
    id: int | None = None
    stored_before: frozenset[str] = frozenset()
    pages: int = 0
    scanned: int = 0
    changed: int = 0
    vanished: int = 0
    entities_changed: int = 0
    warnings: dict[str, None] = field(default_factory=dict)

    def warn(self, sentences: Iterable[str]) -> None:
        self.warnings.update(dict.fromkeys(sentences))

    def report(self, stage: Stage) -> None:
        if self.on_progress is not None:
            self.on_progress(Progress(self.tracker.name, stage, self.pages, self.scanned))


def sync_tracker(
    tracker: Tracker,
    sessions: sessionmaker[Session],
    *,
    now: Callable[[], datetime],
    full: bool = False,
    on_progress: OnProgress | None = None,
) -> SyncResult:
    """Bring the store up to what a tracker holds; safe to kill and to repeat at any point.

    Two syncs of one source may run at once: they take turns at every commit.

    Reads what changed since 15 minutes before the last sync; everything with `full`, the first
    time, and when the tracker's fingerprint is another one. It opens its own transactions, and
    none is open while the tracker is asked. Every page is a commit; the cursor moves only in the
    one that ends the walk, to the time that the tracker had when the walk began.

    Raises:
        TrackerError: the walk could not be ended. What was committed stays, the cursor too.
    """
    run = _Run(tracker, sessions, now, on_progress, started_at=now())
    try:
        _walk_all(run, full=full)
    except Exception as error:
        # Where the database is the trouble nothing can be noted; the error itself goes up.
        with suppress(StoreError):
            _note_failure(run, scrub_error(error))
        raise
    run.report(Stage.DONE)
    return SyncResult(
        source=tracker.name,
        scanned=run.scanned,
        changed=run.changed,
        vanished=run.vanished,
        entities_changed=run.entities_changed,
        warnings=tuple(run.warnings),
        started_at=run.started_at,
        finished_at=now(),
    )


@contextmanager
def _writing(run: _Run) -> Iterator[Session]:
    """Open a transaction of its own, alone with the source: another sync of it may run too."""
    with run.sessions.begin() as session:
        await_turn(session, run.tracker.name)
        yield session


def _walk_all(run: _Run, *, full: bool) -> None:
    tracker = run.tracker
    horizon = retried(tracker.server_time)
    history, fingerprint = tracker.history, tracker.fingerprint
    source_id, cursor = _open_run(run, history)
    run.report(Stage.ENTITIES)
    _save_entities(run, source_id)
    _read_changed(run, source_id, None if full else _since(cursor, fingerprint))
    run.report(Stage.CENSUS)
    census = _compare(run, source_id)
    if census.missed:
        run.report(Stage.MISSED)
        _read_missed(run, source_id, census.missed)
    run.warn(census.warnings)
    with _writing(run) as session:
        run.vanished = mark_vanished(session, source_id, census.vanished, run.now())
        advance_cursor(session, source_id, horizon, fingerprint)
        _finish(session, run, error=None)


def _open_run(run: _Run, history: frozenset[str]) -> tuple[int, Cursor | None]:
    tracker = run.tracker
    with _writing(run) as session:
        run.source_id = upsert_source(
            session, name=tracker.name, kind=tracker.kind, history=history
        )
        run.id = start_run(session, run.source_id, run.started_at)
        run.stored_before = frozenset(load_stamps(session, run.source_id))
        return run.source_id, load_cursor(session, run.source_id)


def _since(cursor: Cursor | None, fingerprint: str) -> datetime | None:
    if cursor is None or cursor.fingerprint != fingerprint:
        return None
    return cursor.at - OVERLAP


def _save_entities(run: _Run, source_id: int) -> None:
    entities = retried(run.tracker.entities)
    with _writing(run) as session:
        run.entities_changed = save_entities(session, source_id, entities, run.now())


def _read_changed(run: _Run, source_id: int, since: datetime | None) -> None:
    """Walk what changed; a walk that breaks off is begun anew.

    The same page twice is harmless; what is left of a broken iterator would look like the end.
    """

    def walk() -> None:
        run.pages = run.scanned = 0
        for page in run.tracker.changed(since):
            _commit_page(run, source_id, page)
            run.report(Stage.ISSUES)

    retried(walk)


def _commit_page(run: _Run, source_id: int, page: Page) -> None:
    run.warn(page.warnings)
    if page.issues:
        with _writing(run) as session:
            counts = upsert_issues(session, source_id, page.issues)
        run.changed += counts.added + counts.changed
    run.pages += 1
    run.scanned += len(page.issues)


def _compare(run: _Run, source_id: int) -> Census:
    swept = retried(lambda: {stamp.ext_id: stamp.updated_at for stamp in run.tracker.census()})
    with run.sessions() as session:
        stored = load_stamps(session, source_id)
    return take_census(stored, swept, run.stored_before)


def _read_missed(run: _Run, source_id: int, missed: tuple[str, ...]) -> None:
    """Read by id what the walk did not bring.

    An issue that cannot be read is left as it was, and so the next census misses it again.
    """
    for start in range(0, len(missed), READ_AT_ONCE):
        ids = missed[start : start + READ_AT_ONCE]
        try:
            _read_ids(run, source_id, ids)
        except SkippableError:
            for ext_id in ids:
                run.warn(_read_or_skip(run, source_id, ext_id))


def _read_or_skip(run: _Run, source_id: int, ext_id: str) -> Iterator[str]:
    try:
        _read_ids(run, source_id, (ext_id,))
    except SkippableError as error:
        yield str(error)


def _read_ids(run: _Run, source_id: int, ids: tuple[str, ...]) -> None:
    for page in retried(lambda: list(run.tracker.read(ids))):
        _commit_page(run, source_id, page)


def _note_failure(run: _Run, error: str) -> None:
    """Record the failure, if the source is known: one never read successfully leaves nothing."""
    with _writing(run) as session:
        if run.id is None:
            known = {row.name: row.id for row in load_sources(session)}
            if run.tracker.name not in known:
                return
            run.id = start_run(session, known[run.tracker.name], run.started_at)
        _finish(session, run, error=error)


def _finish(session: Session, run: _Run, *, error: str | None) -> None:
    assert run.id is not None  # noqa: S101 - for the reader and mypy: a run is opened first
    finish_run(
        session,
        run.id,
        at=run.now(),
        scanned=run.scanned,
        changed=run.changed,
        vanished=run.vanished,
        warnings=tuple(run.warnings),
        error=error,
    )
