"""Text from outside, made safe."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.escape import Mrkdwn, bold, clip, escape, link, unescape, without_marks

Z = "\u200b"
EVIL = "<!channel> & *x* <https://evil|click>"


def test_control_characters_are_escaped_and_marks_broken() -> None:
    made = escape(EVIL)
    assert made == f"&lt;!channel&gt; &amp; {Z}*{Z}x{Z}*{Z} &lt;https:{Z}//{Z}evil|click&gt;"


@pytest.mark.parametrize("text", ["*x*", "_x_", "~x~", "`x`", "(_x_)", "```x```", "a *b* c_"])
def test_no_formatting_mark_touches_the_text_that_it_would_format(text: str) -> None:
    made = escape(text)
    for match in re.finditer(r"[*_~`]", made):
        assert made[match.start() - 1] == made[match.end()] == Z
    assert unescape(made) == text


def test_an_underscore_inside_a_word_stays_as_it_is() -> None:
    assert escape("snake_case_name") == "snake_case_name"


def test_only_our_own_marks_are_taken_away() -> None:
    said = Mrkdwn(f"{bold('2.4')} and {escape('*x*')}")
    assert unescape(without_marks(said)) == "2.4 and *x*"


def test_text_is_cut_before_it_is_escaped() -> None:
    assert escape("&" * 10, 5) == "&amp;&amp;&amp;&amp;…"


def test_lines_and_controls_become_single_spaces() -> None:
    assert clip("a\nb\t\x1b[31mc\u202ed  e", 50) == "a b [31mc d e"


def test_a_bold_name_is_not_ended_by_its_own_asterisks() -> None:
    assert bold("2.4") == "*2.4*"
    assert bold("2*4") == f"2{Z}*{Z}4"
    assert bold("_x_") == escape("_x_")
    assert bold("") == ""
    assert bold(Mrkdwn("a &amp; b")) == "*a &amp; b*"


def test_a_label_can_end_neither_its_link_nor_itself() -> None:
    made = link("https://jira.example/SHOP-1?a=1&b=2", "SHOP|1>\n<!here>")
    assert made == "<https://jira.example/SHOP-1?a=1&amp;b=2|SHOP 1&gt; &lt;!here&gt;>"


def test_what_is_no_web_address_is_no_link() -> None:
    for url in (
        None,
        "",
        "javascript:alert(1)",
        "https://a b",
        "https://a|b>",
        "https://" + "x" * 600,
    ):
        assert link(url, "SHOP-1") == "SHOP-1"


@given(text=st.text())
def test_escaped_text_holds_no_control_sequence_and_reads_the_same(text: str) -> None:
    made = escape(text)
    assert not re.search(r"[<>\n]", made)
    assert unescape(made) == clip(text, 200)


@given(text=st.text(), limit=st.integers(1, 100))
def test_clipped_text_keeps_its_limit(text: str, limit: int) -> None:
    assert len(clip(text, limit)) <= limit
    assert json.loads(json.dumps(clip(text, limit))) == clip(text, limit)
