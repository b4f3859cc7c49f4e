"""What is said when there is no answer to give."""

from bot.views.blocks import Block, section
from bot.words.escape import Mrkdwn


def trouble_blocks(sentence: Mrkdwn) -> list[Block]:
    return [section(sentence)]
