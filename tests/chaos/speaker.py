"""A process that causes posts and delivers them until it is killed: python -m tests.chaos.speaker.

Its arguments are the database, Slack's address, and the ISO moment of the first slot.
"""

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import sleep

from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.clock import now
from bot.delivery.deliver import deliver_due
from bot.delivery.poster import SlackPoster
from bot.delivery.rounds import Patience
from store.engine import make_engine, make_sessions
from store.outbox import Post, enqueue_post
from tests.bot.slack.local_slack import BOT_TOKEN

OPERATOR = "U7"
CHANNELS = tuple(f"C{number}" for number in range(8))
EVERY = timedelta(seconds=1.5)

# Like the real ones among themselves, thirty times shorter.
PATIENCE = Patience(timedelta(seconds=4), timedelta(seconds=6), timedelta(seconds=2))
TIMEOUT_SECONDS = 1


def slot_key(channel: str, number: int) -> str:
    return f"T1:{channel}:digest:{number}"


def main(database: str, base_url: str, first_at: datetime, slots: int) -> None:
    sessions = make_sessions(make_engine(database))
    poster = SlackPoster(
        WebClient(token=BOT_TOKEN, base_url=base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    caused = 0
    while True:
        caused = _cause(sessions, first_at, caused, slots)
        deliver_due(sessions, poster, now(), operator=OPERATOR, patience=PATIENCE)
        sleep(0.02)


def _cause(sessions: sessionmaker[Session], first_at: datetime, caused: int, slots: int) -> int:
    """Put what has come due since into the outbox; another process may have done so."""
    due = min(slots, (now() - first_at) // EVERY + 1)
    if due > caused:
        with sessions.begin() as session:
            for post in _posts(first_at, range(caused, due)):
                enqueue_post(session, post)
    return max(due, caused)


def _posts(first_at: datetime, numbers: range) -> Iterator[Post]:
    for number in numbers:
        for channel in CHANNELS:
            at, key = first_at + number * EVERY, slot_key(channel, number)
            yield Post(key, "T1", channel, "digest", f"Digest {number}", [], at, None, at)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3]), int(sys.argv[4]))
