"""A month by a clock of our own: what Slack's channels really receive, and when."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.words.escape import Mrkdwn, unescape
from planner.calendar import WorkCalendar
from tests.bot.judge import judge
from tests.bot.newsrooms import newsroom_over, outbox
from tests.bot.schedule.month import BERLIN, ZONES, month_in
from tests.bot.slack.channels import Channels, Message
from tests.bot.slack.local_slack import LocalSlack

GOLDEN = Path(__file__).with_name("month.txt")
SAYS = "chat.postMessage"


@pytest.mark.chaos
def test_a_month_is_told_at_the_right_time_once_and_reads_well(
    nobody: sessionmaker[Session], tmp_path: Path
) -> None:
    newsroom = newsroom_over(nobody, WorkCalendar(zone=BERLIN))
    with LocalSlack() as slack, month_in(slack, newsroom, tmp_path / "help") as month:
        month.live_through()
        check_once(slack, nobody)
        told = "\n".join(log_of(slack.channels))

    if not GOLDEN.exists():  # to renew it: delete it, run this, and read what it says now
        GOLDEN.write_text(told, encoding="utf-8")
        pytest.fail(f"{GOLDEN.name} was not there; it is now")
    assert told == GOLDEN.read_text(encoding="utf-8")


def check_once(slack: LocalSlack, sessions: sessionmaker[Session]) -> None:
    """Slack heard each post of the outbox once, and nothing else."""
    heard = [key for channel in slack.channels.posted for key in slack.channels.keys(channel)]
    posts = outbox(sessions)
    assert sorted(heard) == sorted(post.key for post in posts)
    assert {post.state for post in posts} == {"sent"}
    assert [call for call in slack.calls if call.startswith("chat.")] == [SAYS] * len(heard)
    assert not slack.rooms.whispers


def log_of(channels: Channels) -> Iterator[str]:
    """Give the words of each message that was received, by the wall clock of its channel."""
    for channel, message in channels.in_order():
        judge(message["text"], message["blocks"])
        local = _received_at(message).astimezone(ZoneInfo(ZONES[channel]))
        text = unescape(Mrkdwn(message["text"]))
        words = fill(text, 96, initial_indent="    ", subsequent_indent="    ")
        yield f"{local:%a %d %b %H:%M %Z}  #{channel}\n{words}\n"


def _received_at(message: Message) -> datetime:
    return datetime.fromtimestamp(int(message["ts"].partition(".")[0]), UTC)
