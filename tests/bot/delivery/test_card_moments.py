"""An edit that goes wrong, or that a process dies with, leaves one card that says the newest."""

import pytest

from bot.delivery.cards import aim_posts
from bot.delivery.deliver import Delivered
from bot.delivery.rounds import Patience, Round
from bot.words.audience import ONE_PERSON
from store.outbox import claim_posts
from store.subscriptions import resume_subscription
from tests.bot.delivery.kiosk import Kiosk
from tests.bot.slack.channels import AFTER, Fault

PUBLIC = {"is_member": True, "is_private": False}


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        ("is_inactive", "archived"),
        ("channel_not_found", "not in that channel"),
        ("no_permission", "does not accept me any more"),
    ],
)
def test_a_channel_that_takes_no_edit_pauses_the_card_and_tells_its_owner_once(
    kiosk: Kiosk, refusal: str, reason: str
) -> None:
    wish = kiosk.put_up()
    kiosk.channels.edit_refusals["C1"] = refusal
    assert kiosk.pass_on() == Delivered(failed=1)
    kept = kiosk.wish(wish.id)
    assert kept is not None
    assert reason in str(kept.paused_reason)
    assert kiosk.review() == 0
    assert [one.channel for one in kiosk.posts("notice")] == ["U2"]
    kiosk.channels.edit_refusals.clear()
    with kiosk.sessions.begin() as session:
        resume_subscription(session, wish.id)
    assert kiosk.pass_on() == Delivered(sent=2)  # the notice, and the edit
    assert len(kiosk.said()) == 1


def test_a_channel_is_looked_at_before_it_is_edited(kiosk: Kiosk) -> None:
    kiosk.slack.rooms.channels["C1"] = {**PUBLIC, "is_private": True}
    wish = kiosk.put_up(is_private=True)
    kiosk.slack.rooms.channels["C1"] = PUBLIC
    assert kiosk.pass_on() == Delivered(failed=1)
    assert kiosk.channels.edits == []
    kept = kiosk.wish(wish.id)
    assert kept is not None
    assert "everybody in the workspace can read it" in str(kept.paused_reason)


def test_words_that_slack_does_not_take_are_tried_again_when_they_are_others(
    kiosk: Kiosk,
) -> None:
    kiosk.put_up()
    kiosk.channels.edit_refusals["C1"] = "msg_too_long"
    assert kiosk.pass_on() == Delivered(failed=1)
    assert kiosk.review() == 0
    kiosk.channels.edit_refusals.clear()
    assert kiosk.pass_on() == Delivered(sent=1)
    assert len(kiosk.said()) == 1


def test_an_edit_whose_blocks_are_refused_leaves_the_sentence(kiosk: Kiosk) -> None:
    kiosk.put_up()
    kiosk.channels.bad_blocks = True
    assert kiosk.pass_on() == Delivered(sent=1)
    ((_, edit),) = kiosk.channels.edits
    assert edit["blocks"] == []


@pytest.mark.parametrize("fault", [*AFTER, Fault.LOST_BEFORE, Fault.BROKEN_BEFORE])
def test_an_edit_of_which_nobody_knows_is_made_again(kiosk: Kiosk, fault: Fault) -> None:
    kiosk.put_up()
    kiosk.channels.slow_seconds = 1.2
    kiosk.channels.faults.append(fault)
    assert kiosk.pass_on() == Delivered(rescheduled=1)
    kiosk.wait(seconds=6)
    assert kiosk.deliver() == Delivered(sent=1)
    (now,) = kiosk.said()
    *_, last = kiosk.posts()
    assert (now["text"], last.state) == (last.text, "sent")


def test_an_edit_waits_as_long_as_slack_asks(kiosk: Kiosk) -> None:
    kiosk.put_up()
    kiosk.channels.faults.append(Fault.RATE_LIMITED)
    kiosk.channels.retry_after = 30
    assert kiosk.pass_on() == Delivered(rescheduled=1)
    kiosk.wait(seconds=29)
    assert kiosk.deliver() == Delivered()
    kiosk.wait(seconds=3)
    assert kiosk.deliver() == Delivered(sent=1)


@pytest.mark.parametrize("was_made", [False, True])
def test_a_process_that_is_killed_with_an_edit_leaves_it_to_be_made_again(
    kiosk: Kiosk, *, was_made: bool
) -> None:
    kiosk.put_up()
    kiosk.wait(minutes=10)
    kiosk.add_issues()
    kiosk.review()
    _die(kiosk, was_said=was_made)
    kiosk.wait(minutes=1)
    assert kiosk.deliver() == Delivered()  # the one that died may still be at it
    kiosk.wait(minutes=1.2)  # sooner than what was surely not posted is posted again
    assert kiosk.deliver() == Delivered(rescheduled=1, sent=1)
    (now,) = kiosk.said()
    *_, last = kiosk.posts()
    assert now["text"] == last.text
    assert kiosk.review() == 0


@pytest.mark.parametrize("was_made", [False, True])
def test_a_process_that_is_killed_with_a_new_card_leaves_one_card(
    kiosk: Kiosk, *, was_made: bool
) -> None:
    kiosk.subscribe()
    kiosk.review()
    _die(kiosk, was_said=was_made)
    kiosk.wait(minutes=4)
    ends = Delivered(sent=1) if was_made else Delivered(rescheduled=1, sent=1)
    assert kiosk.deliver() == ends
    assert len(kiosk.said()) == 1
    assert kiosk.pass_on() == Delivered(sent=1)
    assert len(kiosk.said()) == len(kiosk.channels.edits) == 1


def _die(kiosk: Kiosk, *, was_said: bool) -> None:
    """Claim what is due as a process does that is killed before it notes what became of it."""
    patience = Patience()
    current = Round(kiosk.sessions, kiosk.poster, kiosk.at)
    with kiosk.sessions.begin() as session:
        due = aim_posts(session, current, claim_posts(session, kiosk.at, patience.lease, 6))
    assert len(due) == 1
    if was_said:
        kiosk.poster.say("C1", due[0].post, ONE_PERSON)


def test_a_change_while_an_edit_is_on_its_way_comes_after_it(kiosk: Kiosk) -> None:
    kiosk.put_up()
    kiosk.wait(minutes=10)
    kiosk.add_issues()
    kiosk.review()
    _die(kiosk, was_said=True)
    kiosk.wait(seconds=30)
    kiosk.add_issues()
    assert kiosk.review() == 1
    assert kiosk.deliver() == Delivered()
    kiosk.wait(minutes=2)
    kiosk.deliver()
    kiosk.wait(seconds=44)
    assert kiosk.deliver() == Delivered()
    kiosk.wait(seconds=2)
    assert kiosk.deliver() == Delivered(sent=1)
    *_, last = kiosk.posts()
    assert kiosk.said()[0]["text"] == last.text
