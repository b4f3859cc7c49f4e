"""`shipcast forget`: a person's name out of everything, and kept out."""

from dataclasses import asdict
from typing import Annotated

import typer

from bot.cli.call import settings_of
from bot.cli.database import open_database
from bot.cli.failures import InputError
from bot.cli.options import Json
from bot.cli.output import print_json, print_table
from bot.cli.posts import command_line_actor
from bot.clock import now
from bot.forgetting import Erased, forget_person

COLUMNS = ("where", "erased")
SHOWN = 10


def forget(
    context: typer.Context,
    person: Annotated[
        str,
        typer.Argument(metavar="PERSON", help="A name, an e-mail address or an id of a tracker."),
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only count what would be erased.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Erase a person from everything that is stored, and keep the name out of coming syncs."""
    if not person.strip():
        raise InputError("A person has a name: say it as the tracker shows it, or give an id")
    with open_database(settings_of(context).database) as database:
        actor = command_line_actor()
        erased = forget_person(database.sessions, person, now(), actor, dry_run=dry_run)
    if not erased.places:
        raise InputError(
            "Nothing stored names that person; give the name as the tracker shows it, an e-mail "
            "address or an id"
        )
    if as_json:
        print_json({**asdict(erased), "dry_run": dry_run})
    else:
        show(erased, dry_run=dry_run)


def show(erased: Erased, *, dry_run: bool) -> None:
    rows = [(name, f"{count:,}") for name, count in erased.counts.items()]
    print_table(COLUMNS, rows, COLUMNS[1:])
    done = "would stand" if dry_run else "stands"
    typer.echo(f"{erased.pseudonym} {done} there now; nobody can tell who that was.", err=True)
    if erased.titles:
        named = ", ".join(erased.titles[:SHOWN])
        typer.echo(
            f"{len(erased.titles):,} titles still name the person: change them in the tracker: "
            f"{named}",
            err=True,
        )
