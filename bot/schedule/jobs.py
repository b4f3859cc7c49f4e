"""What runs again and again so that things are said: the tick, delivery, housekeeping."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient

from bot.delivery.audience import Audience
from bot.delivery.deliver import deliver_due
from bot.delivery.lockout import look_at_token
from bot.delivery.poster import TIMEOUT_SECONDS, SlackPoster
from bot.newsroom import Newsroom
from bot.schedule.housekeeping import Housekeeping
from bot.schedule.tick import tick
from bot.words.audience import HideTitles
from store.errors import StoreError
from store.lockouts import load_lockout
from store.ticks import load_last_tick

TICK_EVERY = timedelta(seconds=30)
DELIVER_EVERY = timedelta(seconds=2)
TOKEN_EVERY = timedelta(minutes=1)
TIDY_EVERY = timedelta(minutes=15)  # to see whether it is dawn
ALIVE_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Job:
    """Something to run at once and then every so often, one at a time."""

    name: str
    every: timedelta
    run: Callable[[], object]


def jobs_of(
    newsroom: Newsroom,
    poster: SlackPoster,
    now: Callable[[], datetime],
    rehearsal_channel: str | None = None,
    operator: str | None = None,
) -> tuple[Job, ...]:
    """Give the jobs of a process that says things; `rehearsal_channel` hears all of it instead.

    `operator` is the admin who is told what waits for a person.
    """

    def deliver() -> None:
        deliver_due(
            newsroom.sessions,
            poster,
            now(),
            rehearsal_channel=rehearsal_channel,
            operator=operator,
        )

    def look() -> None:
        look_at_token(newsroom.sessions, poster.client, now())

    return (
        Job("tick", TICK_EVERY, lambda: tick(newsroom, now())),
        Job("deliver", DELIVER_EVERY, deliver),
        Job("token", TOKEN_EVERY, look),
        tidy_job(newsroom, now),
    )


def tidy_job(newsroom: Newsroom, now: Callable[[], datetime]) -> Job:
    """Give the job that lets go of what nobody reads again, also where nothing is ever said."""
    housekeeping = Housekeeping(newsroom)
    return Job("tidy", TIDY_EVERY, lambda: housekeeping.tidy(now()))


def poster_of(
    client: WebClient,
    shared_channels: frozenset[str] = frozenset(),
    hide_titles: HideTitles = HideTitles.NEVER,
) -> SlackPoster:
    """Make a poster with the token of `client`, and without its second tries.

    People of other companies may read `shared_channels`; `hide_titles` tells in which channels
    issues go by their keys alone.
    """
    once = WebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=TIMEOUT_SECONDS,
        retry_handlers=[],
    )
    return SlackPoster(once, Audience(shared_channels, hide_titles))


def is_let_in(newsroom: Newsroom) -> bool:
    """Tell whether Slack accepts our token, as far as any process knows."""
    try:
        with newsroom.readers() as session:
            return load_lockout(session) is None
    except StoreError:
        return False


def is_ticking(newsroom: Newsroom, now: datetime) -> bool:
    """Tell whether any process has looked lately what is due."""
    try:
        with newsroom.readers() as session:
            last = load_last_tick(session)
    except StoreError:
        return False
    return last is not None and now - last < ALIVE_FOR
