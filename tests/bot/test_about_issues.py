"""What is answered about one issue."""

import pytest

from bot.answering import Answerer
from tests.bot.judge import said_in
from tests.bot.test_answering import asked


@pytest.mark.parametrize(
    "text", ["when will SHOP-200 be done", "SHOP-200", "is shop-200 done yet?", "eta SHOP-200"]
)
def test_of_a_done_issue_its_own_day_is_told_and_no_day_ahead_as_its_own(
    answerer: Answerer, text: str
) -> None:
    reply = asked(answerer, text)
    assert (reply.data["kind"], reply.data["category"]) == ("issue", "done")
    assert "SHOP-200 was done on Sun 22 Nov." in reply.text
    assert "It goes out with Checkout redesign, 85% likely by" in reply.text
    assert [each["action_id"] for each in reply.blocks[2]["elements"]][:2] == ["why", "share"]


def test_what_went_out_with_a_release_says_so(answerer: Answerer) -> None:
    text = asked(answerer, "when did SHOP-30 ship").text
    assert "It went out with 2.3 on Tue 3 Nov." in text


def test_an_open_issue_tells_how_far_it_is_before_its_release(answerer: Answerer) -> None:
    reply = asked(answerer, "when will SHOP-300 ship by mid December")
    assert reply.data["by"]["by"] == "2026-12-15"
    said = said_in(reply.blocks)
    assert "SHOP-300 is in *Checkout redesign*." in said
    assert "SHOP-300 is not begun." in said
    assert "It waits for SHOP-400 " in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("which release is SHOP-300 in", "SHOP-300 is in Checkout redesign."),
        ("what release does shop-300 belong to?", "SHOP-300 is in Checkout redesign."),
        ("is SHOP-300 in checkout", "Yes: SHOP-300 is in Checkout redesign."),
        ("does checkout contain SHOP-300", "Yes: SHOP-300 is in Checkout redesign."),
        ("is SHOP-300 in partner api?", "No: SHOP-300 is in Checkout redesign, not in Partner API"),
        ("will SHOP-300 ship with 2.3", "No: SHOP-300 is in Checkout redesign, not in 2.3"),
        ("is SHOP-400 in checkout?", "Yes: SHOP-400 is in Checkout redesign."),
        ("which release is SHOP-400 in", "SHOP-400 is in 2 releases."),
        ("which release is SHOP-403 in", "SHOP-403 is in no release. SHOP-403 is not begun."),
        ("is SEC-1 in checkout?", "I know no issue SEC-1, or I may not show it."),
    ],
)
def test_which_release_an_issue_is_in_is_told(answerer: Answerer, text: str, said: str) -> None:
    assert asked(answerer, text).text.startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what's blocking SHOP-300", "SHOP-300 waits for 1 issue."),
        ("is anything blocking shop-300", "SHOP-300 waits for 1 issue."),
        ("blockers SHOP-301", "SHOP-301 is not begun. It waits for nothing that I know of."),
        ("is SHOP-200 blocked?", "SHOP-200 was done on Sun 22 Nov."),
    ],
)
def test_the_blockers_of_an_issue_are_its_own(answerer: Answerer, text: str, said: str) -> None:
    reply = asked(answerer, text)
    assert reply.data["kind"] == "issue"
    assert said in reply.text
    assert "open items" not in reply.text


def test_what_an_issue_waits_for_is_listed_with_its_state(answerer: Answerer) -> None:
    reply = asked(answerer, "what blocks SHOP-300")
    assert reply.data["waits_for"] == ["SHOP-400"]
    assert "SHOP-400" in said_in(reply.blocks)
    assert "(not begun)" in said_in(reply.blocks)
