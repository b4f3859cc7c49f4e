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


def test_verbs_stand_below_what_they_are_for_and_long_options_below_their_verb() -> None:
    lines = said_in(help_blocks()).splitlines()
    at = [lines.index(f"*{title}*") for title in ("Or with a verb", "Be told", "Launch")]
    assert at == sorted(at)
    (what_if,) = [at for at, line in enumerate(lines) if "`/release whatif" in line]
    assert lines[what_if].startswith("`/release whatif RELEASE`  what would be")
    assert lines[what_if + 1].strip().startswith("_drop KEY…, add N, capacity 80%, first|after")
    assert max(len(line.split("`")[1]) for line in lines if "`/release" in line) < 60
