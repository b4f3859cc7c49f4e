"""Issues and entities made again from what a tracker once sent; nobody is asked for anything."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from connectors.progress import OnProgress, Stage
from connectors.running import Run
from connectors.tracker import FatalError, ReplayingTracker
from store.batches import AT_ONCE
from store.cursors import Cursor, advance_cursor, load_cursor
from store.entities import save_entities
from store.raw_payloads import load_issues_without_raw, load_raw_entities, load_raw_issues
from store.records import RawRecord
from store.sources import load_sources
from store.walks import begin_walk, end_walk


@dataclass(frozen=True, slots=True)
class Renormalised:
    """What was made again: issues, how many of them are other than before, and which are not.

    `missing` are the keys of issues of which nothing is kept any more. `reads_all` says that the
    next sync reads everything again: what was sent does not tell all that is now asked for.
    """

    source: str
    issues: int
    changed: int
    entities_changed: int
    missing: tuple[str, ...]
    reads_all: bool
    warnings: tuple[str, ...]


def renormalise(
    tracker: ReplayingTracker,
    sessions: sessionmaker[Session],
    *,
    now: Callable[[], datetime],
    on_progress: OnProgress | None = None,
) -> Renormalised:
    """Bring the store to what the tracker's mapping now makes of what was sent; safe to kill.

    The cursor stays where it is. Where only the mapping changed it counts as read under the new
    one; issues of which nothing is kept are then read by the next sync, by id, and no others:
    this is noted like a walk over everything that was broken off just before them.

    Raises:
        FatalError: nothing was ever sent.
    """
    run = Run(tracker, sessions, now, on_progress, started_at=now())
    run.report(Stage.ENTITIES)
    run.source_id = _known_source(run)
    _replay_entities(run, tracker)
    with sessions() as session:
        cursor = load_cursor(session, run.source)
    is_remapped = cursor is not None and _is_remapped(cursor.fingerprint, tracker.fingerprint)
    if cursor is not None and is_remapped:
        run.is_whole = True
        with run.writing() as session:
            begin_walk(session, run.source, tracker.fingerprint, cursor.at)
    _replay_issues(run, tracker)
    missing = _end(run, cursor if is_remapped else None, tracker.fingerprint)
    return Renormalised(
        tracker.name,
        run.issues,
        run.changed,
        run.entities_changed,
        missing,
        reads_all=cursor is None or not (is_remapped or cursor.fingerprint == tracker.fingerprint),
        warnings=tuple(run.warnings),
    )


def _known_source(run: Run) -> int:
    with run.sessions() as session:
        ids = {row.name: row.id for row in load_sources(session)}
    if run.tracker.name not in ids:
        raise FatalError(f"{run.tracker.name} was never read. Run `shipcast sync` first.")
    return ids[run.tracker.name]


def _replay_entities(run: Run, tracker: ReplayingTracker) -> None:
    with run.sessions() as session:
        raw = load_raw_entities(session, run.source)
    if not raw:
        raise FatalError(f"Nothing is kept of {tracker.name}. Run `shipcast sync --full` instead.")
    entities = tracker.replay_entities(raw)
    run.warn(entities.warnings)
    with run.writing() as session:
        run.entities_changed = save_entities(session, run.source, entities, run.now())


def _replay_issues(run: Run, tracker: ReplayingTracker) -> None:
    """Go through the payloads of issues, page by page; they are not written again."""
    last: str | None = None
    while raw := _raw_after(run, last):
        run.commit_page(replace(tracker.replay_issues(raw), raw=()))
        run.report(Stage.ISSUES)
        last = raw[-1].ext_id


def _raw_after(run: Run, last: str | None) -> tuple[RawRecord, ...]:
    with run.sessions() as session:
        return load_raw_issues(session, run.source, last, AT_ONCE)


def _is_remapped(before: str, now: str) -> bool:
    query, stroke, _ = now.partition("/")
    return bool(stroke) and before != now and before.partition("/")[0] == query


def _end(run: Run, cursor: Cursor | None, fingerprint: str) -> tuple[str, ...]:
    """Move the cursor to the new mapping, where one is given and nothing is missing."""
    with run.writing() as session:
        missing = load_issues_without_raw(session, run.source)
        if cursor is not None and not missing:
            advance_cursor(session, run.source, replace(cursor, fingerprint=fingerprint))
            end_walk(session, run.source)
    return missing
