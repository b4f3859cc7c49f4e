"""One process that does it all: syncs on schedule, answers in Slack, serves the web."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from threading import current_thread, main_thread

import structlog
import uvicorn
from apscheduler.schedulers.background import BackgroundScheduler
from starlette.applications import Starlette

from bot.answering import Answerer
from bot.clock import now
from bot.slack.app import drain, make_slack_app
from bot.slack.errors import SlackSettingsError
from bot.slack.socket import connect_socket
from bot.web.app import Checks, make_web_app

log = structlog.get_logger(__name__)

SYNC_EVERY = timedelta(minutes=10)
_GRACE_SECONDS = 10


class RunError(Exception):
    """The process cannot start; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Service:
    """What runs beside Slack: `sync` reads all trackers once, `checks` tell whether we work."""

    sync: Callable[[], object]
    checks: Checks
    host: str
    port: int
    sync_every: timedelta = SYNC_EVERY


def run_socket(
    answerer: Answerer, service: Service, *, bot_token: str, app_token: str, base_url: str
) -> None:
    """Run until SIGTERM or Ctrl-C, with Slack in Socket Mode.

    Raises:
        SlackError: Slack cannot be used; nothing was started.
        RunError: the address is taken.
    """
    app = make_slack_app(answerer, bot_token=bot_token, signing_secret=None, base_url=base_url)
    with ExitStack() as stack:
        listening = stack.enter_context(listen(service))
        stack.callback(drain, app)
        connection = connect_socket(app, app_token=app_token, base_url=base_url)
        stack.callback(connection.close)
        checks = {**service.checks, "slack": connection.is_connected}
        serve(answerer, service, make_web_app(checks), listening)


def run_http(
    answerer: Answerer, service: Service, *, bot_token: str, signing_secret: str, base_url: str
) -> None:
    """Run until SIGTERM or Ctrl-C, with Slack's requests at `/slack/events`.

    Raises:
        SlackError: Slack cannot be used, or there is no secret to check signatures with.
        RunError: the address is taken.
    """
    if not signing_secret.strip():
        raise SlackSettingsError("HTTP needs slack.signing_secret, or anybody could ask as Slack")
    app = make_slack_app(
        answerer, bot_token=bot_token, signing_secret=signing_secret, base_url=base_url
    )
    with ExitStack() as stack:
        listening = stack.enter_context(listen(service))
        stack.callback(drain, app)
        serve(answerer, service, make_web_app(service.checks, app), listening)


def run_without_slack(answerer: Answerer, service: Service) -> None:
    """Run until SIGTERM or Ctrl-C: sync on schedule and serve the web."""
    with listen(service) as listening:
        serve(answerer, service, make_web_app(service.checks), listening)


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


def serve(answerer: Answerer, service: Service, web: Starlette, listening: socket.socket) -> None:
    """Serve until a signal comes; then let requests end, and stop the schedule."""
    config = uvicorn.Config(
        web,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    scheduler = start_schedule(answerer, service)
    try:
        with _ending_quietly():
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        scheduler.shutdown(wait=True)
    log.info("stopped")


def start_schedule(answerer: Answerer, service: Service) -> BackgroundScheduler:
    """Sync now and then again and again, one at a time; nobody waits for a plan afterwards."""

    def sync() -> None:
        service.sync()
        answerer.plan()

    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.add_job(
        sync,
        "interval",
        name="sync",
        seconds=service.sync_every.total_seconds(),
        next_run_time=now(),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    return scheduler


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
