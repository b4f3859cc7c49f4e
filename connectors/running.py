"""A sync while it goes on: what it works on, what it has done, and how it writes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from connectors.progress import OnProgress, Progress, Stage
from connectors.scrub import scrub_text
from connectors.tracker import Page, Tracker
from store.forgetting import load_forgotten
from store.issues import UpsertCounts, upsert_issues
from store.raw_payloads import save_raw
from store.runs import RunFigures, finish_run
from store.turns import await_turn
from store.walks import note_walked


@dataclass(slots=True)
class Run:
    """One sync of one source.

    `pages` and `issues` are what the walk brought, `fetched` all that came, again or not;
    `is_whole` says that everything is read, and then each issue is noted as read.
    """

    tracker: Tracker
    sessions: sessionmaker[Session]
    now: Callable[[], datetime]
    on_progress: OnProgress | None
    started_at: datetime
    source_id: int | None = None
    id: int | None = None
    is_whole: bool = False
    keeps_raw: bool = True
    pages: int = 0
    issues: int = 0
    fetched: int = 0
    counted: int = 0
    changed: int = 0
    vanished: int = 0
    errors: int = 0
    entities_changed: int = 0
    warnings: dict[str, None] = field(default_factory=dict)

    @property
    def scanned(self) -> int:
        """Issues that a census counted, or that were read where none was taken."""
        return self.counted or self.issues

    @property
    def source(self) -> int:
        """The source's row; a run is opened before anything is written."""
        assert self.source_id is not None  # noqa: S101 - for the reader and mypy
        return self.source_id

    def warn(self, sentences: Iterable[str]) -> None:
        """Note what somebody should know, once and without secrets: it is stored and shown."""
        self.warnings.update(dict.fromkeys(map(scrub_text, sentences)))

    def fail(self, sentence: str) -> None:
        """Note that something could not be read."""
        self.errors += 1
        self.warn((sentence,))

    def report(self, stage: Stage) -> None:
        if self.on_progress is not None:
            elapsed = (self.now() - self.started_at).total_seconds()
            self.on_progress(Progress(self.tracker.name, stage, self.pages, self.issues, elapsed))

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction of its own, alone with the source: another sync of it may run too."""
        with self.sessions.begin() as session:
            await_turn(session, self.tracker.name)
            yield session

    def commit_page(self, page: Page) -> None:
        """Write a page and what it was made from, at once or not at all."""
        self.warn(page.warnings)
        if page.issues:
            with self.writing() as session:
                counts = save_page(session, self.source, page, self.now(), keeps_raw=self.keeps_raw)
                if self.is_whole:
                    note_walked(session, self.source, [one.ext_id for one in page.issues])
            self.changed += counts.added + counts.changed
        self.pages += 1
        self.issues += len(page.issues)
        self.fetched += len(page.issues)

    def finish(self, session: Session, error: str | None = None) -> None:
        """Note how it ended."""
        assert self.id is not None  # noqa: S101 - for the reader and mypy: it was started
        figures = RunFigures(
            self.scanned,
            self.fetched,
            self.changed,
            self.vanished,
            self.errors + (error is not None),
        )
        finish_run(
            session, self.id, figures, at=self.now(), warnings=tuple(self.warnings), error=error
        )


def save_page(
    session: Session, source_id: int, page: Page, at: datetime, *, keeps_raw: bool = True
) -> UpsertCounts:
    """Write issues, and what they were made from if it is kept, without forgotten people."""
    issues, raw = page.issues, page.raw if keeps_raw else ()
    if forgotten := load_forgotten(session):
        issues = tuple(map(forgotten.issue, issues))
        raw = tuple(map(forgotten.raw, raw))
    counts = upsert_issues(session, source_id, issues)
    news = (record for record in raw if record.ext_id not in counts.older)
    save_raw(session, source_id, news, at)
    return counts
