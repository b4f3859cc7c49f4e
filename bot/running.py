"""One process that does it all: syncs on schedule, answers in Slack, serves the web."""

import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from threading import Lock, current_thread, main_thread

import structlog
import uvicorn
from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient
from starlette.applications import Starlette

from bot.answering import Answerer
from bot.clock import now
from bot.launching.presence import Presence
from bot.newsroom import Newsroom
from bot.people.office import People
from bot.rehearsing import rehearse_past
from bot.review import review
from bot.schedule.burst import QUIET, Burst
from bot.schedule.jobs import Job, is_let_in, is_ticking, jobs_of, poster_of, tidy_job
from bot.slack.app import drain, make_slack_app
from bot.slack.client import who_we_are
from bot.slack.errors import SlackSettingsError
from bot.slack.socket import connect_socket
from bot.web.app import Checks, make_web_app
from bot.web.feed import Feed
from bot.web.hooks import Hooks

log = structlog.get_logger(__name__)

SYNC_EVERY = timedelta(minutes=10)
REREAD_EVERY = timedelta(seconds=5)
_GRACE_SECONDS = 10


class RunError(Exception):
    """The process cannot start; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Service:
    """What runs beside Slack: `sync` reads all trackers once, `checks` tell whether we work.

    `newsroom` reviews what was synced and says what is due; its workspace is that of the token.
    `rehearsal_channel` hears all of it instead, `operator` (a Slack id) what went wrong.
    `shared_channels` are those that people of other companies may read. `hooks` are the trackers
    that may call, and `reread` reads again what they hinted at: it gives how much has changed,
    and what has changed is looked at when it has been `quiet` for so long. `feed` hands
    out calendars.
    """

    sync: Callable[[], object]
    checks: Checks
    host: str
    port: int
    sync_every: timedelta = SYNC_EVERY
    newsroom: Newsroom | None = None
    rehearsal_channel: str | None = None
    operator: str | None = None
    shared_channels: frozenset[str] = frozenset()
    hooks: Hooks | None = None
    reread: Callable[[], int] | None = None
    reread_every: timedelta = REREAD_EVERY
    quiet: timedelta = QUIET
    feed: Feed | None = None


def run_socket(
    answerer: Answerer,
    people: People,
    service: Service,
    *,
    bot_token: str,
    app_token: str,
    base_url: str,
) -> None:
    """Run until SIGTERM or Ctrl-C, with Slack in Socket Mode.

    Raises:
        SlackError: Slack cannot be used; nothing was started.
        RunError: the address is taken.
    """
    app = make_slack_app(
        answerer, people, bot_token=bot_token, signing_secret=None, base_url=base_url
    )
    with ExitStack() as stack:
        listening = stack.enter_context(listen(service))
        stack.callback(drain, app)
        connection = connect_socket(app, app_token=app_token, base_url=base_url)
        stack.callback(connection.close)
        service, jobs = speaking(service, app.client, answerer)
        checks = {**service.checks, "slack": connection.is_connected}
        serve(
            answerer,
            service,
            make_web_app(checks, hooks=service.hooks, feed=service.feed),
            listening,
            jobs,
        )


def run_http(
    answerer: Answerer,
    people: People,
    service: Service,
    *,
    bot_token: str,
    signing_secret: str,
    base_url: str,
) -> None:
    """Run until SIGTERM or Ctrl-C, with Slack's requests at `/slack/events`.

    Raises:
        SlackError: Slack cannot be used, or there is no secret to check signatures with.
        RunError: the address is taken.
    """
    if not signing_secret.strip():
        raise SlackSettingsError("HTTP needs slack.signing_secret, or anybody could ask as Slack")
    app = make_slack_app(
        answerer, people, bot_token=bot_token, signing_secret=signing_secret, base_url=base_url
    )
    with ExitStack() as stack:
        listening = stack.enter_context(listen(service))
        stack.callback(drain, app)
        service, jobs = speaking(service, app.client, answerer)
        web = make_web_app(service.checks, app, service.hooks, service.feed)
        serve(answerer, service, web, listening, jobs)


def run_without_slack(answerer: Answerer, service: Service) -> None:
    """Run until SIGTERM or Ctrl-C: sync on schedule and serve the web."""
    jobs = () if service.newsroom is None else (tidy_job(service.newsroom, now),)
    with listen(service) as listening:
        serve(
            answerer,
            service,
            make_web_app(service.checks, hooks=service.hooks, feed=service.feed),
            listening,
            jobs,
        )


@contextmanager
def listen(service: Service) -> Iterator[socket.socket]:
    """Take the address before anything else is started."""
    try:
        listening = socket.create_server((service.host, service.port))
    except OSError as error:
        raise RunError(
            f"cannot listen on {service.host}:{service.port} ({error.strerror}): "
            "stop what runs there, or set web.host and web.port"
        ) from error
    with listening:
        yield listening


def speaking(
    service: Service, client: WebClient, answerer: Answerer
) -> tuple[Service, tuple[Job, ...]]:
    """Give the newsroom its workspace and its cards, and the jobs by which it is heard there.

    Raises:
        SlackError: Slack does not say whose token it is.
    """
    if service.newsroom is None:
        return service, ()
    workspace = who_we_are(client).workspace
    newsroom = replace(
        service.newsroom,
        workspace=workspace,
        answerer=answerer,
        presence=Presence(client),
    )
    poster = poster_of(client, service.shared_channels, newsroom.hide_titles)
    jobs = jobs_of(newsroom, poster, now, service.rehearsal_channel, service.operator)
    checks = {
        **service.checks,
        "schedule": lambda: is_ticking(newsroom, now()),
        "token": lambda: is_let_in(newsroom),
    }
    return replace(service, newsroom=newsroom, checks=checks), jobs


def serve(
    answerer: Answerer,
    service: Service,
    web: Starlette,
    listening: socket.socket,
    jobs: Sequence[Job] = (),
) -> None:
    """Serve until a signal comes; then let requests end, and stop the schedule."""
    config = uvicorn.Config(
        web,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        loop="asyncio",  # one behaviour, whatever else is installed beside us
        http="h11",
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    scheduler = start_schedule(answerer, service, jobs)
    try:
        with _ending_quietly():
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        scheduler.shutdown(wait=True)
    log.info("stopped")


def start_schedule(
    answerer: Answerer, service: Service, jobs: Sequence[Job] = ()
) -> BackgroundScheduler:
    """Sync now and then again and again; nobody waits for a plan or a review afterwards."""
    looking = Lock()  # a sync and a burst of hints may end at once

    def look() -> None:
        with looking:
            if service.newsroom is not None:
                _review(service.newsroom)  # its plan is what is answered from
            answerer.plan()

    def sync() -> None:
        service.sync()
        look()

    own = [Job("sync", service.sync_every, sync)]
    if service.reread is not None:
        burst = Burst(service.reread, look, service.quiet)
        own.append(Job("reread", service.reread_every, lambda: burst.run(now())))
    scheduler = BackgroundScheduler(timezone=UTC)
    for job in (*own, *jobs):
        scheduler.add_job(
            job.run,
            "interval",
            name=job.name,
            seconds=job.every.total_seconds(),
            next_run_time=now(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
    scheduler.start()
    return scheduler


def _review(newsroom: Newsroom) -> None:
    rehearsed = rehearse_past(newsroom, now())  # first: the review plans by what it finds
    if rehearsed:
        log.info("rehearsed", releases=rehearsed)
    seen = review(newsroom, now())
    if seen.saved or seen.enqueued:
        log.info("reviewed", saved=seen.saved, enqueued=seen.enqueued)


@contextmanager
def _ending_quietly() -> Iterator[None]:
    """Let us end with what is left to do.

    When uvicorn has stopped, it sends itself the signal that it stopped for.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        yield
    except KeyboardInterrupt:
        log.info("stopped by Ctrl-C")
    finally:
        signal.signal(signal.SIGTERM, before)
