"""One release in detail, as lines of text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import typer

from bot.cli.forecast_table import say_date
from bot.cli.note_text import note_text
from bot.views.words import SYMBOLS, say_health
from bot.words.days import say_day, say_likelihood
from planner.answer import PERCENTILES, Answer, Refusal, ReleaseForecast, Shipped


def print_detail(answers: Sequence[Answer], by: date | None) -> None:
    """Print what is known of each release: scope, dates with their probability, what is assumed."""
    for position, answer in enumerate(answers):
        if position:
            typer.echo("")
        for line in detail(answer, by):
            typer.echo(line)


def detail(answer: Answer, by: date | None) -> Iterator[str]:
    scope = answer.scope
    sources = ", ".join(scope.release.sources)
    yield f"{scope.release.name} ({sources}), as known on {say_day(answer.today, date.min)}"
    yield f"  {len(scope.open_items)} open items, {len(scope.done_items)} done{_left_out(answer)}"
    if isinstance(answer, ReleaseForecast):
        yield from _forecast(answer, by)
    elif isinstance(answer, Refusal):
        yield from _refusal(answer)
    else:
        yield _shipped(answer)


def _left_out(answer: Answer) -> str:
    reasons = Counter(one.reason for one in answer.scope.left_out)
    told = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    return f"; left out: {told}" if told else ""


def _forecast(answer: ReleaseForecast, by: date | None) -> Iterator[str]:
    if answer.scope.is_complete:
        yield "  feature complete, waiting for the release"
        return
    yield f"  {SYMBOLS[answer.health]} {say_health(answer.health)}{_due(answer)}"
    for percent in PERCENTILES:
        yield f"  {percent:>3}%  by {say_date(answer.percentile(percent), answer.today)}"
    if by is not None:
        yield f"  {say_likelihood(answer.likelihood(by))} likely by {say_day(by, answer.today)}"
    if answer.sprint_window:
        yield f"  lands in {' to '.join(dict.fromkeys(answer.sprint_window))}"
    for note in answer.assumptions:
        yield f"  · {note_text(note, answer.today)}"
    yield f"  seed {answer.seed}, inputs {answer.inputs_hash}"


def _due(answer: ReleaseForecast) -> str:
    due_on = answer.scope.due_on
    if due_on is None:
        return ""
    return f": {say_likelihood(answer.likelihood(due_on))} for {say_day(due_on, answer.today)}"


def _refusal(answer: Refusal) -> Iterator[str]:
    yield f"  no forecast: {note_text(answer.reason, answer.today)}"
    yield f"  {note_text(answer.way_out, answer.today)}"
    if answer.reference:
        yield f"  for comparison: {note_text(answer.reference, answer.today)}"


def _shipped(answer: Shipped) -> str:
    return "  shipped" + ("" if answer.on is None else f" on {say_day(answer.on, answer.today)}")
