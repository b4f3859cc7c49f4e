"""A process that ticks and delivers until it is killed: python -m tests.chaos.speaker.

Its arguments are the database and Slack's address.
"""

import sys
from datetime import datetime, timedelta
from time import sleep

from slack_sdk import WebClient

from bot.clock import now
from bot.delivery.deliver import deliver_due
from bot.delivery.poster import SlackPoster
from bot.delivery.rounds import Patience
from bot.schedule.tick import tick
from store.engine import make_engine, make_sessions
from tests.bot.newsrooms import WORKSPACE, newsroom_over
from tests.bot.slack.local_slack import BOT_TOKEN

OPERATOR = "U7"
CHANNELS = tuple(f"C{number}" for number in range(8))
EVERY = timedelta(seconds=1.5)

# Like the real ones among themselves, thirty times shorter.
PATIENCE = Patience(timedelta(seconds=4), timedelta(seconds=6), timedelta(seconds=2))
TIMEOUT_SECONDS = 1


def slot_key(channel: str, slot: datetime) -> str:
    return f"{WORKSPACE}:{channel}:digest:all:{slot.isoformat()}"


def main(database: str, base_url: str) -> None:
    newsroom = newsroom_over(make_sessions(make_engine(database)))
    poster = SlackPoster(
        WebClient(token=BOT_TOKEN, base_url=base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        tick(newsroom, now())
        deliver_due(newsroom.sessions, poster, now(), operator=OPERATOR, patience=PATIENCE)
        sleep(0.02)


if __name__ == "__main__":
    main(*sys.argv[1:])
