"""A chart that Slack does not take comes as a picture in the thread of an answer, once."""

import logging

import pytest
from slack_sdk import WebClient
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from bot.people.roles import Asker
from bot.reply import Reply
from bot.slack.bodies import Heard
from bot.slack.client import make_client
from bot.slack.pictures import Unshown, show_pictures
from bot.slack.rooms import Rooms
from bot.slack.talking import Talker
from bot.views.chart import CHART, line_chart
from store.tables import heard_event
from tests.bot.slack.conftest import Door
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack
from tests.bot.slack.test_mentions import said, settled, tell
from tests.bot.slack.test_subscribing import release
from tests.bot.test_running import wait_for

BURN_UP = {"type": "app_mention", "text": "<@U9> burnup checkout redesign"}
CHARTS = tuple(line_chart(name, "% likely", [("1 Dec", 5), ("8 Dec", 95)], "By") for name in "ab")
UNSHOWN = Unshown("C1", "1.1", CHARTS)


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return make_client(BOT_TOKEN, slack.base_url)


def test_an_answer_whose_chart_is_refused_has_it_as_a_picture_in_its_thread(
    http_door: Door, company: sessionmaker[Session]
) -> None:
    settled_at: list[object] = []

    def look(method: str) -> bool:
        if method.startswith("files."):
            with company() as session:
                settled_at.append(session.scalar(select(heard_event.c.settled_at)))
        return False

    http_door.slack.is_limited = look
    http_door.slack.channels.bad_charts = True
    for _ in range(2):  # Slack tells it again, and nothing is said or shown again
        tell(http_door, BURN_UP)
    settled(http_door)
    files = http_door.slack.files
    wait_for(lambda: len(files.shared) >= 1)
    (answer,) = said(http_door)
    types = [block["type"] for block in answer["blocks"]]
    assert "table" in types
    assert CHART not in types
    assert len(settled_at) == 2
    assert None not in settled_at  # whoever is killed at it leaves nothing to answer again
    (shown,) = files.shared
    assert (shown.channel, shown.thread) == ("C1", "1.1")
    assert shown.title == "Burn-up"
    assert shown.alt_text.startswith("Burn-up, a chart of lines. End of day: In scope: ")
    assert shown.content.startswith(b"\x89PNG")


def test_an_answer_whose_chart_is_taken_has_no_picture(http_door: Door) -> None:
    tell(http_door, BURN_UP)
    settled(http_door)
    (answer,) = said(http_door)
    assert CHART in [block["type"] for block in answer["blocks"]]
    assert not any(call.startswith("files.") for call in http_door.slack.calls)


def test_what_one_person_alone_sees_keeps_its_table_only(http_door: Door) -> None:
    http_door.slack.refused_type = CHART
    told = release(http_door, "burnup checkout redesign")
    assert "table" in [block["type"] for block in told["blocks"]]
    assert not any(call.startswith("files.") for call in http_door.slack.calls)


@pytest.mark.parametrize(("channel", "is_shown"), [("C1", False), ("D1", True)])
def test_a_whisper_keeps_its_table_only_and_a_direct_message_is_no_whisper(
    slack: LocalSlack, client: WebClient, channel: str, *, is_shown: bool
) -> None:
    slack.rooms.bad_charts = slack.channels.bad_charts = True
    heard = Heard("Ev1", Asker("T1", "U01", channel), "burnup", "1.1", "1.1")
    talker = Talker(client, "U9", Rooms(client))
    unshown = talker.whisper(heard, Reply("2.4: soon", [{"type": "divider"}, *CHARTS], {}))
    (told,) = slack.channels.posted["D1"] if is_shown else slack.rooms.whispers
    assert told["blocks"] == [{"type": "divider"}]
    assert unshown == (Unshown("D1", "1.1", CHARTS) if is_shown else None)


def test_all_charts_of_a_message_come_together(slack: LocalSlack, client: WebClient) -> None:
    show_pictures(client, UNSHOWN)
    assert [(one.title, one.thread) for one in slack.files.shared] == [("a", "1.1"), ("b", "1.1")]
    assert slack.calls.count("files.completeUploadExternal") == 1
    assert slack.files.tokens == [None, None]


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("files.getUploadURLExternal", "file_uploads_disabled"),
        ("files.completeUploadExternal", "restricted_action"),
    ],
)
def test_a_refused_picture_is_logged_once_and_never_tried_again(
    slack: LocalSlack,
    client: WebClient,
    caplog: pytest.LogCaptureFixture,
    method: str,
    error: str,
) -> None:
    slack.files.refusals[method] = error
    with caplog.at_level(logging.DEBUG), capture_logs() as logs:
        show_pictures(client, UNSHOWN)
    assert [(one["log_level"], one["reason"]) for one in logs] == [("warning", error)]
    assert BOT_TOKEN not in f"{logs}{caplog.text}"
    assert slack.calls.count(method) == 1
    assert slack.files.shared == []


def test_an_upload_that_breaks_is_logged_without_its_address(
    slack: LocalSlack, client: WebClient
) -> None:
    slack.files.upload_status = 500
    with capture_logs() as logs:
        show_pictures(client, UNSHOWN)
    assert [one["log_level"] for one in logs] == ["warning"]
    assert "/upload/" not in str(logs)
    assert slack.files.shared == []


def test_a_picture_whose_last_answer_is_lost_is_not_shown_again(
    slack: LocalSlack, client: WebClient
) -> None:
    slack.files.is_last_answer_lost = True
    with capture_logs() as logs:
        show_pictures(client, UNSHOWN)
    assert len(slack.files.shared) == len(CHARTS)
    assert [one["log_level"] for one in logs] == ["warning"]


def test_a_chart_that_cannot_be_drawn_is_no_error(slack: LocalSlack, client: WebClient) -> None:
    with capture_logs() as logs:
        show_pictures(client, Unshown("C1", "1.1", ({"type": CHART, "title": "x", "chart": {}},)))
    assert [one["log_level"] for one in logs] == ["warning"]
    assert slack.calls == []
