"""What nobody knows is looked for: nothing is said twice, and nothing is lost."""

import pytest

from bot.delivery.deliver import Delivered
from bot.delivery.poster import PAGES, TIMEOUT_SECONDS
from bot.delivery.rounds import Patience
from tests.bot.delivery.conftest import Desk
from tests.bot.slack.channels import AFTER, Fault

BEFORE = (Fault.LOST_BEFORE, Fault.BROKEN_BEFORE)


@pytest.mark.parametrize("fault", AFTER)
def test_what_arrived_though_nobody_said_so_is_found_and_not_said_again(
    desk: Desk, fault: Fault
) -> None:
    desk.channels.slow_seconds = 1.2
    desk.channels.faults.append(fault)
    desk.enqueue()
    assert desk.deliver() == Delivered(ambiguous=1)
    assert desk.deliver(minutes=2.5) == Delivered(sent=1)
    (said,) = desk.channels.posted["C1"]
    assert (desk.row().state, desk.row().ts) == ("sent", said["ts"])


@pytest.mark.parametrize("fault", BEFORE)
def test_what_did_not_arrive_is_said_again_but_only_when_it_surely_did_not(
    desk: Desk, fault: Fault
) -> None:
    desk.channels.faults.append(fault)
    desk.enqueue()
    assert desk.deliver() == Delivered(ambiguous=1)
    assert desk.deliver(minutes=2.2) == Delivered(ambiguous=1)
    assert desk.channels.posted == {}
    assert desk.deliver(minutes=1.2) == Delivered(rescheduled=1, sent=1)
    assert desk.channels.keys("C1") == ["one"]


def test_it_is_found_on_a_later_page_of_the_history(desk: Desk) -> None:
    desk.channels.page_limit = 1
    desk.channels.faults.append(Fault.LOST_AFTER)
    desk.enqueue()
    desk.deliver()
    desk.channels.posted["C1"].append({"text": "Hi", "ts": desk.channels.posted["C1"][0]["ts"]})
    assert desk.deliver(minutes=2.5) == Delivered(sent=1)


def test_what_comes_next_in_a_channel_waits_until_it_is_settled(desk: Desk) -> None:
    desk.channels.faults.append(Fault.LOST_BEFORE)
    for key in ("one", "two"):
        desk.enqueue(key)
    desk.deliver()
    assert desk.deliver(minutes=1) == Delivered()
    desk.deliver(minutes=3)
    desk.deliver(minutes=1)
    assert desk.channels.keys("C1") == ["one", "two"]


@pytest.mark.parametrize("refusal", ["missing_scope", "not_in_channel", "channel_not_found"])
def test_where_slack_does_not_let_us_look_it_is_parked_and_the_operator_told(
    desk: Desk, refusal: str
) -> None:
    desk.channels.faults.append(Fault.LOST_AFTER)
    desk.channels.history_refusals["C1"] = refusal
    desk.enqueue()
    desk.deliver(operator="U7")
    assert desk.deliver(minutes=2.5, operator="U7") == Delivered(parked=1, sent=1)
    assert (desk.row().state, desk.channels.keys("C1")) == ("parked", ["one"])
    (notice,) = desk.channels.posted["DU7"]
    assert notice["text"].startswith("I do not know whether the digest for <#C1> was posted")
    number = desk.row().id
    assert f"`shipcast posts retry {number}`, else `shipcast posts drop {number}`" in notice["text"]


def test_more_than_can_be_looked_through_is_parked_and_only_logged_without_an_operator(
    desk: Desk,
) -> None:
    desk.channels.page_limit = 1
    desk.channels.faults.append(Fault.LOST_AFTER)
    desk.enqueue()
    desk.deliver()
    ts = desk.channels.posted["C1"][0]["ts"]
    desk.channels.posted["C1"] += [{"text": "Hi", "ts": ts}] * PAGES
    assert desk.deliver(minutes=2.5) == Delivered(parked=1)
    assert desk.rows("notice") == []


@pytest.mark.parametrize("refusal", ["token_revoked", "internal_error", "ratelimited"])
def test_what_may_pass_is_waited_for(desk: Desk, refusal: str) -> None:
    desk.channels.faults.append(Fault.LOST_AFTER)
    desk.channels.history_refusals["C1"] = refusal
    desk.enqueue()
    desk.deliver()
    assert desk.deliver(minutes=30) == Delivered(ambiguous=1)
    desk.channels.history_refusals.clear()
    assert desk.deliver(minutes=2) == Delivered(sent=1)
    assert desk.channels.keys("C1") == ["one"]


def test_a_private_message_is_looked_for_in_its_conversation(desk: Desk) -> None:
    desk.channels.faults.append(Fault.LOST_AFTER)
    desk.enqueue(channel="U5")
    desk.deliver()
    assert desk.deliver(minutes=2.5) == Delivered(sent=1)
    assert desk.channels.keys("DU5") == ["one"]


def test_a_notice_that_cannot_be_settled_makes_no_other_notice(desk: Desk) -> None:
    desk.channels.faults.append(Fault.LOST_AFTER)
    desk.channels.history_refusals["DU5"] = "missing_scope"
    desk.enqueue(channel="U5", kind="notice")
    desk.deliver(operator="U7")
    assert desk.deliver(minutes=2.5, operator="U7") == Delivered(parked=1)


def test_a_look_that_times_out_on_every_page_ends_before_another_process_may_look() -> None:
    # One more call opens a person's conversation; and a look is begun in the first half.
    assert Patience().look_again.total_seconds() / 2 >= PAGES * TIMEOUT_SECONDS
