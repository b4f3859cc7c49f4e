"""The card that a channel keeps: an answer for everybody, with a line on what becomes of it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from bot.reply import Reply
from bot.views.blocks import Block, context
from bot.views.words import without_age
from bot.words.audience import ONE_PERSON, HideTitles, settle, settle_blocks
from bot.words.catalogue import say
from bot.words.escape import without_marks


def kept_card(answer: Reply, *, is_last: bool) -> Reply:
    """Say below an answer that it is kept up to date, or was for the last time."""
    line = say("card.last" if is_last else "card.kept")
    text = f"{answer.text.rstrip('.')}. {without_marks(line)}"
    return replace(answer, text=text, blocks=[*answer.blocks, context(line)])


def gist(text: str, blocks: Sequence[Block], hide: HideTitles) -> str:
    """Give a short word for what a message says, the same however old its data is by now.

    It is another one when titles are hidden elsewhere than before: then it has to be said anew.
    """
    read = [settle(text, ONE_PERSON), settle_blocks(blocks, ONE_PERSON)]
    read += [] if hide is HideTitles.NEVER else [hide]
    said = json.dumps(read, sort_keys=True, ensure_ascii=False)
    return blake2b(without_age(said).encode(), digest_size=8).hexdigest()
