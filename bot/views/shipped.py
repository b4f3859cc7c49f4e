"""The card of a release that is out."""

from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, joined, section
from bot.views.choosing import card_buttons
from bot.views.launch import launch_blocks
from bot.views.words import bold_name, opening, release_name, small_print
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Shipped


def shipped_blocks(shipped: Shipped, asked: Asked) -> list[Block]:
    lines = _lines(shipped, asked.by, bold_name(shipped.scope))
    blocks = [*opening(asked), section(joined(lines, "\n"))]
    blocks += launch_blocks(shipped, asked.said, asked.market)
    blocks.append(small_print(shipped, asked))
    if shipped.scope.items or shipped.scope.left_out:
        blocks.append(card_buttons(shipped.scope, asked))
    return blocks


def shipped_text(shipped: Shipped, by: date | None = None) -> str:
    lines = _lines(shipped, by, release_name(shipped.scope))
    return without_marks(joined(lines, ". "))


def _lines(shipped: Shipped, by: date | None, name: Mrkdwn) -> list[Mrkdwn]:
    scope, today, on = shipped.scope, shipped.today, shipped.on
    if on is None:
        lines = [say("shipped.undated", name=name)]
    else:
        lines = [say("shipped.dated", today, name=name, day=on)]
        if by is not None:
            lines.append(_against(on, by, today))
    left = len(scope.open_items)
    if left:
        lines.append(say("shipped.left", left=left, total=len(scope.items)))
    return lines


def _against(on: date, by: date, today: date) -> Mrkdwn:
    if on == by:
        return say("shipped.same_day", today, day=by)
    code = "shipped.before" if on < by else "shipped.after"
    return say(code, today, day=by, days=abs((by - on).days))
