"""`shipcast init`: a settings file to start from."""

from importlib.resources import files
from typing import Annotated

import typer

from bot.cli.call import call_of
from bot.cli.failures import InputError
from bot.cli.options import Json
from bot.cli.output import print_json
from config.settings import DEFAULT_FILE


def init(
    context: typer.Context,
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    as_json: Json = False,
) -> None:
    """Write an annotated shipcast.yaml."""
    path = call_of(context).settings_file or DEFAULT_FILE
    if path.exists() and not force:
        raise InputError(f"{path} exists; edit it, or replace it with --force")
    try:
        path.write_text(example(), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
    if as_json:
        print_json({"written": path})
    else:
        typer.echo(f"Wrote {path}. Nothing in it has to be set; check it with `shipcast doctor`.")


def example() -> str:
    """Give the annotated settings, in which every line is a comment."""
    return files("config").joinpath("example.yaml").read_text(encoding="utf-8")
