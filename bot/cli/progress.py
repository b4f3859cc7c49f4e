"""Shows on stderr what a sync has done so far: pages, issues, time. No made-up percent."""

from collections.abc import Iterator
from contextlib import contextmanager

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
    Stage.CENSUS: "looking for what is gone",
    Stage.MISSED: "reading what was missed",
    Stage.DONE: "done",
}


@contextmanager
def progress_of(name: str) -> Iterator[OnProgress]:
    """Give a function to report to; it draws only where somebody looks."""
    console = Console(stderr=True, highlight=False, markup=False)
    if not console.is_terminal:
        yield lambda _progress: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(f"{name}: asking")
        yield lambda progress: bar.update(task, description=f"{name}: {counted(progress)}")


def counted(progress: Progress) -> str:
    """Say what is being done and what was committed so far."""
    doing = DOING[progress.stage]
    return f"{doing}, {progress.pages:,} pages, {progress.issues:,} issues so far"


def say_result(result: SyncResult) -> None:
    """Say on stderr how one source went, with its warnings."""
    seconds = (result.finished_at - result.started_at).total_seconds()
    typer.echo(
        f"{result.source}: {result.scanned:,} issues read, {result.changed:,} changed, "
        f"{result.vanished:,} gone, {seconds:.1f} s",
        err=True,
    )
    for warning in result.warnings:
        typer.echo(scrub(f"{result.source}: warning: {warning}"), err=True)
