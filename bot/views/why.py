"""Why these dates: the percentiles, what went in, and every issue that was counted or left out."""

from collections.abc import Sequence

from bot.views.asked import Asked
from bot.views.blocks import Block, context, header, joined, section, table
from bot.views.chart import likelihood_chart
from bot.views.flow import flow_text
from bot.views.forecast import the_sum
from bot.views.record import record_line, record_of_card
from bot.views.words import NAME_LIMIT, bullets, fresh, issue, private_count, visible
from bot.words.catalogue import say, say_note, say_plain
from bot.words.days import say_day
from bot.words.english import codes
from bot.words.escape import Mrkdwn, clip
from planner.answer import PERCENTILES, Answer, ReleaseForecast
from planner.inputs import Item, LeftOut

# Characters of the whole message that each list may take: Slack takes about 13,000.
_OPEN_CHARACTERS = 2700
_DONE_CHARACTERS = 1400
_LEFT_OUT_CHARACTERS = 1400
_ASSUMED_CHARACTERS = 2000


def why_blocks(answer: Answer, asked: Asked) -> list[Block]:
    scope = answer.scope
    blocks = [header(_heading(answer))]
    if isinstance(answer, ReleaseForecast):
        blocks += _forecast_blocks(answer)
    blocks += _items("why.open", scope.open_items, _OPEN_CHARACTERS)
    blocks += _items("why.done", scope.done_items, _DONE_CHARACTERS)
    if scope.left_out:
        blocks.append(section(_left_out(scope.left_out)))
    return [*blocks, *_replay(answer, asked)]


def why_text(answer: Answer) -> str:
    scope = answer.scope
    items, left = len(scope.items), len(scope.open_items)
    return say("why.text", heading=_heading(answer), items=items, left=left)


def _heading(answer: Answer) -> str:
    is_forecast = isinstance(answer, ReleaseForecast)
    name = clip(answer.scope.release.name, NAME_LIMIT)
    return say_plain("why.heading" if is_forecast else "why.heading_refused", name=name)


def _forecast_blocks(forecast: ReleaseForecast) -> list[Block]:
    blocks = [context(say("why.method", trials=len(forecast.days)))]
    if not forecast.scope.is_complete:
        blocks.append(_percentiles(forecast))
        chart = likelihood_chart(forecast)
        blocks += [] if chart is None else [chart]
        sum_line = the_sum(forecast)
        used = _speeds(forecast)
        blocks.append(section(used if sum_line is None else joined((used, f"• {sum_line}"), "\n")))
    if forecast.flows:
        blocks.append(section(flow_text(forecast.flows)))
    if forecast.assumptions:
        assumed = [say_note(note, forecast.today) for note in forecast.assumptions]
        lines = (say("why.assumes"), bullets(assumed, _ASSUMED_CHARACTERS))
        blocks.append(section(joined(lines, "\n")))
    return blocks


def _percentiles(forecast: ReleaseForecast) -> Block:
    rows = []
    for percent in PERCENTILES:
        day = forecast.percentile(percent)
        done = say_plain("why.beyond") if day is None else say_day(day, forecast.today)
        rows.append((f"{percent}%", done))
    return table((say_plain("why.likely"), say_plain("why.by")), rows)


def _speeds(forecast: ReleaseForecast) -> Mrkdwn:
    pace = forecast.pace
    values = {"team": pace.team_items, "release": pace.release_items}
    if not pace.weeks:
        return say("why.speeds_no_growth", **values)
    return say("why.speeds", change=pace.scope_change_items, weeks=pace.weeks, **values)


def _items(code: str, items: Sequence[Item], limit: int) -> list[Block]:
    if not items:
        return []
    lines = [issue(item) for item in visible(items)]
    told = bullets(lines, limit, private_count(items))
    return [section(joined((say(code, count=len(items)), told), "\n"))]


def _left_out(left_out: Sequence[LeftOut]) -> Mrkdwn:
    known = codes("reason")
    lines = [
        say(
            "why.left_out_item",
            item=issue(out),
            reason=say(f"reason.{out.reason if out.reason in known else 'other'}"),
        )
        for out in left_out
        if not out.restricted
    ]
    counted = say("why.left_out", count=len(left_out))
    told = bullets(lines, _LEFT_OUT_CHARACTERS, private_count(left_out))
    return joined((counted, told), "\n")


def _replay(answer: Answer, asked: Asked) -> list[Block]:
    record = record_of_card(answer, asked)
    said = [] if record is None else [record_line(record)]
    if isinstance(answer, ReleaseForecast):
        said.append(say("why.replay", inputs=answer.inputs_hash, seed=str(answer.seed)))
    freshness = fresh(asked.fresh_at or answer.data_as_of, asked.now)
    if freshness is not None:
        said.append(freshness)
    return [context(joined(said, " · "))] if said else []
