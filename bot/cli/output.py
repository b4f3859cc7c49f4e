"""Data goes to stdout: as a table for people, as JSON for programs."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

PIPE_WIDTH = 120


def print_json(value: Any) -> None:
    """Print plain values as JSON; days and moments in ISO 8601."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, default=_plain))


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str | Text]], numbers: Sequence[str] = ()
) -> None:
    """Print rows of text under their heads; the columns named in `numbers` stand right."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        table.add_column(name, justify="right" if name in numbers else "left", overflow="fold")
    for row in rows:
        # A name out of a tracker is text, never markup.
        table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    stdout_console().print(table)


def stdout_console() -> Console:
    """Give a console on stdout, wide enough for tables where nobody looks (a pipe, a file)."""
    console = Console(highlight=False, markup=False)
    return console if console.is_terminal else Console(highlight=False, width=PIPE_WIDTH)


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
