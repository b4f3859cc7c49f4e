"""The same world in the dialect of Data Center: search by position, histories in the search."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.bot.web.serving import serving
from tests.connectors.jira.cloud import Site, application, refusal
from tests.connectors.jira.furniture import Row
from tests.connectors.jira.jql import JqlError, search
from tests.connectors.jira.rows import history_row, issue_row
from tests.connectors.jira.world import Issue, World

PAT = "Bearer NDA1-personal-access-token"


@contextmanager
def data_center(world: World, **more: Any) -> Iterator[Site]:
    """Serve a world as Data Center does; there is no published specification of that."""
    known: Row = {"is_cloud": False, "authorization": PAT, "page": 1000}
    site = Site(world, **{**known, **more})
    with serving(application(site, tuple(_routes(site)))) as site.url:
        yield site


def _routes(site: Site) -> Iterator[tuple[str, str, Any]]:
    yield "GET", "/rest/api/2/search", lambda request: _search(site, request)
    yield "GET", "/rest/api/2/issue/{key}", lambda request: _issue(site, request)
    if site.has_paged_histories:
        path = "/rest/api/2/issue/{key}/changelog"
        yield "GET", path, lambda request: _histories(site, request)


def _search(site: Site, request: Request) -> Response:
    asked, world = request.query_params, site.world
    validates = asked.get("validateQuery", "true") == "true"
    try:
        found = search(
            world,
            asked.get("jql", ""),
            zone=site.zone,
            epochs=site.epochs,
            validates=validates,
        )
    except JqlError as error:
        return refusal(400, str(error))
    start, size = int(asked.get("startAt", 0)), min(int(asked.get("maxResults", 50)), site.page)
    if start + size > site.window:
        return refusal(400, "Result window is too large.")
    rows = []
    for one in found[start : start + size]:
        issue = world.issues.get(one.id)
        if issue is not None:
            rows.append(_row(site, issue, asked))
    page = {"startAt": start, "maxResults": size, "total": len(found), "issues": rows}
    return JSONResponse(page)


def _row(site: Site, issue: Issue, asked: Any) -> Row:
    fields = asked.get("fields", "").split(",")
    row = issue_row(site.world, issue, fields, is_cloud=False)
    if "changelog" in asked.get("expand", ""):
        newest = issue.histories[-40:]
        histories = [history_row(one, as_epoch=False) for one in reversed(newest)]
        row["changelog"] = {
            "startAt": 0,
            "maxResults": len(histories),
            "total": len(issue.histories),
            "histories": histories,
        }
    return row


def _found(site: Site, request: Request) -> Issue | None:
    key = request.path_params["key"]
    return site.world.by_key(key) or site.world.issues.get(int(key) if key.isdigit() else 0)


def _issue(site: Site, request: Request) -> Response:
    issue = _found(site, request)
    if issue is None:
        return refusal(404, "Issue Does Not Exist")
    return JSONResponse(_row(site, issue, request.query_params))


def _histories(site: Site, request: Request) -> Response:
    issue = _found(site, request)
    if issue is None:
        return refusal(404, "Issue Does Not Exist")
    start = int(request.query_params.get("startAt", 0))
    rows = [history_row(one, as_epoch=False) for one in issue.histories[start : start + 25]]
    page = {"startAt": start, "maxResults": 25, "total": len(issue.histories), "values": rows}
    return JSONResponse({**page, "isLast": start + 25 >= len(issue.histories)})
