"""One issue: how far it is itself, what it waits for, and with which release it goes out."""

from dataclasses import dataclass
from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, joined, section, within
from bot.views.choosing import card_buttons
from bot.views.words import bold_name, issue, named_issue, opening, release_name, small_print
from bot.words.catalogue import say
from bot.words.days import say_likelihood
from bot.words.escape import Mrkdwn, escape, without_marks
from planner.answer import Answer, ReleaseForecast, Shipped
from planner.category import Category
from planner.inputs import Item

_KEY_SHOWN = 80
_SHOWN = 8
_CHARACTERS = 2700
_SAFE = 85


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an issue is; `since` is the day of its last step, None where nobody knows it."""

    key: str
    category: Category
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Waited:
    """An issue that another one waits for; `held` is the release that it is in."""

    item: Item
    held: Answer


@dataclass(frozen=True, slots=True)
class Waits:
    """What an issue waits for; `hidden` of it is private, or in no release."""

    blockers: tuple[Waited, ...] = ()
    hidden: int = 0

    @property
    def count(self) -> int:
        return len(self.blockers) + self.hidden


def progress_line(progress: Progress, today: date) -> Mrkdwn:
    """Say how far it is: `SHOP-12 was done on Tue 4 Aug`, with the day where that is known."""
    key = escape(progress.key, _KEY_SHOWN)
    code = f"issue.{progress.category}"
    if progress.category not in (Category.DONE, Category.DOING):
        return say(code, key=key)
    if progress.since is None:
        return say(f"{code}_undated", key=key)
    return say(code, today, key=key, day=progress.since)


def waits_line(waits: Waits) -> Mrkdwn | None:
    """Name what it waits for in half a line; None where it waits for nothing."""
    if not waits.count:
        return None
    named = [
        say("issue.waited", item=named_issue(each.item), state=_state(each.item))
        for each in waits.blockers[:_SHOWN]
    ]
    others = waits.count - len(named)
    told = [*named, *([say("issue.hidden", count=others)] if others else [])]
    return say("issue.waits", blockers=joined(told, say("join.comma") + " "))


def done_blocks(item: Item, progress: Progress, answer: Answer, asked: Asked) -> list[Block]:
    """Say that an issue is done, and with which release it goes out."""
    title = say("issue.title", item=issue(item), state=progress_line(progress, answer.today))
    is_forecast = isinstance(answer, ReleaseForecast)
    return [
        *opening(asked),
        section(joined((title, goes_out_line(answer)), "\n")),
        card_buttons(answer.scope, asked, is_forecast=is_forecast),
        small_print(answer, asked),
    ]


def done_text(progress: Progress, answer: Answer) -> str:
    told = (progress_line(progress, answer.today), goes_out_line(answer))
    return without_marks(joined(told, " "))


def goes_out_line(answer: Answer) -> Mrkdwn:
    name = bold_name(answer.scope)
    if isinstance(answer, Shipped):
        if answer.on is None:
            return say("issue.went_out_undated", name=name)
        return say("issue.went_out", answer.today, name=name, day=answer.on)
    late = answer.percentile(_SAFE) if isinstance(answer, ReleaseForecast) else None
    if late is None:
        return say("issue.goes_out", name=name)
    likely = say_likelihood(_SAFE / 100)
    return say("issue.goes_out_dated", answer.today, name=name, likely=likely, day=late)


def waits_blocks(progress: Progress, waits: Waits, answer: Answer, asked: Asked) -> list[Block]:
    """Show each thing that an issue waits for, and how far that is."""
    lines = [_line(each, answer) for each in waits.blockers[:_SHOWN]]
    more = len(waits.blockers) - len(lines)
    lines += [say("forecast.more", count=more)] if more else []
    lines += [say("blockers.hidden", count=waits.hidden)] if waits.hidden else []
    taken, _ = within(lines, _CHARACTERS)
    blocks = [*opening(asked), section(_title(progress, waits, answer))]
    blocks += [section(joined(taken, "\n"))] if taken else []
    return [*blocks, small_print(answer, asked)]


def waits_text(progress: Progress, waits: Waits, answer: Answer) -> str:
    told = [_title(progress, waits, answer)]
    if (line := waits_line(waits)) is not None:
        told.append(line)
    return without_marks(joined(told, " "))


def _title(progress: Progress, waits: Waits, answer: Answer) -> Mrkdwn:
    state = progress_line(progress, answer.today)
    if not progress.category.is_open:
        return state
    if not waits.count:
        return joined((state, say("issue.waits_for_nothing")), " ")
    key = escape(progress.key, _KEY_SHOWN)
    return joined((say("issue.waits_title", key=key, count=waits.count), state), " ")


def _line(waited: Waited, mine: Answer) -> Mrkdwn:
    item, held = waited.item, waited.held
    told = {"item": issue(item), "state": _state(item)}
    if held is mine:
        return say("issue.line", **told)
    late = held.percentile(_SAFE) if isinstance(held, ReleaseForecast) else None
    if late is None:
        return say("issue.line_elsewhere", **told, name=release_name(held.scope))
    return say("issue.line_dated", mine.today, **told, name=release_name(held.scope), day=late)


def _state(item: Item) -> Mrkdwn:
    return say(f"blockers.{item.category}")
