"""The burn-up of a release: a chart with the table that says the same."""

from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, context, section, table
from bot.views.chart import day_labels, lines_chart
from bot.views.words import bold_name, opening, release_name, small_print
from bot.words.catalogue import Said, say, say_plain
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Answer
from planner.explain.burn_up import BurnUp
from planner.inputs import Scope

POINTS = 8


def burn_up_blocks(answer: Answer, burnt: BurnUp | None, asked: Asked) -> list[Block]:
    """Say how far it is, and how it came there; without a past that is all there is."""
    said = section(_headline(answer.scope, burnt, bold_name(answer.scope), answer.today))
    blocks = [*opening(asked), said, *burn_up_parts(burnt, answer.today)]
    if answer.scope.release.hindsight and burnt is not None:
        blocks.append(context(say("burnup.hindsight")))
    return [*blocks, small_print(answer, asked)]


def burn_up_text(answer: Answer, burnt: BurnUp | None) -> str:
    """The headline alone, for notifications and screen readers."""
    name = release_name(answer.scope)
    return without_marks(_headline(answer.scope, burnt, name, answer.today))


def burn_up_parts(burnt: BurnUp | None, today: date) -> list[Block]:
    """Draw the chart and its table; nothing where there is no past to draw."""
    if burnt is None:
        return []
    labels = [say_day(day, today) for day in burnt.days]
    names = say_plain("burnup.scope"), say_plain("burnup.done")
    rows = [
        (label, str(held), str(done))
        for label, held, done in zip(labels, burnt.scope, burnt.done, strict=True)
    ]
    chart = lines_chart(
        say_plain("burnup.title"),
        day_labels(burnt.days),
        [(names[0], burnt.scope), (names[1], burnt.done)],
        (say_plain("burnup.day"), say_plain("burnup.items")),
    )
    return [table((say_plain("burnup.day"), *names), rows), chart]


def _headline(scope: Scope, burnt: BurnUp | None, name: Mrkdwn, today: date) -> Mrkdwn:
    done, total = len(scope.done_items), len(scope.items)
    values: dict[str, Said] = {"name": name, "done": done, "total": total}
    if burnt is None:
        return say("burnup.no_past", **values)
    values |= {
        "first": burnt.days[0],
        "joined": total - burnt.scope[0],
        "finished": done - burnt.done[0],
    }
    return say("burnup.headline", today, **values)
