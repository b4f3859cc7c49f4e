"""`shipcast backtest`: past forecasts against what happened."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from bot.backtesting import run_backtest
from bot.cli.backtest_output import backtest_json, backtest_rows, curves, write_forecasts, write_svg
from bot.cli.calendar import work_calendar
from bot.cli.call import settings_of
from bot.cli.database import open_database
from bot.cli.failures import FAILED, InputError
from bot.cli.options import Json, PriorFile, SourceName
from bot.cli.output import print_json, print_table
from bot.cli.prior import load_prior
from bot.clock import now
from bot.views.reliability import diagram_lines
from planner.backtest.scores import refused_share
from store.sources import load_sources

COLUMNS = ("method", "n", "P5", "P15", "P50", "P85", "P95", "pinball", "error", "P85 ÷ P50")


class Kind(StrEnum):
    """What was asked at each cutoff: the next N items, or a release."""

    ITEMS = "items"
    RELEASE = "release"


def backtest(
    context: typer.Context,
    *,
    kind: Annotated[
        Kind, typer.Option("--kind", help="Forecast the next N items, or the dates of releases.")
    ],
    source: SourceName = None,
    prior: PriorFile = None,
    forecasts: Annotated[
        Path | None,
        typer.Option("--forecasts", metavar="FILE", help="Also write every forecast to this CSV."),
    ] = None,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", metavar="FILE", help="Also draw the reliability diagram as SVG."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure how often past forecasts came true, beside the methods of others."""
    settings = settings_of(context)
    used = load_prior(prior or settings.planning.prior)
    with open_database(settings.database) as database, database.readers() as session:
        check_source(session, source)
        outcomes = run_backtest(session, kind.value, source, work_calendar(settings), now(), used)
    if forecasts is not None:
        write_forecasts(forecasts, outcomes)
    if svg is not None and outcomes:
        write_svg(svg, kind.value, outcomes)
    if as_json:
        print_json(backtest_json(kind.value, source, outcomes))
    elif outcomes:
        print_table(COLUMNS, backtest_rows(outcomes), COLUMNS[1:])
        typer.echo(f"{refused_share(outcomes):.0%} of these would have been refused.\n")
        typer.echo("\n".join(diagram_lines(*curves(outcomes))))
    if not outcomes:
        typer.echo("There is nothing to backtest: no past cutoff has enough history.", err=True)
        raise typer.Exit(FAILED)


def check_source(session: Session, name: str | None) -> None:
    """Raise InputError for a source that is not in the database."""
    known = [row.name for row in load_sources(session)]
    if name is not None and name not in known:
        raise InputError(f"There is no source {name!r}; the database has: {', '.join(known)}")
