"""`shipcast import`: a folder of CSV files into the database."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.call import settings_of
from bot.cli.database import open_database
from bot.cli.failures import InputError
from bot.cli.options import Json
from bot.cli.output import print_json, print_table
from bot.cli.sync import save_definitions, sync_one
from connectors.files.tracker import FilesTracker
from connectors.sync import SyncResult
from planner.category import Category
from store.event_counts import count_events

CATEGORIES = tuple(category.value for category in Category if category is not Category.UNKNOWN)


def import_folder(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="A folder with issues.csv, or a CSV export of Jira or Linear.")
    ],
    *,
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="The source's name, if not FOLDER's.")
    ] = None,
    statuses: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="NAME=CATEGORY",
            help="What a status means: todo, doing, done or canceled. May be given many times.",
        ),
    ] = None,
    zone: Annotated[
        str, typer.Option("--zone", metavar="ZONE", help="The zone of times that carry none.")
    ] = "UTC",
    as_json: Json = False,
) -> None:
    """Read a folder of CSV files with its whole history."""
    meanings = dict(read_status(text) for text in statuses or ())
    tracker = FilesTracker(folder, name or source_name(folder), statuses=meanings, zone=zone)
    settings = settings_of(context)
    with open_database(settings.database) as database:
        save_definitions(database, settings)
        result = sync_one(tracker, database)
        with database.readers() as session:
            counts = imported(tracker, result, count_events(session, tracker.name))
    if as_json:
        print_json({"source": tracker.name, **counts, "warnings": list(result.warnings)})
    else:
        row = (tracker.name, *(f"{count:,}" for count in counts.values()))
        print_table(("source", *counts), [row], numbers=tuple(counts))


def source_name(folder: Path) -> str:
    """Name a source after its folder, or after its file without the ending."""
    path = folder.resolve()
    return path.stem if path.is_file() else path.name


def read_status(text: str) -> tuple[str, Category]:
    """Read `In Review=doing`. Raises InputError."""
    name, _, category = text.rpartition("=")
    if not name.strip() or category.strip().lower() not in CATEGORIES:
        raise InputError(
            f"--status {text!r} is not NAME=CATEGORY; the categories are {', '.join(CATEGORIES)}"
        )
    return name.strip(), Category(category.strip().lower())


def imported(tracker: FilesTracker, result: SyncResult, changes: int) -> dict[str, int]:
    """Count what the folder holds, and what of it was new to the database."""
    entities = tracker.entities()
    issues = sum(1 for _ in tracker.census())
    return {
        "issues": issues,
        "releases": len(entities.releases),
        "sprints": len(entities.sprints),
        "changes": changes,
        "changed": result.changed,
        "same": issues - result.changed,
        "vanished": result.vanished,
    }
