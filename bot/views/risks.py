"""The cards of risks: of one release with the evidence, and of all in a line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, context, joined, section, within
from bot.views.words import (
    SYMBOLS,
    bold_name,
    fresh,
    issue,
    opening,
    private_count,
    release_name,
    say_health,
    small_print,
    unnamed,
    visible,
)
from bot.words.catalogue import say, say_brief, say_note
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Refusal, ReleaseForecast
from planner.explain.risk import Risk

SYMBOL = "⚠️"
_ITEMS_SHOWN = 5
_CHARACTERS = 2700
_RELEASES_SHOWN = 12
_NAMES_IN_TEXT = 5
# What is worth a line on the card of a release, and is not told there in other words already.
_WEIGHTY = frozenset(
    f"risk.{code}"
    for code in (
        *("blocked_by_later", "other_team", "falling", "scope_creep"),
        *("stale", "one_person", "no_date"),
        *("date_in_freeze", "range_over_freeze", "date_outside_window"),
        *("misses_window", "misses_event"),
    )
)
_ON_CARD = 1


@dataclass(frozen=True, slots=True)
class Endangered:
    """A release and its risks, the weightiest first."""

    forecast: ReleaseForecast
    risks: tuple[Risk, ...]


def say_risk(risk: Risk, today: date) -> Mrkdwn:
    return say_note(risk.note, today)


def risks_blocks(forecast: ReleaseForecast, risks: Sequence[Risk], asked: Asked) -> list[Block]:
    """Show each risk with the first few issues behind it."""
    name = bold_name(forecast.scope)
    if not risks:
        said = say("risks.none", name=name)
        return [*opening(asked), section(said), small_print(forecast, asked)]
    title = say("risks.title", name=name, count=len(risks))
    shown = [_evidence(risk, forecast.today) for risk in risks]
    taken, _ = within(shown, _CHARACTERS)
    return [
        *opening(asked),
        section(title),
        *(section(each) for each in taken),
        small_print(forecast, asked),
    ]


def risks_text(forecast: ReleaseForecast, risks: Sequence[Risk]) -> str:
    name = release_name(forecast.scope)
    if not risks:
        return without_marks(say("risks.none", name=name))
    title = say("risks.title", name=name, count=len(risks))
    said = joined((say_risk(risk, forecast.today) for risk in risks), " ")
    return without_marks(say("risks.text", title=title, said=said))


def all_risks_blocks(
    endangered: Sequence[Endangered],
    asked: Asked,
    today: date,
    unforeseen: Sequence[Refusal] = (),
) -> list[Block]:
    """Show a line a release, in the order of the plan; last those with a date and no forecast."""
    count = len(endangered) + len(unforeseen)
    if not count:
        blocks = [section(say("risks.none_at_all"))]
    else:
        lines = [_line(each, today) for each in endangered[:_RELEASES_SHOWN]]
        lines += [_unforeseen(each) for each in unforeseen[: _RELEASES_SHOWN - len(lines)]]
        taken, _ = within(lines, _CHARACTERS)
        if count > len(taken):
            taken.append(say("risks.more", count=count - len(taken)))
        title = say("risks.all_title", count=count)
        blocks = [section(joined((title, *taken), "\n"))]
    freshness = fresh(asked.fresh_at, asked.now)
    said = [say("risks.hint"), *([freshness] if freshness else [])]
    return [*blocks, context(joined(said, " · "))]


def all_risks_text(endangered: Sequence[Endangered], unforeseen: Sequence[Refusal] = ()) -> str:
    scopes = [each.forecast.scope for each in endangered] + [each.scope for each in unforeseen]
    if not scopes:
        return without_marks(say("risks.none_at_all"))
    names = [release_name(scope) for scope in scopes[:_NAMES_IN_TEXT]]
    title = say("risks.all_title", count=len(scopes))
    said = joined(names, say("join.comma") + " ")
    return without_marks(say("risks.text", title=title, said=said))


def card_line(risks: Sequence[Risk], today: date) -> Mrkdwn | None:
    """The weightiest one for the card of a release; None where there is nothing to add."""
    weighty = [risk for risk in risks if risk.note.code in _WEIGHTY]
    if not weighty:
        return None
    said = joined([say_risk(risk, today) for risk in weighty[:_ON_CARD]], " ")
    return say("risks.on_card", symbol=SYMBOL, risks=said)


def _evidence(risk: Risk, today: date) -> Mrkdwn:
    lines = [say("risks.one", symbol=SYMBOL, risk=say_risk(risk, today))]
    shown = visible(risk.items)[:_ITEMS_SHOWN]
    lines += [Mrkdwn(f"• {issue(item)}") for item in shown]
    hidden = private_count(risk.items)
    more = len(risk.items) - len(shown) - hidden
    rest = unnamed(more, hidden)
    return joined((*lines, *((rest,) if rest else ())), "\n")


def _unforeseen(refusal: Refusal) -> Mrkdwn:
    return say(
        "risks.unforeseen",
        refusal.today,
        name=bold_name(refusal.scope),
        reason=say_brief(refusal.reason),
        day=refusal.scope.due_on,
    )


def _line(each: Endangered, today: date) -> Mrkdwn:
    forecast, first = each.forecast, each.risks[0]
    return say(
        "risks.line",
        symbol=SYMBOLS[forecast.health],
        name=bold_name(forecast.scope),
        health=say_health(forecast.health),
        count=len(each.risks),
        risk=say_risk(first, today),
    )
