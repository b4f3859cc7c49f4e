"""A channel keeps one message of a release, and that is changed in place."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.carding import EDIT_GAP, TURN
from bot.delivery.cards import ANEW_AFTER
from bot.delivery.deliver import Delivered
from planner.inputs import Planning
from store.audit import load_audit
from store.cards import load_card
from store.switches import set_paused
from tests.bot.delivery.kiosk import CHECKOUT, Kiosk
from tests.bot.judge import judge
from tests.bot.world import DUE_ON, to_do

PUBLIC = {"is_member": True, "is_private": False}


def test_a_card_is_posted_once_and_then_changed_in_place(kiosk: Kiosk) -> None:
    kiosk.put_up()
    (first,) = kiosk.said()
    assert "kept up to date" in first["text"]
    before = dict(first)
    assert kiosk.pass_on() == Delivered(sent=1)
    (now,) = kiosk.said()
    assert now["ts"] == before["ts"]
    assert now["text"] != before["text"]
    assert now["blocks"] != before["blocks"]
    judge(now["text"], now["blocks"])
    ((_, edit),) = kiosk.channels.edits
    assert (edit["ts"], edit["text"]) == (now["ts"], now["text"])
    assert [(one.state, one.edits) for one in kiosk.posts()] == [
        ("sent", None),
        ("sent", now["ts"]),
    ]


def test_a_review_that_changes_nothing_of_it_changes_nothing(kiosk: Kiosk) -> None:
    kiosk.put_up()
    kiosk.wait(minutes=10)
    assert kiosk.review() == 0


def test_data_that_was_only_read_again_is_no_reason_to_edit(kiosk: Kiosk) -> None:
    kiosk.put_up()
    before = json.dumps(kiosk.answerer.answer_kept(CHECKOUT).blocks)
    kiosk.wait(hours=3)
    kiosk.read()
    assert json.dumps(kiosk.answerer.answer_kept(CHECKOUT).blocks) != before
    assert kiosk.review() == 0
    assert kiosk.deliver() == Delivered()


def test_a_plan_of_the_same_data_that_came_out_otherwise_is_no_reason_to_edit(
    kiosk: Kiosk,
) -> None:
    kiosk.put_up()
    kiosk.pass_on()
    before = kiosk.answerer.answer_kept(CHECKOUT).text
    kiosk.answerer = kiosk.another_answerer(planning=Planning(releases_at_once=1))
    assert kiosk.answerer.answer_kept(CHECKOUT).text != before
    kiosk.wait(minutes=10)
    assert kiosk.review() == 0
    assert kiosk.pass_on() == Delivered(sent=1)


def test_edits_are_45_seconds_apart_and_the_newest_wins(kiosk: Kiosk) -> None:
    kiosk.put_up()
    posted_at = kiosk.at
    for _ in range(3):
        kiosk.wait(seconds=10)
        kiosk.add_issues()
        kiosk.review()
        assert kiosk.deliver() == Delivered()
    kiosk.wait(seconds=14)
    assert kiosk.deliver() == Delivered()
    kiosk.wait(seconds=1)
    assert kiosk.deliver() == Delivered(sent=1)
    assert kiosk.at - posted_at == EDIT_GAP
    ((_, edit),) = kiosk.channels.edits
    *_, last = kiosk.posts()
    assert edit["text"] == last.text
    assert [one.state for one in kiosk.posts()] == ["sent", "skipped", "skipped", "sent"]


def test_words_that_were_taken_back_before_they_were_said_are_not_said(kiosk: Kiosk) -> None:
    kiosk.put_up()
    kiosk.wait(seconds=10)
    kiosk.promise(DUE_ON + timedelta(days=7))
    assert kiosk.review() == 1
    kiosk.promise(DUE_ON)
    assert kiosk.review() == 0
    kiosk.wait(minutes=5)
    assert kiosk.deliver() == Delivered()


def test_many_cards_are_edited_at_a_pace_that_slack_takes(kiosk: Kiosk) -> None:
    for number in range(1, 5):
        kiosk.subscribe(channel=f"C{number}")
    kiosk.review()
    kiosk.deliver()
    kiosk.wait(minutes=10)
    kiosk.add_issues()
    kiosk.review()
    moments = [one.not_before for one in kiosk.posts() if one.state == "pending"]
    assert moments == [kiosk.at + number * TURN for number in range(4)]
    assert timedelta(minutes=1) / TURN < 50


def test_a_card_is_put_up_in_working_hours_and_edited_at_any_time(kiosk: Kiosk) -> None:
    kiosk.at = datetime(2026, 11, 22, 20, tzinfo=UTC)  # a Sunday
    kiosk.subscribe(zone="America/New_York")
    kiosk.review()
    kiosk.wait(hours=17)
    assert kiosk.deliver() == Delivered()
    kiosk.at = datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert kiosk.deliver() == Delivered(sent=1)
    kiosk.wait(hours=14)
    assert kiosk.pass_on() == Delivered(sent=1)
    assert len(kiosk.channels.edits) == 1


@pytest.mark.parametrize(
    "refusal", ["message_not_found", "edit_window_closed", "cant_update_message"]
)
def test_a_message_that_is_gone_is_posted_anew_once_and_that_one_is_changed(
    kiosk: Kiosk, refusal: str
) -> None:
    kiosk.put_up()
    if refusal == "message_not_found":
        kiosk.channels.delete_all("C1")
    else:
        kiosk.channels.edit_refusals["C1"] = refusal
    assert kiosk.pass_on() == Delivered(skipped=1)
    kiosk.channels.edit_refusals.clear()
    assert kiosk.review() == 1
    assert kiosk.deliver() == Delivered(sent=1)
    anew = kiosk.said()[-1]["ts"]
    assert kiosk.pass_on() == Delivered(sent=1)
    ((_, edit),) = kiosk.channels.edits
    assert edit["ts"] == anew
    assert kiosk.posts("notice") == []


def test_a_card_that_is_deleted_again_comes_back_on_the_next_day(kiosk: Kiosk) -> None:
    kiosk.put_up()
    for _ in range(2):
        kiosk.channels.delete_all("C1")
        assert kiosk.pass_on() == Delivered(skipped=1)
        kiosk.review()
        kiosk.deliver()
    assert kiosk.said() == []
    kiosk.wait(days=ANEW_AFTER / timedelta(days=1))
    kiosk.review()
    assert kiosk.deliver() == Delivered(sent=1)


def test_a_card_that_is_gone_at_night_comes_back_in_the_morning(kiosk: Kiosk) -> None:
    kiosk.put_up()
    kiosk.channels.delete_all("C1")
    kiosk.wait(hours=12)
    assert kiosk.pass_on() == Delivered(skipped=1)
    kiosk.review()
    assert kiosk.deliver() == Delivered()
    kiosk.at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    kiosk.review()
    assert kiosk.deliver() == Delivered(sent=1)


def test_a_card_of_a_release_that_ships_is_edited_for_the_last_time_and_ends(
    kiosk: Kiosk,
) -> None:
    wish = kiosk.put_up()
    kiosk.wait(minutes=10)
    kiosk.ship()
    assert kiosk.review() == 1
    assert kiosk.wish(wish.id) is not None
    assert kiosk.deliver() == Delivered(sent=1)
    (now,) = kiosk.said()
    assert "this was the last update" in now["text"]
    judge(now["text"], now["blocks"])
    kiosk.wait(minutes=10)
    assert kiosk.review() == 0
    assert kiosk.wish(wish.id) is None
    with kiosk.sessions() as session:
        assert load_card(session, wish.id, "C1") is None
        (audited,) = load_audit(session)
    assert (audited.actor, audited.action) == ("shipcast", "ship")


def test_a_private_issue_is_in_no_card(kiosk: Kiosk) -> None:
    held = ("checkout",)
    kiosk.add(  # the card names what is blocked, and by what
        to_do("SHOP-901", "shop", held, blocks=("SEC-1", "SHOP-301")),
        to_do("SEC-2", "shop", held, title="A secret", restricted=True, blocks=("SHOP-301",)),
    )
    kiosk.put_up()
    kiosk.pass_on()
    assert "SHOP-301" in json.dumps(kiosk.said())
    kiosk.wait(minutes=10)
    kiosk.ship()
    kiosk.review()
    kiosk.deliver()
    told = json.dumps([kiosk.said(), kiosk.channels.edits], ensure_ascii=False)
    assert len(kiosk.channels.edits) == 2
    assert "SEC-" not in told
    assert "A secret" not in told


def test_a_rehearsal_has_a_card_of_its_own(kiosk: Kiosk) -> None:
    kiosk.put_up()
    kiosk.rehearsal_channel = "C99"
    assert kiosk.pass_on() == Delivered(sent=1)
    assert kiosk.pass_on() == Delivered(sent=1)
    assert len(kiosk.said("C99")) == len(kiosk.said()) == 1
    assert [channel for channel, _ in kiosk.channels.edits] == ["C99"]
    assert "<#C1>" in kiosk.said("C99")[0]["text"]
    kiosk.rehearsal_channel = None
    assert kiosk.pass_on() == Delivered(sent=1)
    assert [channel for channel, _ in kiosk.channels.edits] == ["C99", "C1"]


def test_while_everything_is_paused_nothing_is_edited_and_then_only_the_newest(
    kiosk: Kiosk,
) -> None:
    kiosk.put_up()
    with kiosk.sessions.begin() as session:
        set_paused(session, True, "U1", kiosk.at)
    for _ in range(3):
        assert kiosk.pass_on() == Delivered()
    with kiosk.sessions.begin() as session:
        set_paused(session, False, "U1", kiosk.at)
    assert kiosk.deliver() == Delivered(sent=1)
    ((_, edit),) = kiosk.channels.edits
    assert edit["text"] == kiosk.posts()[-1].text


def test_one_persons_card_is_edited_in_their_own_conversation(kiosk: Kiosk) -> None:
    kiosk.put_up(channel="U2")
    assert kiosk.pass_on() == Delivered(sent=1)
    assert len(kiosk.said("DU2")) == 1
    assert [channel for channel, _ in kiosk.channels.edits] == ["DU2"]
