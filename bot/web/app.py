"""The web application: Slack's and trackers' signed requests, `/healthz` and `/readyz`."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.web.body import read_body
from bot.web.feed import Feed, feed_route
from bot.web.hooks import Hooks, hook_routes

Checks = Mapping[str, Callable[[], bool]]
Endpoint = Callable[[Request], Awaitable[Response]]

_LARGEST_BODY = 1 << 20  # bytes; Slack's requests are a few thousand


def make_web_app(
    checks: Checks,
    slack: App | None = None,
    hooks: Hooks | None = None,
    feed: Feed | None = None,
) -> Starlette:
    """Make the application; `checks` say by name whether we are ready to work.

    `slack` takes Slack's requests at `/slack/events`; None in Socket Mode. `hooks` takes what
    trackers hint at under `/webhooks`; None where no tracker may call. `feed` hands out calendars
    at `/calendar.ics`; None where there are none.
    """
    routes = [
        Route("/healthz", _healthz),
        Route("/readyz", _readyz(checks)),
    ]
    if slack is not None:
        routes.append(Route("/slack/events", _slack_events(slack), methods=["POST"]))
    if hooks is not None:
        routes += hook_routes(hooks)
    if feed is not None:
        routes.append(feed_route(feed))
    return Starlette(routes=routes)


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


def _readyz(checks: Checks) -> Endpoint:
    async def readyz(_: Request) -> Response:
        found = {name: await run_in_threadpool(check) for name, check in checks.items()}
        is_ready = all(found.values())
        status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse({"ready": is_ready, "checks": found}, status)

    return readyz


def _slack_events(slack: App) -> Endpoint:
    """Hand requests to Bolt in a thread: its dispatch blocks until the acknowledgement.

    Bolt's own handler for Starlette calls it on the event loop, where one slow request stops all.
    """

    async def slack_events(request: Request) -> Response:
        body = await read_body(request, _LARGEST_BODY)
        if body is None:
            return PlainTextResponse("too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        # Bolt fails on a timestamp that is no number, before it looks at the signature.
        if not request.headers.get("x-slack-request-timestamp", "").isdecimal():
            return PlainTextResponse("unsigned", HTTPStatus.UNAUTHORIZED)
        try:
            bolt_request = to_bolt_request(request, body)
        except UnicodeDecodeError:
            return PlainTextResponse("not UTF-8", HTTPStatus.BAD_REQUEST)
        return to_starlette_response(await run_in_threadpool(slack.dispatch, bolt_request))

    return slack_events
