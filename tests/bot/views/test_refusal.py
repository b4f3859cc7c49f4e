"""The card of a release that cannot be forecast."""

from datetime import date

from bot.views.refusal import refusal_blocks, refusal_text
from planner.note import Note
from tests.bot.answers import ASKED, a_refusal, a_scope
from tests.bot.judge import judge, said_in

REFERENCE = Note(
    "reference.past_releases",
    {"releases": 20, "items_low": 9, "items_mid": 34, "items_high": 60}
    | {"days_low": 40, "days_mid": 100, "days_high": 180},
)


def test_the_reason_and_the_way_out_are_told_with_what_is_known() -> None:
    refusal = a_refusal(a_scope(due_on=date(2026, 12, 4)), reference=REFERENCE)
    blocks = refusal_blocks(refusal, ASKED)
    judge(refusal_text(refusal), blocks)
    said = said_in(blocks)
    assert "I can't say when *Checkout redesign* will ship" in said
    assert "Shop has finished only 2 items so far" in said
    assert "*What would help:* It needs 3 more finished items." in said
    assert "2 of 5 items done, 3 left" in said
    assert "Fri 4 Dec" in said
    assert "For comparison, not a forecast: 20 past releases here: usually 34 items" in said
    assert blocks[-1]["elements"][0]["text"]["text"] == "Why?"


def test_an_empty_release_has_nothing_to_explain() -> None:
    empty = a_refusal(a_scope(items=()), reason=Note("refusal.empty"))
    blocks = refusal_blocks(empty, ASKED)
    judge(refusal_text(empty), blocks)
    assert [block["type"] for block in blocks] == ["section", "section", "context"]


def test_the_text_alone_tells_the_reason() -> None:
    assert refusal_text(a_refusal()).startswith("No forecast for Checkout redesign: Shop has")


def test_a_canceled_release_is_said_to_be_canceled() -> None:
    canceled = a_refusal(a_scope(is_canceled=True), reason=Note("refusal.canceled"))
    blocks = refusal_blocks(canceled, ASKED)
    judge(refusal_text(canceled), blocks)
    said = said_in(blocks)
    assert said.startswith("🛑 *Checkout redesign* is canceled\nIt was canceled in the tracker.")
    assert "can't say when" not in said
    assert refusal_text(canceled).startswith("Checkout redesign is canceled: It was canceled")
