"""A reply of one sentence."""

from typing import Any

from bot.reply import Reply
from bot.views.trouble import trouble_blocks
from bot.words.escape import Mrkdwn, unescape


def sentence_reply(sentence: Mrkdwn, kind: str, **data: Any) -> Reply:
    """Say one sentence; who gets no blocks gets it without its marks."""
    text = sentence.replace("*", "")
    told = {"kind": kind, "words": unescape(text), **data}
    return Reply(text, trouble_blocks(sentence), told)
