"""A post whose chart Slack refuses has it as a picture below, once a post, whatever happens."""

import logging
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import update
from structlog.testing import capture_logs

from bot.delivery.deliver import Delivered
from bot.views.chart import line_chart
from store.tables import post
from tests.bot.delivery.conftest import Desk
from tests.bot.slack.channels import Fault
from tests.bot.slack.local_slack import BOT_TOKEN

TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "1 Dec"}]]}
CHART = line_chart("How likely", "% likely", [("1 Dec", 5), ("8 Dec", 95)], "By")

# The form with the chart is refused before anything can go wrong; the one without it meets that.
REFUSED_AND_THEN = {fault: (fault, fault) for fault in (Fault.RATE_LIMITED, Fault.LOST_AFTER)}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.channels.bad_charts = True
    return desk


def enqueue(desk: Desk, key: str = "one", channel: str = "C1", **told: Any) -> None:
    desk.enqueue(key, channel, blocks=[TABLE, CHART], **told)


def test_it_ends_with_its_text_and_table_and_one_picture_below(desk: Desk) -> None:
    enqueue(desk)
    assert desk.deliver() == Delivered(sent=1)
    (said,) = desk.channels.posted["C1"]
    assert (said["text"], said["blocks"]) == ("Post one", [TABLE])
    (shown,) = desk.slack.files.shared
    assert (shown.channel, shown.thread, shown.title) == ("C1", said["ts"], "How likely")
    assert shown.alt_text == "How likely, a chart of lines. By: % likely: 1 Dec 5, 8 Dec 95."
    with Image.open(BytesIO(shown.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1280, 720))
        assert len(np.unique(np.asarray(picture.convert("L")))) > 10


def test_a_chart_that_is_taken_has_no_picture(desk: Desk) -> None:
    desk.channels.bad_charts = False
    enqueue(desk)
    assert desk.deliver() == Delivered(sent=1)
    assert not any(call.startswith("files.") for call in desk.slack.calls)


def test_a_person_has_it_in_the_conversation_and_an_answer_in_its_thread(desk: Desk) -> None:
    enqueue(desk, "one", "U5")
    enqueue(desk, "two", "C1", kind="answer", thread="7.7")
    assert desk.deliver() == Delivered(sent=2)
    places = {(one.channel, one.thread) for one in desk.slack.files.shared}
    (direct,) = desk.channels.posted["DU5"]
    assert places == {("DU5", direct["ts"]), ("C1", "7.7")}


def test_a_card_that_is_changed_again_and_again_collects_no_pictures(desk: Desk) -> None:
    desk.enqueue("card")
    desk.deliver()
    enqueue(desk, "edit", kind="answer", edits=desk.row("card").ts)
    assert desk.deliver(1) == Delivered(sent=1)
    assert desk.channels.posted["C1"][0]["blocks"] == [TABLE]
    assert not any(call.startswith("files.") for call in desk.slack.calls)


def test_a_post_that_is_sent_later_has_its_picture_once(desk: Desk) -> None:
    desk.channels.faults.extend(REFUSED_AND_THEN[Fault.RATE_LIMITED])
    enqueue(desk)
    assert desk.deliver() == Delivered(rescheduled=1)
    assert desk.slack.files.shared == []
    assert desk.deliver(1) == Delivered(sent=1)
    assert len(desk.slack.files.shared) == 1
    desk.deliver(10)
    assert len(desk.slack.files.shared) == 1


def test_a_post_that_was_looked_for_has_lost_its_picture(desk: Desk) -> None:
    """Nobody knows whether who sent it came to show it; and a second one would be worse."""
    desk.channels.faults.extend(REFUSED_AND_THEN[Fault.LOST_AFTER])
    enqueue(desk)
    assert desk.deliver() == Delivered(ambiguous=1)
    assert desk.deliver(3) == Delivered(sent=1)
    assert len(desk.channels.posted["C1"]) == 1
    assert desk.slack.files.shared == []


def test_a_post_that_another_process_settled_meanwhile_gets_no_second_picture(desk: Desk) -> None:
    """Whoever is not the first to know that it was sent shows nothing below it."""
    enqueue(desk)
    desk.channels.delays = lambda: _settle_first(desk)
    assert desk.deliver() == Delivered(sent=1)
    assert desk.slack.files.shared == []


def _settle_first(desk: Desk) -> tuple[float, float]:
    with desk.sessions.begin() as session:
        session.execute(update(post).values(state="sent", ts="1.1"))
    return 0, 0


def test_without_the_scope_the_post_stands_and_one_warning_is_logged(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.slack.rooms.scopes -= {"files:write"}
    enqueue(desk)
    with caplog.at_level(logging.DEBUG), capture_logs() as logs:
        assert desk.deliver() == Delivered(sent=1)
        assert desk.deliver(10) == Delivered()
    assert desk.row().state == "sent"
    assert len(desk.channels.posted["C1"]) == 1
    assert [(one["log_level"], one["reason"]) for one in logs] == [("warning", "missing_scope")]
    assert BOT_TOKEN not in f"{logs}{caplog.text}"


def test_a_picture_that_fails_is_not_tried_with_the_next_round(desk: Desk) -> None:
    desk.slack.files.refusals["files.completeUploadExternal"] = "internal_error"
    enqueue(desk)
    assert desk.deliver() == Delivered(sent=1)
    desk.slack.files.refusals.clear()
    assert desk.deliver(10) == Delivered()
    assert desk.slack.files.shared == []
    assert desk.slack.calls.count("chat.postMessage") == 2


def test_a_post_is_noted_as_sent_before_it_gets_its_picture(desk: Desk) -> None:
    """Whoever is killed at it leaves nothing that another process would take up."""
    states: list[str] = []

    def look(method: str) -> bool:
        states.extend([desk.row().state] if method.startswith("files.") else [])
        return False

    desk.slack.is_limited = look
    enqueue(desk)
    desk.deliver()
    assert states == ["sent"] * 2


def test_all_is_said_before_anything_is_shown(desk: Desk) -> None:
    """A slow upload must not take the time in which what was claimed is to be sent."""
    for place in ("C1", "C2", "C3"):
        enqueue(desk, place, place)
    assert desk.deliver() == Delivered(sent=3)
    calls = desk.slack.calls
    last = len(calls) - 1 - calls[::-1].index("chat.postMessage")
    assert last < calls.index("files.getUploadURLExternal")
    assert len(desk.slack.files.shared) == 3
