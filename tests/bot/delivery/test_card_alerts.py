"""What a card's release does is said below it, where there is a card."""

import pytest

from bot.delivery.deliver import Delivered
from tests.bot.delivery.kiosk import Kiosk
from tests.bot.slack.channels import Fault

PUBLIC = {"is_member": True, "is_private": False}


def test_an_alert_of_the_same_release_is_said_below_the_card(kiosk: Kiosk) -> None:
    kiosk.put_up()
    kiosk.alert("below")
    kiosk.alert("all", release_id=None)
    kiosk.alert("other", release_id="jira:partner")
    kiosk.alert("elsewhere", channel="C2")
    for _ in range(3):
        kiosk.deliver()
    card, below, *rest = kiosk.said()
    assert below["thread_ts"] == card["ts"]
    assert below["reply_broadcast"] is False
    assert not any("thread_ts" in one for one in (*rest, *kiosk.said("C2")))
    assert kiosk.channels.keys("C1")[1:] == ["below", "all", "other"]


def test_an_alert_below_a_card_that_nobody_came_back_for_is_found_there(kiosk: Kiosk) -> None:
    kiosk.put_up()
    kiosk.channels.faults.append(Fault.LOST_AFTER)
    kiosk.alert("below")
    assert kiosk.deliver() == Delivered(ambiguous=1)
    kiosk.wait(minutes=2.5)
    assert kiosk.deliver() == Delivered(sent=1)
    assert kiosk.channels.keys("C1")[1:] == ["below"]


def test_an_alert_whose_card_was_deleted_is_found_among_the_messages(kiosk: Kiosk) -> None:
    kiosk.put_up()
    kiosk.channels.delete_all("C1")
    kiosk.channels.faults.append(Fault.LOST_AFTER)
    kiosk.alert("below")
    assert kiosk.deliver() == Delivered(ambiguous=1)
    kiosk.wait(minutes=2.5)
    assert kiosk.deliver() == Delivered(sent=1)
    assert kiosk.channels.keys("C1") == ["below"]


@pytest.mark.parametrize("refusal", ["thread_not_found", "restricted_action_thread_locked"])
def test_an_alert_that_cannot_be_said_below_its_card_is_a_message(
    kiosk: Kiosk, refusal: str
) -> None:
    kiosk.put_up()
    kiosk.channels.thread_refusal = refusal
    kiosk.alert("below")
    assert kiosk.deliver() == Delivered(rescheduled=1)
    assert kiosk.deliver() == Delivered(sent=1)
    assert "thread_ts" not in kiosk.said()[-1]
    assert kiosk.posts("notice") == []
