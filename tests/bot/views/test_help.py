"""The help fits into a message, however many verbs there are."""

from bot.verbs import VERBS
from bot.views.help import help_blocks, help_text
from tests.bot.judge import judge, said_in


def test_every_verb_is_in_sections_that_slack_takes() -> None:
    blocks = help_blocks()
    judge(help_text(), blocks)
    sections = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    assert max(map(len, sections)) <= 3000
    words = said_in(blocks)
    assert all(f"`/release {verb.usage.split()[0]}" in words for verb in VERBS)
