"""`shipcast sync`: read what changed in the trackers."""

from collections.abc import Sequence
from typing import Annotated

import typer

from bot.at_once import at_once
from bot.cli.call import settings_of
from bot.cli.database import Database, open_database
from bot.cli.definitions import release_definitions
from bot.cli.failures import report
from bot.cli.filed_plans import save_filed_plans
from bot.cli.options import Json, SourceName
from bot.cli.output import print_json, print_table
from bot.cli.progress import progress_of, say_result
from bot.cli.trackers import began_in, chosen
from bot.clock import now
from bot.retention import drop_old_payloads
from config.model import Settings
from connectors.sync import SyncResult, sync_tracker
from connectors.tracker import Tracker, TrackerError
from store.definitions import keep_definitions, upsert_definitions

NUMBERS = ("looked at", "read", "changed", "gone", "errors", "warnings")


def sync(
    context: typer.Context,
    *,
    source: SourceName = None,
    full: Annotated[
        bool, typer.Option("--full", help="Read everything again, not only what changed.")
    ] = False,
    census: Annotated[
        bool, typer.Option("--census", help="Also look now for what is gone or was missed.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read what changed in the trackers into the database."""
    settings = settings_of(context)
    with open_database(settings.database) as database:
        trackers = chosen(settings, source, now(), began_in(database))
        save_definitions(database, settings)
        days = settings.raw_payload_days
        results, worst = sync_all(trackers, database, full=full, census=census, raw_days=days)
    show_results(results, as_json=as_json)
    raise typer.Exit(worst)


def save_definitions(database: Database, settings: Settings) -> None:
    """Store the written releases of the settings as they are now, and no others.

    What the file says of them anew goes over what was said in Slack.
    """
    written = release_definitions(settings)
    with database.sessions.begin() as session:
        upsert_definitions(session, written)
        keep_definitions(session, [definition.slug for definition in written])
        save_filed_plans(session, settings, now())


def sync_all(
    trackers: Sequence[Tracker],
    database: Database,
    *,
    full: bool = False,
    census: bool = False,
    raw_days: int,
) -> tuple[list[SyncResult], int]:
    """Sync all at once; one that fails is reported and does not stop the others.

    What the trackers sent is kept for `raw_days`.

    Gives the results and the exit code of the worst failure.
    """
    with progress_of([tracker.name for tracker in trackers]) as on_progress:

        def work(tracker: Tracker) -> SyncResult:
            return sync_tracker(
                tracker,
                database.sessions,
                now=now,
                full=full,
                census=census,
                keeps_raw=raw_days > 0,
                on_progress=on_progress,
            )

        outcomes = at_once(work, trackers)
    drop_old_payloads(database.sessions, raw_days, now())
    results, worst = [], 0
    for tracker, outcome in zip(trackers, outcomes, strict=True):
        if isinstance(outcome, SyncResult):
            say_result(outcome)
            results.append(outcome)
        elif isinstance(outcome, TrackerError):
            worst = max(worst, report(outcome, tracker.name))
        else:
            raise outcome
    return results, worst


def sync_one(tracker: Tracker, database: Database) -> SyncResult:
    """Sync one tracker with its progress on stderr."""
    with progress_of([tracker.name]) as on_progress:
        result = sync_tracker(tracker, database.sessions, now=now, on_progress=on_progress)
    say_result(result)
    return result


def show_results(results: Sequence[SyncResult], *, as_json: bool) -> None:
    if as_json:
        print_json([_plain(result) for result in results])
        return
    if results:
        print_table(
            ("source", *NUMBERS),
            [
                (
                    r.source,
                    f"{r.scanned:,}",
                    f"{r.fetched:,}",
                    f"{r.changed:,}",
                    f"{r.vanished:,}",
                    f"{r.errors:,}",
                    str(len(r.warnings)),
                )
                for r in results
            ],
            NUMBERS,
        )


def _plain(result: SyncResult) -> dict[str, object]:
    return {
        "source": result.source,
        "scanned": result.scanned,
        "fetched": result.fetched,
        "changed": result.changed,
        "vanished": result.vanished,
        "errors": result.errors,
        "warnings": list(result.warnings),
        "started_at": result.started_at,
        "finished_at": result.finished_at,
    }
