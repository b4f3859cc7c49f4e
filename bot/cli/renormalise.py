"""`shipcast renormalise`: issues made again from what the trackers once sent."""

from collections.abc import Sequence

import typer

from bot.cli.call import settings_of
from bot.cli.database import open_database
from bot.cli.failures import InputError
from bot.cli.options import Json, SourceName
from bot.cli.output import print_json, print_table
from bot.cli.progress import progress_of
from bot.cli.trackers import began_in, chosen
from bot.clock import now
from connectors.renormalising import Renormalised, renormalise
from connectors.tracker import ReplayingTracker, Tracker

NUMBERS = ("issues", "changed", "not kept", "warnings")
SHOWN = 10  # keys that are named; the JSON has them all


def renormalise_sources(
    context: typer.Context, *, source: SourceName = None, as_json: Json = False
) -> None:
    """Make all issues again from what the trackers once sent, without asking them."""
    settings = settings_of(context)
    with open_database(settings.database) as database:
        trackers = replaying(chosen(settings, source, now(), began_in(database)), source)
        done = []
        for tracker in trackers:
            with progress_of([tracker.name]) as on_progress:
                result = renormalise(tracker, database.sessions, now=now, on_progress=on_progress)
            say_left(result)
            done.append(result)
    show(done, as_json=as_json)


def replaying(trackers: Sequence[Tracker], name: str | None) -> list[ReplayingTracker]:
    """Give those that keep what they were sent. Raises InputError where there is none."""
    found = [tracker for tracker in trackers if isinstance(tracker, ReplayingTracker)]
    if not found:
        which = f"Source {name!r}" if name else "No source of the settings"
        told = "does not keep" if name else "keeps"
        raise InputError(
            f"{which} {told} what it was sent; read everything again with `shipcast sync --full`"
        )
    return found


def say_left(result: Renormalised) -> None:
    """Say on stderr what could not be made again, and what the next sync does about it."""
    if result.missing:
        named = ", ".join(result.missing[:SHOWN])
        more = len(result.missing) - SHOWN
        rest = f" and {more:,} more" if more > 0 else ""
        typer.echo(
            f"{result.source}: {len(result.missing):,} issues are left as they were, nothing is "
            f"kept of them: {named}{rest}",
            err=True,
        )
    if result.reads_all:
        typer.echo(
            f"{result.source}: the next sync reads everything again: what was sent does not tell "
            "all that is now asked for",
            err=True,
        )
    for warning in result.warnings:
        typer.echo(f"{result.source}: warning: {warning}", err=True)


def show(done: Sequence[Renormalised], *, as_json: bool) -> None:
    if as_json:
        print_json([_plain(result) for result in done])
        return
    rows = [
        (r.source, *(f"{n:,}" for n in (r.issues, r.changed, len(r.missing), len(r.warnings))))
        for r in done
    ]
    print_table(("source", *NUMBERS), rows, NUMBERS)


def _plain(result: Renormalised) -> dict[str, object]:
    return {
        "source": result.source,
        "issues": result.issues,
        "changed": result.changed,
        "entities_changed": result.entities_changed,
        "missing": list(result.missing),
        "reads_all": result.reads_all,
        "warnings": list(result.warnings),
    }
