"""All open releases in one table."""

from collections.abc import Sequence
from datetime import date

import typer

from bot.cli.choosing import OpenAnswer
from bot.cli.note_text import note_text
from bot.cli.output import print_table
from bot.views.words import SYMBOLS, say_health
from bot.words.days import say_day, say_likelihood
from planner.answer import Refusal, ReleaseForecast

NUMBERS = ("open", "done")
NOTHING = "-"


def print_overview(answers: Sequence[OpenAnswer], by: date | None) -> None:
    """Print a row a release: scope, range, health; a refusal has its reason instead."""
    if not answers:
        typer.echo("No release is open. `shipcast ask list shipped` shows those that are out.")
        return
    asked = f"by {say_day(by, by)}" if by else "due"
    columns = ("release", *NUMBERS, "50% by", "85% by", asked, "")
    told = [answer for answer in answers if answer.scope.items]
    print_table(columns, (_row(answer, by) for answer in told), NUMBERS)
    if len(told) < len(answers):
        typer.echo(f"{len(answers) - len(told)} more with nothing in them yet.")


def _row(answer: OpenAnswer, by: date | None) -> tuple[str, ...]:
    scope = answer.scope
    head = (scope.release.name, str(len(scope.open_items)), str(len(scope.done_items)))
    if isinstance(answer, ReleaseForecast):
        return (*head, *_range(answer), _against(answer, by), _health(answer))
    return (*head, NOTHING, NOTHING, _due(answer), note_text(answer.reason, answer.today))


def _range(answer: ReleaseForecast) -> tuple[str, str]:
    if answer.scope.is_complete:
        return NOTHING, NOTHING
    middle, late = (say_date(answer.percentile(percent), answer.today) for percent in (50, 85))
    return middle, late


def say_date(day: date | None, today: date) -> str:
    """Word a percentile; None is beyond the horizon."""
    return "no end in sight" if day is None else say_day(day, today)


def _against(answer: ReleaseForecast, by: date | None) -> str:
    """Say how likely a day is; nothing where only the release itself is awaited."""
    if answer.scope.is_complete:
        return NOTHING
    if by is not None:
        return say_likelihood(answer.likelihood(by))
    due_on = answer.scope.due_on
    if due_on is None:
        return NOTHING
    return f"{say_day(due_on, answer.today)} ({say_likelihood(answer.likelihood(due_on))})"


def _due(answer: Refusal) -> str:
    return NOTHING if answer.scope.due_on is None else say_day(answer.scope.due_on, answer.today)


def _health(answer: ReleaseForecast) -> str:
    if answer.scope.is_complete:
        return "feature complete, waiting for the release"
    return f"{SYMBOLS[answer.health]} {say_health(answer.health)}"
