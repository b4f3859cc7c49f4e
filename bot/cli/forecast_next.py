"""`shipcast forecast --next`: when the next items of each source will be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any

import numpy as np
import typer

from bot.backtesting import load_streams
from bot.cli.backtest import check_source
from bot.cli.calendar import work_calendar
from bot.cli.database import open_database
from bot.cli.failures import InputError
from bot.cli.output import print_json, print_table
from bot.cli.prior import load_prior
from bot.knowledge import PLAN_SEED
from config.model import Settings
from planner.answer import PERCENTILES
from planner.backtest.items import forecast_next
from planner.refusal import refuse_team

NextItems = Annotated[
    str | None,
    typer.Option(
        "--next",
        metavar="N,…",
        help="Say when the next so many items of each source will be done, whatever they are.",
    ),
]
COLUMNS = ("source", "next items", *(f"P{percent}" for percent in PERCENTILES))
MOST_ITEMS = 10_000


@dataclass(frozen=True, slots=True)
class NextRow:
    """One source and target; the dates are those of `PERCENTILES`, None beyond the horizon."""

    source: str
    items: int
    dates: tuple[date | None, ...]
    refused: str | None


def show_next(
    settings: Settings, told: str, source: str | None, as_of: datetime, *, as_json: bool
) -> None:
    """Print when the next items will be done; a source that cannot tell says so."""
    rows = [*_rows(settings, _targets(told), source, as_of)]
    if as_json:
        print_json([_data(row) for row in rows])
        return
    cells = [
        (row.source, f"{row.items:,}", *(f"{day:%-d %b %Y}" if day else "—" for day in row.dates))
        for row in rows
        if row.refused is None
    ]
    print_table(COLUMNS, cells, COLUMNS[1:])
    for name in sorted({row.source for row in rows if row.refused is not None}):
        typer.echo(f"{name}: too little was finished there lately to say.")


def _targets(told: str) -> tuple[int, ...]:
    """Read 5,10,20 as numbers of items, the fewest first."""
    try:
        targets = sorted({int(part) for part in told.split(",")})
    except ValueError:
        targets = []
    if not targets or targets[0] < 1 or targets[-1] > MOST_ITEMS:
        raise InputError(f"--next wants numbers of items from 1 to {MOST_ITEMS:,}, not {told!r}")
    return tuple(targets)


def _rows(
    settings: Settings, targets: tuple[int, ...], source: str | None, as_of: datetime
) -> Iterator[NextRow]:
    calendar = work_calendar(settings)
    today, prior = calendar.today(as_of), load_prior(settings.planning.prior)
    with open_database(settings.database) as database, database.readers() as session:
        check_source(session, source)
        streams = load_streams(session, source, as_of)
    for finish in streams:
        reason = refuse_team(finish.history(as_of))
        if reason is not None:
            yield from (
                NextRow(finish.source, target, (), reason.reason.code) for target in targets
            )
            continue
        said = forecast_next(finish, targets, as_of, calendar, PLAN_SEED, prior)
        for target, days in zip(targets, said.days, strict=True):
            at = [days[int(np.ceil(percent / 100 * len(days))) - 1] for percent in PERCENTILES]
            dates = (
                today + timedelta(days=int(np.ceil(d))) if np.isfinite(d) else None for d in at
            )
            yield NextRow(finish.source, target, tuple(dates), None)


def _data(row: NextRow) -> dict[str, Any]:
    names = [f"p{percent}" for percent in PERCENTILES]
    dates = [None if day is None else day.isoformat() for day in row.dates]
    about = {"source": row.source, "items": row.items, "refused": row.refused}
    return about | dict(zip(names, dates, strict=False))
