"""The card of a release that cannot be forecast: why, what would help, what is known anyway."""

from bot.views.asked import Asked
from bot.views.blocks import Block, context, fields, section
from bot.views.choosing import card_buttons
from bot.views.forecast import scope_field
from bot.views.launch import launch_blocks
from bot.views.words import bold_name, opening, release_name, small_print
from bot.words.catalogue import say, say_note
from planner.answer import Refusal


def refusal_blocks(refusal: Refusal, asked: Asked) -> list[Block]:
    today, scope = refusal.today, refusal.scope
    reason, way_out = say_note(refusal.reason, today), say_note(refusal.way_out, today)
    facts = [scope_field(scope)]
    if scope.due_on is not None:
        facts.append(say("refused.due", today, day=scope.due_on))
    blocks = [
        *opening(asked),
        section(say(_code("headline", refusal), name=bold_name(scope))),
        section(say("refused.why", reason=reason, way_out=way_out)),
    ]
    blocks += launch_blocks(refusal, asked.said, asked.market)
    if scope.items or scope.due_on:
        blocks.append(fields(facts))
    if refusal.reference is not None:
        reference = say_note(refusal.reference, today)
        blocks.append(context(say("refused.meanwhile", reference=reference)))
    blocks.append(small_print(refusal, asked))
    if scope.items or scope.left_out:
        blocks.append(card_buttons(scope, asked))
    return blocks


def refusal_text(refusal: Refusal) -> str:
    reason = say_note(refusal.reason, refusal.today)
    return say(_code("text", refusal), name=release_name(refusal.scope), reason=reason)


def _code(what: str, refusal: Refusal) -> str:
    """Of a canceled release there is nothing that cannot be said: it does not ship."""
    is_canceled = refusal.scope.release.is_canceled
    return f"refused.{what}_canceled" if is_canceled else f"refused.{what}"
