"""`shipcast quality`: what the data of each source can carry, and what would help."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import typer

from bot.cli.backtest import check_source
from bot.cli.calendar import work_calendar
from bot.cli.call import settings_of
from bot.cli.database import open_database
from bot.cli.failures import FAILED
from bot.cli.options import Json, SourceName
from bot.cli.output import print_json
from bot.clock import now
from bot.data_quality import Checked, check_sources, finding_words
from bot.words.catalogue import say_plain


def quality(context: typer.Context, *, source: SourceName = None, as_json: Json = False) -> None:
    """Check what the data of each source can carry, and say what would help."""
    settings = settings_of(context)
    calendar, at = work_calendar(settings), now()
    with open_database(settings.database) as database, database.readers() as session:
        check_source(session, source)
        checked = check_sources(session, source, calendar, at)
    today = calendar.today(at)
    if as_json:
        print_json([_data(one, today) for one in checked])
    else:
        for line in quality_lines(checked, today):
            typer.echo(line)
    if not checked:
        typer.echo(say_plain("quality.no_sources"), err=True)
        raise typer.Exit(FAILED)


def quality_lines(checked: Sequence[Checked], today: date) -> Iterator[str]:
    """Give the report as text: what somebody should look at first, with what it means."""
    for position, one in enumerate(checked):
        if position:
            yield ""
        look = sum(finding.look for finding in one.findings)
        yield say_plain("quality.source", name=one.source, issues=one.issues, look=look)
        for finding in one.findings:
            fact, *rest = finding_words(finding, today)
            yield f"  {'!' if finding.look else '✓'} {fact}"
            yield from (f"      {words}" for words in rest if words)


def _data(one: Checked, today: date) -> dict[str, Any]:
    return {
        "source": one.source,
        "issues": one.issues,
        "findings": [
            {
                "check": finding.check,
                "look": finding.look,
                "values": dict(finding.fact.values),
                **dict(zip(("fact", "means", "to_do"), finding_words(finding, today), strict=True)),
            }
            for finding in one.findings
        ],
    }
