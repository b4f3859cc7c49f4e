"""The log of a year: what was said to whom and when, what people did before, and what must hold."""

from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import shorten
from zoneinfo import ZoneInfo

from bot.delivery.poster import word_of
from bot.words.escape import Mrkdwn, unescape
from tests.bot.judge import judge
from tests.bot.newsrooms import outbox
from tests.bot.slack.channels import Message
from tests.chaos.year import ZONE, Year

_MINUTES = 10  # what waits for Slack to be asked again is some minutes late, and in its place
_WIDTH = 150


@dataclass(frozen=True, slots=True)
class Entry:
    """What a channel or a person was told, or what somebody did; `place` is where."""

    at: datetime
    place: str
    kind: str
    text: str
    is_edit: bool = False

    def __str__(self) -> str:
        mark = "✎ " if self.is_edit else ""
        words = shorten(mark + self.text, _WIDTH, placeholder=" …")
        return f"{self.at:%a %d %b %H:%M}  {self.place:<12} {self.kind:<22} {words}"


def log_of(year: Year) -> list[str]:
    """Give what happened, what was done and what was received: a moment's in this order."""
    happened = [Entry(_rounded(at), "tracker", "*", said) for at, said in year.happened]
    done = [Entry(_rounded(at), f"@{_name(who)}", ">", said) for at, who, said in year.diary]
    entries = sorted([*happened, *done, *heard(year)], key=lambda one: one.at)
    return [str(one) for one in entries]


def heard(year: Year) -> list[Entry]:
    """Give what Slack received: a moment's messages by channel, each in its order."""
    posts = {word_of(post.key): post for post in outbox(year.newsroom.sessions)}
    channels = year.slack.channels
    told = []
    for channel, one in channels.in_order():
        judge(one["text"], one["blocks"])
        post = posts[one["metadata"]["event_payload"]["dedupe_key"]]
        text = channels.first_words[one["ts"]]
        told.append(_entry(_received_at(one), channel, post.kind, text))
    edits = []
    for channel, edit in channels.edits:
        judge(edit["text"], edit["blocks"])
        at = datetime.fromtimestamp(edit["at"], UTC)
        entry = _entry(at, channel, "edit", edit["text"], is_edit=True)
        if entry not in edits:  # one whose answer was lost is made again
            edits.append(entry)
    return sorted([*told, *edits], key=lambda one: (one.at, one.place, one.is_edit))


def _entry(at: datetime, channel: str, kind: str, text: str, *, is_edit: bool = False) -> Entry:
    first = unescape(Mrkdwn(text)).splitlines()[0]
    return Entry(_rounded(at), _place(channel), kind, first, is_edit)


def _rounded(at: datetime) -> datetime:
    local = at.astimezone(ZoneInfo(ZONE))
    return local.replace(minute=local.minute // _MINUTES * _MINUTES, second=0, microsecond=0)


def _place(channel: str) -> str:
    if channel.startswith("DU0"):
        return f"@{_name(channel.removeprefix('D'))}"
    return f"#{channel.removeprefix('C0').lower()}"


def _name(user: str) -> str:
    return user.removeprefix("U0").lower()


def _received_at(message: Message) -> datetime:
    return datetime.fromtimestamp(int(message["ts"].partition(".")[0]), UTC)
