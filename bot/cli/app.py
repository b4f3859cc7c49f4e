"""The command line's front door: global options, and one verb a module."""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from traceback import format_exc
from typing import Annotated

import typer

from bot.cli.ask import ask
from bot.cli.backtest import backtest
from bot.cli.call import Call
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.failures import FAILED, GuardedGroup
from bot.cli.fit import fit
from bot.cli.forecast import forecast
from bot.cli.forget import forget
from bot.cli.import_folder import import_folder
from bot.cli.init import init
from bot.cli.notes import notes
from bot.cli.posts import posts
from bot.cli.quality import quality
from bot.cli.record import record
from bot.cli.renormalise import renormalise_sources
from bot.cli.run import run
from bot.cli.sync import sync
from bot.cli.write_date import write_date
from bot.logs import scrub

app = typer.Typer(
    name="shipcast",
    cls=GuardedGroup,
    help='Answers "When will it ship?" from what your team really finished.',
    no_args_is_help=True,
    add_completion=False,
    # Typer's own tracebacks print local variables, and those hold tokens.
    pretty_exceptions_enable=False,
)

app.command("init")(init)
app.command("doctor")(doctor)
app.command("sync")(sync)
app.command("renormalise")(renormalise_sources)
app.command("forget")(forget)
app.command("import")(import_folder)
app.command("forecast")(forecast)
app.command("ask")(ask)
app.command("backtest")(backtest)
app.command("fit")(fit)
app.command("quality")(quality)
app.command("record")(record)
app.command("notes")(notes)
app.command("write-date")(write_date)
app.command("run")(run)
app.add_typer(posts, name="posts")
app.command("demo")(demo)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"shipcast {installed_version()}")
        raise typer.Exit


def installed_version() -> str:
    """Give the version that is installed; a checkout that never was has none."""
    try:
        return version("shipcast")
    except PackageNotFoundError:
        return "(not installed)"


@app.callback()
def before(
    context: typer.Context,
    *,
    settings: Annotated[
        Path | None,
        typer.Option(
            "--settings",
            metavar="FILE",
            envvar="SHIPCAST_SETTINGS",
            help="The settings file; shipcast.yaml in this folder, if there is one.",
        ),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option("--database", metavar="URL", help="A SQLite file, or postgresql://…"),
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback where something goes wrong.")
    ] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    context.obj = Call(settings_file=settings, database=database, debug=debug)


def main() -> None:
    """Run the command line; the console script `shipcast`."""
    try:
        app(prog_name="shipcast")
    except Exception:  # noqa: BLE001  only `--debug` lets one through, and Python shows secrets
        typer.echo(scrub(format_exc()), err=True)
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
