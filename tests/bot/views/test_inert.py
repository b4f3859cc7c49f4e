"""Whatever a tracker holds, it stays text."""

from dataclasses import replace

import pytest

from bot.views.asked import Asked
from bot.views.blocks import Block
from bot.views.cards import answer_blocks, answer_text
from bot.views.choices import choices_blocks, names_text, unknown_blocks
from bot.views.help import help_blocks, help_text
from bot.views.listing import list_blocks, list_text
from bot.views.why import why_blocks, why_text
from bot.words.catalogue import say
from bot.words.escape import unescape
from planner.answer import Answer
from planner.inputs import LeftOut, Scope
from planner.note import Note
from tests.bot.answers import ASKED, EVIL, TODAY, a_forecast, a_refusal, a_scope, a_shipped, an_item
from tests.bot.judge import judge, mrkdwn_of, said_in
from tests.bot.test_names import a_name

Message = tuple[str, list[Block]]


def evil_scope() -> Scope:
    items = [
        an_item(n, title=EVIL, key=EVIL, url="https://x|y>" + EVIL, blocked_by=(EVIL,))
        for n in range(9)
    ]
    out = [LeftOut(EVIL, EVIL, "canceled")]
    return a_scope(items=items, left_out=out, name=EVIL, sources=(EVIL,))


def evil_messages() -> dict[str, Message]:
    asked: Asked = replace(ASKED, visible_keys=frozenset({EVIL}))
    note = Note("assume.hindsight", {"sources": EVIL})
    reason = Note("refusal.stalled", {"team": EVIL, "last_on": "2026-01-01"})
    forecast = a_forecast(evil_scope(), assumptions=(note,), sprint_window=(EVIL, EVIL + "2"))
    answers: dict[str, Answer] = {
        "forecast": forecast,
        "refused": a_refusal(evil_scope(), reason=reason),
        "shipped": a_shipped(evil_scope()),
    }
    cards = {
        name: (answer_text(answer, None), answer_blocks(answer, asked))
        for name, answer in answers.items()
    }
    whys = {
        f"why {name}": (why_text(answer), why_blocks(answer, asked))
        for name, answer in answers.items()
    }
    sentence = say("unknown.no_match", asked=EVIL)
    few, many = [a_name(EVIL)] * 3, [a_name(EVIL)] * 9
    every = list(answers.values())
    return {
        **cards,
        **whys,
        "list": (list_text(every, "", None), list_blocks(every, "", asked, TODAY)),
        "shipped list": (
            list_text(every, "shipped", None),
            list_blocks(every, "shipped", asked, TODAY),
        ),
        "choices": (names_text(sentence, few, TODAY), choices_blocks(sentence, few, None, TODAY)),
        "menu": (names_text(sentence, many, TODAY), choices_blocks(sentence, many, None, TODAY)),
        "unknown": (names_text(sentence, few, TODAY), unknown_blocks(sentence, few, None, TODAY)),
    }


@pytest.mark.parametrize("name", evil_messages())
def test_a_title_with_marks_comes_out_inert(name: str) -> None:
    text, blocks = evil_messages()[name]
    judge(text, blocks)
    assert "&lt;!channel&gt; &amp;" in text + said_in(blocks)
    assert "&amp;lt;" not in text + said_in(blocks)
    for said in (text, *mrkdwn_of(blocks)):
        assert "*x*" not in said


def test_no_address_in_a_title_becomes_a_link() -> None:
    """Slack links addresses and names that stand unbroken in a text that is not verbatim."""
    title = "see https://evil.example or www.evil.example, #general @here"
    item = an_item(title=title, blocked_by=("SHOP-9",))
    said = said_in(answer_blocks(a_forecast(a_scope(items=[item])), ASKED))
    for live in ("https://evil", "www.evil", "#general", "@here"):
        assert live not in said
        assert live in unescape(said)


def test_the_plain_text_keeps_what_a_name_holds() -> None:
    text = answer_text(a_forecast(a_scope(name="2*4 _beta_")), None)
    assert unescape(text).startswith("2*4 _beta_ is 85% likely")
    listed = list_text([a_forecast(a_scope(name="*x*"))], "", None)
    assert "*x*:" in unescape(listed)


def test_help_is_made_from_the_verbs() -> None:
    judge(help_text(), help_blocks())
    for usage in ("when RELEASE [by DATE]", "status RELEASE", "list [at-risk", "help"):
        assert f"`/release {usage}" in said_in(help_blocks())
