"""What a release waits for: each blocker, how much it holds up, and when it may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, context, joined, section, within
from bot.views.words import bold_name, fresh, issue, named_issue, opening, release_name, small_print
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Answer, ReleaseForecast, Shipped
from planner.inputs import Item

_SHOWN = 8
_RELEASES_SHOWN = 12
_CHARACTERS = 2700
_NAMES_IN_TEXT = 5


@dataclass(frozen=True, slots=True)
class Blocker:
    """An item that `count` others wait for; `held` is the other release that holds it."""

    item: Item
    count: int
    held: Answer | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A release, its open items that wait, and what they wait for.

    `hidden` is the number of blockers that not everybody may see, or that are in no release.
    """

    forecast: ReleaseForecast
    blocked: tuple[Item, ...]
    blockers: tuple[Blocker, ...]
    hidden: int = 0


def blockers_blocks(waiting: Waiting, asked: Asked) -> list[Block]:
    """Show each blocker, the one of most items first."""
    forecast = waiting.forecast
    blocks = [*opening(asked), section(_title(waiting))]
    lines = [_line(each, forecast.today) for each in waiting.blockers[:_SHOWN]]
    lines += _rest(waiting)
    if lines:
        taken, _ = within(lines, _CHARACTERS)
        blocks.append(section(joined(taken, "\n")))
    return [*blocks, small_print(forecast, asked)]


def blockers_text(waiting: Waiting) -> str:
    title = without_marks(_title(waiting))
    if not waiting.blocked:
        return title
    named = waiting.blockers[:_NAMES_IN_TEXT]
    lines = [_line(each, waiting.forecast.today, named_issue(each.item)) for each in named]
    told = joined((line.removeprefix("• ") for line in lines or _rest(waiting)), "; ")
    return without_marks(joined([Mrkdwn(f"{title}:"), told]))


def all_blockers_blocks(every: Sequence[Waiting], asked: Asked) -> list[Block]:
    """Show a line for each release that waits for something."""
    if not every:
        return [*opening(asked), section(say("blockers.none_at_all"))]
    taken, rest = within([_title(each) for each in every[:_RELEASES_SHOWN]], _CHARACTERS)
    rest += len(every) - min(len(every), _RELEASES_SHOWN)
    if rest:
        taken.append(say("blockers.more", count=rest))
    freshness = fresh(asked.fresh_at, asked.now)
    said = [say("blockers.hint"), *([freshness] if freshness else [])]
    return [*opening(asked), section(joined(taken, "\n")), context(joined(said, " · "))]


def all_blockers_text(every: Sequence[Waiting]) -> str:
    if not every:
        return say("blockers.none_at_all")
    return without_marks(joined([_title(each) for each in every[:_NAMES_IN_TEXT]], " "))


def _title(waiting: Waiting) -> Mrkdwn:
    scope = waiting.forecast.scope
    name = bold_name(scope)
    if not waiting.blocked:
        return say("blockers.none", name=name)
    return say("blockers.title", name=name, count=len(waiting.blocked), open=len(scope.open_items))


def _line(blocker: Blocker, today: date, named: Mrkdwn | None = None) -> Mrkdwn:
    """Say what a blocker holds up; `named` stands for its link where nobody can click."""
    item, count, held = named or issue(blocker.item), blocker.count, blocker.held
    state = say(f"blockers.{blocker.item.category}")
    if held is None or isinstance(held, Shipped):
        return say("blockers.line", item=item, count=count, state=state)
    name = release_name(held.scope)
    late = held.percentile(85) if isinstance(held, ReleaseForecast) else None
    if late is None:
        return say("blockers.line_elsewhere", item=item, count=count, state=state, name=name)
    return say(
        "blockers.line_dated", today, item=item, count=count, state=state, name=name, day=late
    )


def _rest(waiting: Waiting) -> list[Mrkdwn]:
    more = max(len(waiting.blockers) - _SHOWN, 0)
    parts = [say("forecast.more", count=more)] if more else []
    if waiting.hidden:
        parts.append(say("blockers.hidden", count=waiting.hidden))
    return parts
