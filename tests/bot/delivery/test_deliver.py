"""What is due is said once, in order, and its end is noted."""

from datetime import timedelta

from bot.delivery.deliver import Delivered
from bot.delivery.poster import TIMEOUT_SECONDS
from bot.delivery.rounds import BATCH, Patience
from store.switches import set_paused
from tests.bot.delivery.conftest import Desk, a_poster
from tests.bot.slack.channels import Fault


def test_what_is_due_is_posted_with_its_key_and_its_ts_is_kept(desk: Desk) -> None:
    desk.enqueue()
    assert desk.deliver() == Delivered(sent=1)
    (said,) = desk.channels.posted["C1"]
    assert said["text"] == "Post one"
    assert said["blocks"] == [{"type": "divider"}]
    assert said["metadata"] == {
        "event_type": "shipcast_post",
        "event_payload": {"dedupe_key": "one"},
    }
    assert said["unfurl_links"] is said["unfurl_media"] is False
    assert (desk.row().state, desk.row().ts) == ("sent", said["ts"])


def test_nothing_is_said_twice(desk: Desk) -> None:
    desk.enqueue()
    desk.deliver()
    assert desk.deliver(minutes=10) == Delivered()
    assert desk.channels.keys("C1") == ["one"]


def test_a_channel_gets_one_message_a_call_and_all_in_order(desk: Desk) -> None:
    for key in ("one", "two", "three"):
        desk.enqueue(key)
    desk.enqueue("other", "C2")
    assert desk.deliver() == Delivered(sent=2)
    assert desk.channels.keys("C1") == ["one"]
    desk.deliver()
    desk.deliver()
    assert desk.channels.keys("C1") == ["one", "two", "three"]


def test_what_is_not_due_waits(desk: Desk) -> None:
    desk.enqueue(not_before=desk.at + timedelta(hours=1))
    assert desk.deliver() == Delivered()
    assert desk.deliver(minutes=60) == Delivered(sent=1)


def test_what_comes_too_late_is_skipped(desk: Desk) -> None:
    desk.enqueue(expires_at=desk.at + timedelta(hours=2))
    assert desk.deliver(minutes=180) == Delivered(skipped=1)
    assert desk.channels.posted == {}


def test_while_everything_is_paused_nothing_is_said_and_nothing_is_lost(desk: Desk) -> None:
    desk.enqueue()
    with desk.sessions.begin() as session:
        set_paused(session, True, "U1", desk.at)
    assert desk.deliver() == Delivered()
    with desk.sessions.begin() as session:
        set_paused(session, False, "U1", desk.at)
    assert desk.deliver() == Delivered(sent=1)


def test_when_slack_asks_to_wait_the_post_waits_as_long_and_its_channel_with_it(
    desk: Desk,
) -> None:
    desk.channels.faults.append(Fault.RATE_LIMITED)
    desk.channels.retry_after = 90
    desk.enqueue()
    desk.enqueue("two")
    assert desk.deliver() == Delivered(rescheduled=1)
    assert desk.deliver(minutes=1) == Delivered()
    assert desk.deliver(minutes=1) == Delivered(sent=1)
    assert desk.channels.keys("C1") == ["one"]


def test_the_time_that_slack_took_to_ask_for_a_wait_is_not_part_of_it(desk: Desk) -> None:
    desk.channels.delays = lambda: (0.3, 0)
    desk.channels.faults.append(Fault.RATE_LIMITED)
    desk.enqueue()
    desk.deliver()
    assert desk.row().not_before - desk.at > timedelta(seconds=desk.channels.retry_after + 0.3)


def test_slack_that_cannot_be_reached_is_tried_again_later_and_later(desk: Desk) -> None:
    reachable = desk.poster
    desk.poster = a_poster("http://127.0.0.1:9/api/")
    desk.enqueue()
    assert desk.deliver() == Delivered(rescheduled=1)
    assert desk.row().not_before == desk.at + timedelta(seconds=5)
    assert desk.deliver(minutes=1) == Delivered(rescheduled=1)
    assert desk.row().not_before == desk.at + timedelta(seconds=10)
    desk.poster = reachable
    assert desk.deliver(minutes=1) == Delivered(sent=1)


def test_blocks_that_slack_refuses_leave_the_sentence(desk: Desk) -> None:
    desk.channels.bad_blocks = True
    desk.enqueue()
    assert desk.deliver() == Delivered(sent=1)
    (said,) = desk.channels.posted["C1"]
    assert said["text"] == "Post one"
    assert "blocks" not in said


def test_what_was_claimed_is_given_back_when_there_is_no_time_left_for_it(
    desk: Desk, brief: Patience
) -> None:
    desk.channels.delays = lambda: (0.3, 0)
    desk.enqueue("one", "C1")
    desk.enqueue("two", "C2")
    assert desk.deliver(patience=brief) == Delivered(sent=1, rescheduled=1)
    assert desk.channels.keys("C2") == []
    assert desk.deliver() == Delivered(sent=1)


def test_what_another_process_may_hold_by_now_is_left_alone(desk: Desk, brief: Patience) -> None:
    desk.channels.delays = lambda: (0.6, 0)
    desk.enqueue("one", "C1")
    desk.enqueue("two", "C2")
    assert desk.deliver(patience=brief) == Delivered(sent=1, ambiguous=1)
    assert desk.row("two").state == "sending"


def test_a_batch_that_times_out_is_begun_in_half_a_lease() -> None:
    assert timedelta(seconds=BATCH * TIMEOUT_SECONDS) <= Patience().lease / 2


def test_a_chart_that_slack_refuses_leaves_all_the_rest(desk: Desk) -> None:
    chart = {"type": "data_visualization", "title": "x", "chart": {}}
    desk.channels.bad_charts = True
    desk.enqueue(blocks=[{"type": "divider"}, chart])
    assert desk.deliver() == Delivered(sent=1)
    (said,) = desk.channels.posted["C1"]
    assert said["blocks"] == [{"type": "divider"}]
