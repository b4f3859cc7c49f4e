"""A stateful Jira that speaks Cloud's dialect on a real socket."""

import base64
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from connectors.jira.options import JiraOptions
from tests.bot.web.serving import serving
from tests.connectors.jira import metadata
from tests.connectors.jira.faults import Script
from tests.connectors.jira.furniture import Row
from tests.connectors.jira.jql import JqlError, is_bounded, search
from tests.connectors.jira.rows import history_row, issue_row, moment
from tests.connectors.jira.spec import faults_of
from tests.connectors.jira.world import World

USER, TOKEN = "ship@example.com", "ATATT3xFfGF0-good"
BASIC = "Basic " + base64.b64encode(f"{USER}:{TOKEN}".encode()).decode()


@dataclass
class Site:
    """A server: its world, its limits, and what it was asked."""

    world: World
    script: Script = field(default_factory=Script)
    faults: list[str] = field(default_factory=list)
    authorization: str | None = BASIC
    epochs: str = "read"
    zone: str = "America/New_York"
    page: int = 5000
    histories_a_page: int = 1000
    repeats_token: bool = False
    refused: dict[str, int] = field(default_factory=dict)
    is_cloud: bool = True
    window: int = 10_000
    has_paged_histories: bool = True
    administered: tuple[str, ...] | None = None
    prefix: str = ""
    ahead: timedelta = timedelta(0)
    url: str = ""

    def options(self, **more: Any) -> JiraOptions:
        """Give a source that reads this site as fast as it can."""
        known: Row = {"name": "shop", "url": self.url, "token": TOKEN, "user": USER}
        if not self.is_cloud:
            known |= {"token": (self.authorization or "").removeprefix("Bearer "), "user": None}
        return JiraOptions(**{**known, "per_second": 100_000.0, "timeout_seconds": 5.0, **more})


@contextmanager
def cloud(world: World, **more: Any) -> Iterator[Site]:
    """Serve a world. Every request must be one that Atlassian's specification allows."""
    certificate = more.pop("certificate", None)
    site = Site(world, **more)
    app = application(site, tuple(_issue_routes(site)))
    with serving(app, certificate) as site.url:
        yield site
    assert site.faults == []


def refusal(status: int, *messages: str) -> JSONResponse:
    return JSONResponse({"errorMessages": list(messages), "errors": {}}, status)


def application(site: Site, routes: Sequence[tuple[str, str, Any]]) -> Starlette:
    """Make what serves a site: its issues by `routes`, and what it tells of itself."""

    async def guard(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        body = await request.body()
        path = request.url.path.removeprefix(site.prefix)
        if site.is_cloud:
            site.faults += faults_of(request.method, path, request.url.query, body)
        told = site.script.meet(request)
        if told is not None:
            return told
        is_known = request.headers.get("authorization") == site.authorization
        is_open = path.endswith("/serverInfo") or site.authorization is None
        if not is_known and not is_open:
            return refusal(401, "Client must be authenticated to access this resource.")
        return await call(request)

    return Starlette(
        routes=[
            Route(f"{site.prefix}{path}", handler, methods=[method])
            for method, path, handler in (*routes, *metadata.routes(site))
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=guard)],
    )


def _issue_routes(site: Site) -> Iterator[tuple[str, str, Any]]:
    yield "GET", "/rest/api/3/search", _gone
    yield "GET", "/rest/api/2/search", _gone
    yield "GET", "/rest/api/3/search/jql", lambda request: _search(site, request)
    yield "POST", "/rest/api/3/issue/bulkfetch", _with_body(site, _payloads)
    yield "POST", "/rest/api/3/changelog/bulkfetch", _with_body(site, _histories)
    yield "POST", "/rest/api/3/jql/match", _with_body(site, _match)


def _gone(_: Request) -> Response:
    return refusal(410, "The requested API has been removed. Use /rest/api/3/search/jql.")


def _with_body(site: Site, answer: Callable[[Site, Row], Response]) -> Any:
    async def handler(request: Request) -> Response:
        return answer(site, await request.json())

    return handler


def _search(site: Site, request: Request) -> Response:
    """Page by an opaque token that remembers how far it came, not by position."""
    asked = request.query_params
    jql, fields = asked.get("jql", ""), asked.get("fields", "id").split(",")
    if not is_bounded(jql):
        return refusal(400, "Unbounded JQL queries are not allowed here.")
    try:
        found = search(site.world, jql, zone=site.zone, epochs=site.epochs)
    except JqlError as error:
        return refusal(400, str(error))
    after = _unpack(asked["nextPageToken"]) if "nextPageToken" in asked else None
    left = [row for row in found if after is None or [moment(row.created), row.id] > after]
    size = min(int(asked.get("maxResults", 50)), site.page)
    rows, is_last = left[:size], len(left) <= size
    answer: Row = {"isLast": is_last, "issues": [_found(row, fields) for row in rows]}
    if not is_last:
        last = found[0] if site.repeats_token else rows[-1]
        answer["nextPageToken"] = _pack([moment(last.created), last.id])
    return JSONResponse(answer)


def _found(row: Any, fields: list[str]) -> Row:
    found: Row = {"id": str(row.id)}
    if "updated" in fields:
        found |= {"key": row.key, "fields": {"updated": moment(row.updated)}}
    return found


def _payloads(site: Site, body: Row) -> Response:
    """Read from the database: what the search has not noticed yet is there already."""
    asked, world = body["issueIdsOrKeys"], site.world
    if len(asked) > 100:
        return refusal(400, "No more than 100 issues.")
    found = [issue for issue in world.issues.values() if {str(issue.id), issue.key} & set(asked)]
    errors = []
    for issue in list(found):
        left = site.refused.get(str(issue.id), 0)
        if left:
            site.refused[str(issue.id)] = left - 1
            found.remove(issue)
            errors.append({"id": str(issue.id), "errorMessage": "Too large for now"})
    rows = [issue_row(world, one, body["fields"], is_cloud=True) for one in found]
    return JSONResponse({"issues": rows, "issueErrors": errors})


def _histories(site: Site, body: Row) -> Response:
    """Give histories sorted by date, so that one issue's are spread over the pages."""
    world, asked = site.world, body["issueIdsOrKeys"]
    entries = [
        (history["created"], issue.id, history)
        for issue in world.issues.values()
        if str(issue.id) in asked
        for history in issue.histories
    ]
    entries.sort(key=lambda entry: entry[:2])
    start = _unpack(body["nextPageToken"])[0] if "nextPageToken" in body else 0
    size = min(body.get("maxResults", 1000), site.histories_a_page)
    by_issue: dict[int, list[Row]] = {}
    for _, issue_id, history in entries[start : start + size]:
        by_issue.setdefault(issue_id, []).append(history_row(history, as_epoch=True))
    logs = [{"issueId": str(one), "changeHistories": rows} for one, rows in by_issue.items()]
    answer: Row = {"issueChangeLogs": logs}
    if start + size < len(entries):
        answer["nextPageToken"] = _pack([start + size])
    return JSONResponse(answer)


def _match(site: Site, body: Row) -> Response:
    matches = []
    for jql in body["jqls"]:
        rows = search(site.world, jql, zone=site.zone, epochs=site.epochs)
        found = sorted({row.id for row in rows} & set(body["issueIds"]))
        matches.append({"matchedIssues": found, "errors": []})
    return JSONResponse({"matches": matches})


def _pack(value: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


def _unpack(token: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(token))
