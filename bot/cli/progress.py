"""Shows on stderr what syncs have done so far: pages, issues, time. No made-up percent."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

import typer
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.logs import scrub
from connectors.progress import OnProgress, Progress, Stage
from connectors.sync import SyncResult

DOING = {
    Stage.ENTITIES: "reading teams, sprints and releases",
    Stage.ISSUES: "reading issues",
    Stage.RESUMED: "reading what the last sync had not come to",
    Stage.CENSUS: "looking for what is gone",
    Stage.MISSED: "reading what was missed",
    Stage.DONE: "done",
}
LINE_EVERY_SECONDS = 10.0  # into a log, where nobody sees it move


@contextmanager
def progress_of(names: Sequence[str]) -> Iterator[OnProgress]:
    """Give a function to report to, from any thread: a row a source, or a line now and then."""
    console = Console(stderr=True, highlight=False, markup=False)
    if not console.is_terminal:
        yield _Lines().say
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        rows = {name: bar.add_task(f"{name}: asking") for name in names}

        def show(progress: Progress) -> None:
            row = rows[progress.source]
            bar.update(row, description=f"{progress.source}: {counted(progress)}")
            if progress.stage is Stage.DONE:
                bar.stop_task(row)

        yield show


def counted(progress: Progress) -> str:
    """Say what is being done and what was committed so far."""
    doing = DOING[progress.stage]
    return f"{doing}, {progress.pages:,} pages, {progress.issues:,} issues so far"


class _Lines:
    """Says how far each source is, once in a while."""

    def __init__(self) -> None:
        self._said: dict[str, float] = {}
        self._lock = Lock()

    def say(self, progress: Progress) -> None:
        elapsed = progress.elapsed_seconds
        with self._lock:
            if elapsed - self._said.get(progress.source, 0.0) < LINE_EVERY_SECONDS:
                return
            self._said[progress.source] = elapsed
        typer.echo(f"{progress.source}: {counted(progress)}, {elapsed:.0f} s", err=True)


def say_result(result: SyncResult) -> None:
    """Say on stderr how one source went, with its warnings."""
    seconds = (result.finished_at - result.started_at).total_seconds()
    typer.echo(
        f"{result.source}: {result.fetched:,} issues read, {result.scanned:,} looked at, "
        f"{result.changed:,} changed, {result.vanished:,} gone, {seconds:.1f} s",
        err=True,
    )
    for warning in result.warnings:
        typer.echo(scrub(f"{result.source}: warning: {warning}"), err=True)
