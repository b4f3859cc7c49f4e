"""`shipcast notes`: a release's notes as Markdown."""

from pathlib import Path
from typing import Annotated

import typer

from bot.answering import Answerer
from bot.cli.calendar import work_calendar
from bot.cli.call import settings_of
from bot.cli.choosing import release_named
from bot.cli.database import open_database
from bot.cli.failures import InputError
from bot.cli.options import Json
from bot.cli.output import print_json
from bot.cli.planning import note_rules_of, planning_of
from bot.clock import now
from bot.noting.markdown import notes_markdown

ReleaseArgument = Annotated[
    str, typer.Argument(metavar="RELEASE", help="Its name, as in `shipcast forecast`.")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write it there instead of printing.")
]


def notes(
    context: typer.Context, release: ReleaseArgument, *, out: Out = None, as_json: Json = False
) -> None:
    """Draft a release's notes from its issues, with what was edited in Slack, as Markdown."""
    settings = settings_of(context)
    with open_database(settings.database) as database:
        answerer = Answerer(
            database.readers,
            work_calendar(settings),
            now,
            planning=planning_of(settings),
            note_rules=note_rules_of(settings),
        )
        found = answerer.release_notes(release_named(release, answerer.names()).id)
    if found is None:
        raise InputError(f"{release} has no forecast yet: read its issues with `shipcast sync`")
    markdown = notes_markdown(found)
    if out is not None:
        out.write_text(markdown, encoding="utf-8")
    elif as_json:
        sections = {one.value: list(lines) for one, lines in found.sections.items()}
        print_json({"release": found.name, "sections": sections, "markdown": markdown})
    else:
        typer.echo(markdown, nl=False)
