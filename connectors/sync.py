"""One sync: a tracker's issues into the store, a page a transaction, the cursor last."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from connectors.census import take_census
from connectors.due import Due, what_is_due
from connectors.progress import OnProgress, Stage
from connectors.retrying import retried
from connectors.running import Run
from connectors.scrub import scrub_error
from connectors.tracker import Tracker
from connectors.walking import read_by_id, read_rest, walk_changed
from store.cursors import Cursor, advance_cursor, load_cursor
from store.entities import save_entities
from store.errors import StoreError
from store.forgetting import load_forgotten
from store.issues import load_stamps, mark_vanished
from store.raw_payloads import replace_raw_entities
from store.runs import start_run
from store.sources import load_sources, upsert_source
from store.walks import Walk, begin_walk, end_walk, load_walk


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a sync did. `scanned`, `fetched`, `changed` and `vanished` count issues.

    A census scans without fetching. `entities_changed` counts teams, sprints, releases,
    containers and moved dates; `errors` what could not be read; `warnings` are sentences, each
    once.
    """

    source: str
    scanned: int
    fetched: int
    changed: int
    vanished: int
    entities_changed: int
    errors: int
    warnings: tuple[str, ...]
    started_at: datetime
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class _Known:
    """What earlier syncs left under this fingerprint."""

    fingerprint: str
    cursor: Cursor | None
    walk: Walk | None


def sync_tracker(
    tracker: Tracker,
    sessions: sessionmaker[Session],
    *,
    now: Callable[[], datetime],
    full: bool = False,
    census: bool = False,
    keeps_raw: bool = True,
    on_progress: OnProgress | None = None,
) -> SyncResult:
    """Bring the store up to what a tracker holds; safe to kill and to repeat at any point.

    Two syncs of one source may run at once: they take turns at every commit.

    Reads what changed, at the tracker's rhythm; everything with `full`, the first time, and when
    the tracker's fingerprint is another one. Where such a walk was broken off, only what it had
    not come to is read, and what changed since it began. A census is taken at the rhythm, after
    a walk over everything, and with `census`. What the tracker sent is kept with `keeps_raw`. It
    opens its own transactions, and none is open
    while the tracker is asked. Every page is a commit; the cursor moves only in the one that ends
    the walk, to the time that the tracker had when this sync began.

    Raises:
        TrackerError: the walk could not be ended. What was committed stays, the cursor too.
    """
    run = Run(tracker, sessions, now, on_progress, started_at=now(), keeps_raw=keeps_raw)
    try:
        _read_all(run, full=full, census=census)
    except Exception as error:
        # Where the database is the trouble nothing can be noted; the error itself goes up.
        with suppress(StoreError):
            _note_failure(run, scrub_error(error))
        raise
    run.report(Stage.DONE)
    return SyncResult(
        source=tracker.name,
        scanned=run.scanned,
        fetched=run.fetched,
        changed=run.changed,
        vanished=run.vanished,
        entities_changed=run.entities_changed,
        errors=run.errors,
        warnings=tuple(run.warnings),
        started_at=run.started_at,
        finished_at=now(),
    )


def _read_all(run: Run, *, full: bool, census: bool) -> None:
    horizon = retried(run.tracker.server_time)
    known = _open_run(run)
    due = what_is_due(known.cursor, known.walk, run.tracker.rhythm, run.started_at, full=full)
    counts_all = census or due.takes_census
    before = _stored_ids(run) if counts_all else frozenset()
    _save_entities(run)
    run.is_whole = due.is_whole
    cursor = known.cursor or Cursor(horizon, known.fingerprint)
    if due.is_trailing:
        cursor = replace(cursor, trailing_at=run.started_at)
    is_complete = _walk(run, known, due, horizon)
    vanished: tuple[str, ...] = ()
    if counts_all or not is_complete:
        vanished = _take_census(run, before)
        # What was skipped has to be missed again soon.
        cursor = replace(cursor, census_at=None if run.errors else run.started_at)
    with run.writing() as session:
        run.vanished = mark_vanished(session, run.source, vanished, run.now())
        advance_cursor(session, run.source, replace(cursor, at=horizon))
        if due.is_whole:
            end_walk(session, run.source)
        run.finish(session)


def _open_run(run: Run) -> _Known:
    tracker = run.tracker
    history, fingerprint = tracker.history, tracker.fingerprint
    with run.writing() as session:
        run.source_id = upsert_source(
            session, name=tracker.name, kind=tracker.kind, history=history
        )
        run.id = start_run(session, run.source_id, run.started_at)
        cursor = load_cursor(session, run.source_id)
        return _Known(
            fingerprint,
            cursor if cursor is not None and cursor.fingerprint == fingerprint else None,
            load_walk(session, run.source_id, fingerprint),
        )


def _stored_ids(run: Run) -> frozenset[str]:
    with run.sessions() as session:
        return frozenset(load_stamps(session, run.source))


def _save_entities(run: Run) -> None:
    run.report(Stage.ENTITIES)
    entities = retried(run.tracker.entities)
    run.warn(entities.warnings)
    with run.writing() as session:
        at = run.now()
        run.entities_changed = save_entities(session, run.source, entities, at)
        raw = entities.raw if run.keeps_raw else ()
        if forgotten := load_forgotten(session):
            raw = tuple(map(forgotten.raw, raw))
        replace_raw_entities(session, run.source, raw, at)


def _walk(run: Run, known: _Known, due: Due, horizon: datetime) -> bool:
    """Read what is due; False where a delta came to something that cannot be read."""
    if due.walk is not None:
        read_rest(run, known.fingerprint)
    elif due.is_whole:
        with run.writing() as session:
            begin_walk(session, run.source, known.fingerprint, horizon)
    is_complete = walk_changed(run, due.since)
    if due.is_whole and not is_complete:
        read_rest(run, known.fingerprint)
    return is_complete


def _take_census(run: Run, before: frozenset[str]) -> tuple[str, ...]:
    """Read what the walk missed; give what is gone."""
    run.report(Stage.CENSUS)
    # Before the sweep: what somebody stores during it is not gone because the sweep was past it.
    with run.sessions() as session:
        stored = load_stamps(session, run.source)
    swept = retried(lambda: {stamp.ext_id: stamp.updated_at for stamp in run.tracker.census()})
    run.counted = len(swept)
    found = take_census(stored, swept, before)
    read_by_id(run, found.missed, Stage.MISSED)
    run.warn(found.warnings)
    return found.vanished


def _note_failure(run: Run, error: str) -> None:
    """Record the failure, if the source is known: one never read successfully leaves nothing."""
    with run.writing() as session:
        if run.id is None:
            known = {row.name: row.id for row in load_sources(session)}
            if run.tracker.name not in known:
                return
            run.id = start_run(session, known[run.tracker.name], run.started_at)
        run.finish(session, error)
