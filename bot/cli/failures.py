"""The one place where an error becomes a sentence on stderr and an exit code."""

from typing import Any

import typer
from typer.core import TyperGroup

from bot.cli.call import call_of
from bot.logs import scrub
from bot.running import RunError
from bot.slack.errors import SlackError, SlackUnreachableError
from bot.writing.errors import CannotWriteError
from config.errors import SettingsError
from connectors.tracker import FatalError, TrackerError
from store.errors import BusyDatabaseError, StoreError

FAILED = 1
BAD_INPUT = 2


# What a question did not get: words that fit must be given first (2), or no date is possible (1).
UNANSWERED = {
    "unknown": BAD_INPUT,
    "choices": BAD_INPUT,
    "unread": BAD_INPUT,
    "in_slack": BAD_INPUT,
    "trouble": FAILED,
    "refusal": FAILED,
}


class InputError(Exception):
    """What was typed cannot be worked with. The message names it and the way out."""


# The first that fits decides: what a person must mend first is 2, what may work later is 1.
EXIT_CODES: tuple[tuple[type[Exception], int], ...] = (
    (InputError, BAD_INPUT),
    (SettingsError, BAD_INPUT),
    (CannotWriteError, BAD_INPUT),
    (FatalError, BAD_INPUT),
    (TrackerError, FAILED),
    (SlackUnreachableError, FAILED),
    (SlackError, BAD_INPUT),
    (RunError, BAD_INPUT),
    (BusyDatabaseError, FAILED),
    (StoreError, BAD_INPUT),
)
_TYPERS_OWN = (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError)


def exit_code_of(error: Exception) -> int | None:
    """Give the exit code of an error that was foreseen; None for a defect of Shipcast."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), None)


class GuardedGroup(TyperGroup):
    """The verbs, with every error of theirs sorted; `--debug` lets the traceback through."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except _TYPERS_OWN:
            raise
        except Exception as error:
            if call_of(ctx).debug:
                raise
            raise typer.Exit(report(error)) from error


def report(error: Exception, source: str | None = None) -> int:
    """Say on stderr what went wrong, with which source, and what to do; give the exit code."""
    code, message = exit_code_of(error), reason_of(error)
    if code is None:
        message += ". This is a defect; run it again with --debug and report that"
    typer.echo(scrub(f"{source}: {message}" if source else message), err=True)
    return FAILED if code is None else code


def reason_of(error: Exception) -> str:
    """Give the message of an error; of one that was not foreseen its kind and first line alone.

    The lines after that are SQL and rows where a database says them.
    """
    if exit_code_of(error) is not None:
        return str(error)
    first = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {first}"
