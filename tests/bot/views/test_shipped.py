"""The card of a release that is out."""

from dataclasses import replace
from datetime import date

import pytest

from bot.views.shipped import shipped_blocks, shipped_text
from tests.bot.answers import ASKED, a_scope, a_shipped
from tests.bot.judge import judge, said_in


def test_the_day_it_shipped_is_told() -> None:
    blocks = shipped_blocks(a_shipped(), ASKED)
    judge(shipped_text(a_shipped()), blocks)
    assert "🚢 *Checkout redesign* shipped on *Tue 3 Nov*" in said_in(blocks)
    assert shipped_text(a_shipped()) == "🚢 Checkout redesign shipped on Tue 3 Nov"


def test_a_release_without_a_date_is_out_all_the_same() -> None:
    said = said_in(shipped_blocks(a_shipped(on=None), replace(ASKED, by=date(2026, 11, 1))))
    assert "has shipped; the tracker does not say when" in said


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (date(2026, 11, 5), "Thu 5 Nov: yes, it shipped 2 days before"),
        (date(2026, 11, 3), "Tue 3 Nov: yes, on that very day"),
        (date(2026, 11, 2), "Mon 2 Nov: no, it shipped 1 day after"),
    ],
)
def test_a_day_that_was_asked_about_is_held_against_the_truth(by: date, said: str) -> None:
    assert said in said_in(shipped_blocks(a_shipped(), replace(ASKED, by=by)))


def test_what_was_still_open_is_not_hidden() -> None:
    said = said_in(shipped_blocks(a_shipped(a_scope(left=2, done=3)), ASKED))
    assert "2 of 5 items were still open" in said


def test_a_release_that_held_nothing_has_nothing_to_explain() -> None:
    blocks = shipped_blocks(a_shipped(a_scope(items=())), ASKED)
    assert [block["type"] for block in blocks] == ["section", "context"]
