"""Options that several verbs share."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON to stdout instead of a table.")]
SourceName = Annotated[
    str | None, typer.Option("--source", metavar="NAME", help="Only this source.")
]
PriorFile = Annotated[
    Path | None,
    typer.Option("--prior", metavar="FILE", help="Forecast by the coefficients of this file."),
]
Seed = Annotated[
    int, typer.Option("--seed", metavar="N", help="Another company, with other answers.")
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="Use only what was known at the start of this day (YYYY-MM-DD).",
    ),
]
By = Annotated[
    datetime | None,
    typer.Option(
        "--by",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="Also say how likely it is to be done by this day (YYYY-MM-DD).",
    ),
]
