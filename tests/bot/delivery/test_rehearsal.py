"""While rehearsing, everything goes to one channel and says for whom it would be."""

from dataclasses import replace

from bot.delivery.deliver import Delivered
from bot.delivery.rehearsal import rehearsed
from bot.words.escape import unescape
from store.outbox import Post
from tests.bot.delivery.conftest import Desk
from tests.bot.judge import judge
from tests.bot.slack.channels import Fault


def test_everything_goes_to_the_rehearsal_channel_with_a_line_on_whom_it_is_for(
    desk: Desk,
) -> None:
    desk.enqueue("one", "C1")
    desk.enqueue("two", "U2")
    assert desk.deliver(rehearsal_channel="C99") == Delivered(sent=1)
    assert desk.deliver(rehearsal_channel="C99") == Delivered(sent=1)
    assert [*desk.channels.posted] == ["C99"]
    first, second = desk.channels.posted["C99"]
    assert first["text"] == "🎭 _Rehearsal:_ for <#C1>\nPost one"
    assert first["blocks"][0]["elements"][0]["text"] == "🎭 _Rehearsal:_ for <#C1>"
    assert second["text"] == "🎭 _Rehearsal:_ for one person, `U2`\nPost two"


def test_a_rehearsed_post_is_looked_for_where_it_was_rehearsed(desk: Desk) -> None:
    desk.channels.faults.append(Fault.LOST_AFTER)
    desk.enqueue()
    desk.deliver(rehearsal_channel="C99")
    assert desk.deliver(minutes=2.5, rehearsal_channel="C99") == Delivered(sent=1)
    assert desk.channels.keys("C99") == ["one"]


def test_a_rehearsal_channel_that_refuses_pauses_nobody(desk: Desk) -> None:
    desk.channels.refusals["C99"] = "not_in_channel"
    desk.enqueue(release_id="r1", subscription_id=1)
    assert desk.deliver(rehearsal_channel="C99") == Delivered(failed=1)
    assert desk.rows("notice") == []


def test_a_full_message_keeps_within_slacks_limits(desk: Desk) -> None:
    full = Post(
        "k", "T1", "#odd", "digest", "Text", [{"type": "divider"}] * 50, desk.at, None, desk.at
    )
    post = rehearsed(full)
    judge(post.text, post.blocks)
    assert unescape(post.text).startswith("🎭 _Rehearsal:_ for `#odd`")
    assert rehearsed(replace(full, blocks=[])).blocks == []
    assert "for one person, `D5`" in rehearsed(replace(full, channel="D5")).text
