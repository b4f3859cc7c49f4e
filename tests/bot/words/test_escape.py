"""Text from outside, made safe."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.words.escape import Mrkdwn, bold, clip, escape, link, unescape

EVIL = "<!channel> & *x* <https://evil|click>"


def test_exactly_three_characters_are_escaped() -> None:
    assert escape(EVIL) == "&lt;!channel&gt; &amp; *x* &lt;https://evil|click&gt;"


def test_text_is_cut_before_it_is_escaped() -> None:
    assert escape("&" * 10, 5) == "&amp;&amp;&amp;&amp;…"


def test_lines_and_controls_become_single_spaces() -> None:
    assert clip("a\nb\t\x1b[31mc\u202ed  e", 50) == "a b [31mc d e"


def test_a_bold_name_is_not_ended_by_its_own_asterisks() -> None:
    assert bold("2.4") == "*2.4*"
    assert bold("2*4") == "2*4"
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
