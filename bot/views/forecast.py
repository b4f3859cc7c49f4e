"""The card of one release with a forecast."""

import math
from collections.abc import Sequence

from bot.views.asked import Asked
from bot.views.blocks import Block, context, fields, joined, section
from bot.views.choosing import card_buttons
from bot.views.headline import headline
from bot.views.launch import launch_line
from bot.views.record import record_of_card, short_record
from bot.views.risks import card_line
from bot.views.words import issue, opening, private_count, small_print, unnamed, visible
from bot.words.catalogue import Said, say, say_figure
from bot.words.escape import Mrkdwn, escape
from planner.answer import ReleaseForecast
from planner.growth import GROWTH_HALF_LIFE_WEEKS
from planner.inputs import Item, Scope

_BAR_STEPS = 10
_BLOCKED_SHOWN = 3
_BLOCKERS_NAMED = 2
_WEEK_DAYS = 7
_AGREE = 1.25  # a pace within a quarter of today's needs no explanation


def forecast_blocks(forecast: ReleaseForecast, asked: Asked) -> list[Block]:
    """Say when, how sure, how far it is, and what was counted; how that came about is behind Why?.

    Below the answer stand at most two small lines: what was said of it or may go wrong, and how
    much all this is worth.
    """
    scope = forecast.scope
    blocks = [*opening(asked), section(headline(forecast, asked.by)), fields(_facts(forecast))]
    blocked = _blocked(scope, asked.visible_keys)
    if blocked is not None:
        blocks.append(section(blocked))
    aside = (
        launch_line(forecast, asked.said, asked.market),
        card_line(asked.risks, forecast.today),
    )
    if any(aside):
        blocks.append(context(joined((line for line in aside if line), "\n")))
    record = record_of_card(forecast, asked)
    more = () if record is None else (short_record(record),)
    buttons = card_buttons(scope, asked, is_forecast=True)
    return [*blocks, small_print(forecast, asked, *more), buttons]


def scope_field(scope: Scope) -> Mrkdwn:
    """The progress, drawn and in words."""
    total, done = len(scope.items), len(scope.done_items)
    filled = done * _BAR_STEPS // max(total, 1)
    bar = "▰" * filled + "▱" * (_BAR_STEPS - filled)
    return say("forecast.scope", bar=bar, done=done, total=total, left=len(scope.open_items))


def the_sum(forecast: ReleaseForecast) -> Mrkdwn | None:
    """The division that a reader can check: what is left and to come, over the pace.

    It is that of the middle of the forecast, so its pace is the average until then. Where that is
    not today's, as other releases finish first or teams wait for each other, it says so.
    """
    left, middle = len(forecast.scope.open_items), forecast.percentile(50)
    if not left or middle is None or middle <= forecast.today:
        return None
    weeks = (middle - forecast.today).days / _WEEK_DAYS
    to_come = max(_to_come(forecast.pace.scope_change_items, weeks), -left)
    now, pace = forecast.pace.release_items, (left + to_come) / weeks
    values: dict[str, Said] = {
        "work": _work(left, to_come),
        "pace": pace,
        "now": now,
        "weeks": weeks,
    }
    return say(_sum_code(pace, now), **values)


def _sum_code(pace: float, now: float) -> str:
    """Choose the sentence: another pace than the one shown above is told with both figures."""
    if say_figure(pace) == say_figure(now):
        return "forecast.sum"
    if pace > now * _AGREE:
        return "forecast.sum_rising"
    return "forecast.sum_slowing" if pace * _AGREE < now else "forecast.sum_average"


def _to_come(change_a_week: float, weeks: float) -> int:
    """Estimate how many items join until the middle of the forecast, or leave (below zero).

    Growth fades with a half-life, and what leaves is a share of ever fewer open items.
    """
    if change_a_week < 0:
        return round(change_a_week * weeks / 2)
    faded = 1 - math.exp2(-weeks / GROWTH_HALF_LIFE_WEEKS)
    return round(change_a_week * faded * GROWTH_HALF_LIFE_WEEKS / math.log(2))


def _work(left: int, to_come: int) -> Mrkdwn:
    if to_come == 0:
        return say("forecast.work", left=left)
    code = "forecast.work_growing" if to_come > 0 else "forecast.work_shrinking"
    return say(code, left=left, items=abs(to_come))


def _facts(forecast: ReleaseForecast) -> list[Mrkdwn]:
    facts = [scope_field(forecast.scope)]
    if forecast.scope.is_complete:
        return facts
    mine, team = forecast.pace.release_items, forecast.pace.team_items
    if round(team, 1) > round(mine, 1):
        facts.append(say("forecast.pace_of_team", pace=mine, team=team))
    else:
        facts.append(say("forecast.pace", pace=mine))
    if forecast.sprint_window is not None:
        first, last = forecast.sprint_window
        code = "forecast.sprint" if first == last else "forecast.sprints"
        facts.append(say(code, first=escape(first, 60), last=escape(last, 60)))
    return facts


def _blocked(scope: Scope, visible_keys: frozenset[str]) -> Mrkdwn | None:
    """The open items that wait for others, the first few by name."""
    blocked = tuple(item for item in scope.open_items if item.blocked_by)
    if not blocked:
        return None
    shown = visible(blocked)[:_BLOCKED_SHOWN]
    lines = [say("forecast.blocked")]
    lines += [
        say("forecast.blocked_item", item=issue(item), blockers=_blockers(item, visible_keys))
        for item in shown
    ]
    lines += _rest(blocked, shown)
    return joined(lines, "\n")


def _rest(blocked: Sequence[Item], shown: Sequence[Item]) -> list[Mrkdwn]:
    hidden = private_count(blocked)
    rest = unnamed(len(blocked) - len(shown) - hidden, hidden)
    return [] if rest is None else [rest]


def _blockers(item: Item, visible_keys: frozenset[str]) -> Mrkdwn:
    """Name the blockers that everybody may see; of others only the number is told."""
    named = [key for key in item.blocked_by if key in visible_keys][:_BLOCKERS_NAMED]
    parts = [escape(key, 40) for key in named]
    others = len(item.blocked_by) - len(named)
    if others:
        parts.append(say("forecast.blockers_elsewhere", count=others))
    return joined(parts, say("join.comma") + " ")
