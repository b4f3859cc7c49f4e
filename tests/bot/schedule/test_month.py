"""A month by a clock of our own: what Slack's channels really receive, and when."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from textwrap import fill, shorten
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.delivery.poster import word_of
from bot.launching.kinds import SLIP
from bot.wishes import CARD, SLIPS
from bot.words.escape import Mrkdwn, unescape
from tests.bot.judge import judge
from tests.bot.newsrooms import outbox
from tests.bot.schedule.month import ZONES, month_in
from tests.bot.slack.channels import Channels, Message
from tests.bot.slack.local_slack import LocalSlack

GOLDEN = Path(__file__).with_name("month.txt")


@pytest.mark.chaos
def test_a_month_is_told_at_the_right_time_once_and_reads_well(
    nobody: sessionmaker[Session], tmp_path: Path
) -> None:
    database = str(nobody.kw["bind"].url.database)
    with LocalSlack() as slack, month_in(slack, database, tmp_path / "help") as month:
        month.live_through()
        check_once(slack, nobody)
        told = "\n".join(log_of(slack.channels))

    if not GOLDEN.exists():  # to renew it: delete it, run this, and read what it says now
        GOLDEN.write_text(told, encoding="utf-8")
        pytest.fail(f"{GOLDEN.name} was not there; it is now")
    assert told == GOLDEN.read_text(encoding="utf-8")


def check_once(slack: LocalSlack, sessions: sessionmaker[Session]) -> None:
    """Slack heard each post of the outbox once, and nothing else, whatever died on the way."""
    heard = [key for channel in slack.channels.posted for key in slack.channels.keys(channel)]
    posts = outbox(sessions)
    assert {post.state for post in posts} <= {"sent", "skipped"}
    # What waited and was overtaken is told as it is then.
    unsaid = {post.kind.partition(":")[0] for post in posts if post.state == "skipped"}
    assert unsaid <= {CARD, SLIPS, SLIP, "ping"}
    sent = {word_of(post.key): post for post in posts if post.state == "sent"}
    assert len(heard) == len({*heard})
    assert {*heard} <= sent.keys()
    edits = [post for key, post in sent.items() if key not in heard]
    assert {post.kind for post in edits} == {CARD}
    # An edit whose answer was lost is made again: twice the same is the same.
    told = [text for text, _ in groupby(edit["text"] for _, edit in slack.channels.edits)]
    assert told == [text for text, _ in groupby(post.text for post in edits)]
    assert not slack.rooms.whispers


def log_of(channels: Channels) -> Iterator[str]:
    """Give the words of each message that was received, by the wall clock of its channel.

    Of an edit it gives how it begins, of an answer to the card that it is one.
    """
    said = [
        (_received_at(one), channel, _words(one, channels)) for channel, one in channels.in_order()
    ]
    said += [
        (datetime.fromtimestamp(edit["at"], UTC), channel, _beginning(edit))
        for channel, edit in channels.edits
    ]
    for at, channel, words in sorted(said, key=itemgetter(0)):
        local = at.astimezone(ZoneInfo(ZONES[channel]))
        yield f"{local:%a %d %b %H:%M %Z}  #{channel}\n{words}\n"


def _words(message: Message, channels: Channels) -> str:
    judge(message["text"], message["blocks"])
    mark = "↳ " if message.get("thread_ts") else ""
    text = mark + unescape(Mrkdwn(channels.first_words[message["ts"]]))
    return fill(text, 96, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)


def _beginning(edit: Message) -> str:
    judge(edit["text"], edit["blocks"])
    return "    " + shorten(f"✎ {unescape(Mrkdwn(edit['text']))}", 92, placeholder=" …")


def _received_at(message: Message) -> datetime:
    return datetime.fromtimestamp(int(message["ts"].partition(".")[0]), UTC)
