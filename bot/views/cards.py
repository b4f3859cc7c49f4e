"""One card for each kind of answer."""

from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block
from bot.views.forecast import forecast_blocks
from bot.views.headline import forecast_text
from bot.views.refusal import refusal_blocks, refusal_text
from bot.views.shipped import shipped_blocks, shipped_text
from planner.answer import Answer, Refusal, Shipped


def answer_blocks(answer: Answer, asked: Asked) -> list[Block]:
    if isinstance(answer, Refusal):
        return refusal_blocks(answer, asked)
    if isinstance(answer, Shipped):
        return shipped_blocks(answer, asked)
    return forecast_blocks(answer, asked)


def answer_text(answer: Answer, by: date | None) -> str:
    """The answer in a line, for those who get no blocks."""
    if isinstance(answer, Refusal):
        return refusal_text(answer)
    if isinstance(answer, Shipped):
        return shipped_text(answer, by)
    return forecast_text(answer, by)
