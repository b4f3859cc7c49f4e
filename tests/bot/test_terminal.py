"""What a message looks like in a terminal."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.terminal import draw_blocks, mrkdwn_text
from bot.views.blocks import Block, actions, button, context, fields, header, section, select, table
from bot.views.chart import line_chart
from bot.views.forecast import forecast_blocks
from bot.views.why import why_blocks
from bot.words.escape import Mrkdwn, clip, escape
from tests.bot.answers import ASKED, EVIL, a_forecast, a_scope, an_item


def drawn(*blocks: Block, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    draw_blocks(console, blocks)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def test_a_message_shows_what_slack_shows() -> None:
    blocks = (
        header("Releases"),
        section(Mrkdwn("*2.4* ships _soon_, see <https://x.example/1|SHOP-1> &amp; `code`")),
        fields([Mrkdwn("*Scope*\n3 left"), Mrkdwn("*Pace*\n2 a week"), Mrkdwn("third")]),
        {"type": "divider"},
        context(Mrkdwn("Data as of <!date^1^{ago}|5 min ago>")),
        actions([button("Why?", "why", "1"), button("Other", "b", "2")]),
        actions([select("Pick", "choose", [("First", "1"), ("Second", "2")])]),
        table(("Likely", "By"), [("50%", "Tue 8 Dec")]),
    )
    shown = drawn(*blocks)
    for words in (
        "Releases",
        "2.4 ships soon, see SHOP-1 & code",
        "Data as of 5 min ago",
        "[ Why? ]  [ Other ]",
        "• First",
        "• Second",
        "50%      Tue 8 Dec",
    ):
        assert words in shown
    scope = next(line for line in shown.splitlines() if "Scope" in line)
    assert "Pace" in scope


def test_marks_become_styles() -> None:
    text = mrkdwn_text("*bold _both_* ~gone~ <https://x.example/?a=1&amp;b=2|here> <@U1>")
    styles = {text.plain[span.start : span.end]: str(span.style) for span in text.spans}
    assert text.plain == "bold both gone here @U1"
    assert styles["bold "] == "bold"
    assert styles["both"] == "bold italic"
    assert styles["gone"] == "strike"
    assert styles["here"] == "underline link https://x.example/?a=1&b=2"


def test_marks_inside_words_are_no_marks() -> None:
    assert mrkdwn_text("snake_case_name 2*3*4").plain == "snake_case_name 2*3*4"


def test_text_from_outside_cannot_style_the_terminal() -> None:
    evil = "[bold red]x[/] [link=https://evil]y[/link] \x1b[31mred\x07 :smile:"
    shown = drawn(
        section(escape(evil)), {"type": "header", "text": {"type": "plain_text", "text": evil}}
    )
    assert "[bold red]x[/] [link=https://evil]y[/link]" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert ":smile:" in shown


def test_every_card_can_be_drawn() -> None:
    forecast = a_forecast(a_scope(items=[an_item(n, title=EVIL) for n in range(3)]))
    shown = drawn(*forecast_blocks(forecast, ASKED), *why_blocks(forecast, ASKED))
    assert "<!channel> & *x* <https://evil|click>" in shown
    assert "50%" in shown


@given(text=st.text(st.characters(blacklist_characters="*_~`"), max_size=60))
def test_escaped_text_is_drawn_as_it_is(text: str) -> None:
    assert mrkdwn_text(escape(text)).plain == clip(text, 200)


def test_a_chart_is_drawn_as_bars() -> None:
    shown = drawn(line_chart("How likely", "% likely", [("17 Dec", 50), ("24 Dec", 95)], "By"))
    lines = shown.splitlines()
    assert "How likely" in lines[0]
    assert lines[-2].split() == ["17", "Dec", "█" * 20, "50"]
    assert lines[-1].split() == ["24", "Dec", "█" * 38, "95"]
