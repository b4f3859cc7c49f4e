"""Where nothing can be said, whoever asked is told so, and nobody else."""

import pytest
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from tests.bot.judge import judge
from tests.bot.slack.conftest import Door
from tests.bot.slack.test_mentions import DIRECT, MENTION, said, settled, tell
from tests.bot.slack.test_subscribing import kept, release

Sessions = sessionmaker[Session]


@pytest.mark.parametrize(
    "refusal", ["is_archived", "not_in_channel", "channel_not_found", "restricted_action"]
)
def test_a_question_that_cannot_be_answered_there_is_told_of_in_private(
    http_door: Door, refusal: str
) -> None:
    http_door.slack.channels.refusals["C1"] = refusal
    tell(http_door, MENTION)
    settled(http_door)
    assert said(http_door) == []
    (told,) = said(http_door, "DU01")
    assert told["text"].startswith(
        f"I heard you in <#C1> and cannot answer there: Slack says {refusal}"
    )
    judge(told["text"], told["blocks"])


def test_what_cannot_be_told_either_ends_in_the_log(http_door: Door) -> None:
    http_door.slack.channels.refusals |= {"C1": "is_archived", "U01": "cannot_dm_bot"}
    with capture_logs() as logged:
        tell(http_door, MENTION)
        settled(http_door)
    assert http_door.slack.channels.posted == {}
    assert [one["error"] for one in logged if "error" in one] == ["is_archived", "cannot_dm_bot"]


def test_of_a_direct_message_that_is_closed_nobody_is_told_twice(http_door: Door) -> None:
    http_door.slack.channels.refusals["D1"] = "messages_tab_disabled"
    tell(http_door, DIRECT)
    settled(http_door)
    assert http_door.slack.channels.posted == {}


def test_a_channel_is_known_by_its_id_whatever_it_is_called_today(
    http_door: Door, company: Sessions
) -> None:
    room = {"id": "C2", "is_member": True, "name": "team"}
    http_door.slack.rooms.channels["C2"] = room
    http_door.slack.rooms.members["C2"] = ("U01",)
    release(http_door, "subscribe all daily <#C2|team>")
    http_door.slack.rooms.channels["C2"] = room | {"name": "renamed"}
    again = release(http_door, "subscribe all daily <#C2|renamed>")
    assert again["text"].startswith("<#C2> has that already")
    assert [one.channel for one in kept(company)] == ["C2"]
