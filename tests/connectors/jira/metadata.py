"""What a Jira tells of itself: its server, fields, statuses, projects, boards and versions."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.connectors.jira.furniture import (
    FIELDS,
    LINK_TYPES,
    MORE_FIELDS,
    STATUSES,
    Row,
    status_row,
)
from tests.connectors.jira.rows import moment
from tests.connectors.jira.world import PROJECT_IDS

if TYPE_CHECKING:
    from tests.connectors.jira.cloud import Site

_NAMES = {"new": "TODO", "indeterminate": "IN_PROGRESS", "done": "DONE"}
Handler = Callable[[Request], Any]


def routes(site: "Site") -> Iterator[tuple[str, str, Handler]]:
    api = "/rest/api/3" if site.is_cloud else "/rest/api/2"
    yield "GET", "/rest/api/2/serverInfo", lambda _: _server(site)
    yield "GET", f"{api}/myself", lambda _: JSONResponse({"timeZone": site.zone, "active": True})
    yield "GET", f"{api}/field", lambda _: JSONResponse(FIELDS if site.is_cloud else MORE_FIELDS)
    yield "GET", f"{api}/status", lambda _: _statuses(STATUSES[:4] if site.is_cloud else STATUSES)
    yield "GET", f"{api}/issueLinkType", lambda _: JSONResponse({"issueLinkTypes": LINK_TYPES})
    yield "GET", f"{api}/version/{{id}}", lambda request: _version(site, request)
    yield "PUT", f"{api}/version/{{id}}", _put_version(site)
    yield "GET", "/rest/agile/1.0/board", lambda request: _boards(site, request)
    yield "GET", "/rest/agile/1.0/board/{id}/sprint", lambda request: _sprints(site, request)
    yield "GET", "/rest/agile/1.0/board/{id}/configuration", lambda one: _configuration(site, one)
    if site.is_cloud:
        yield "GET", f"{api}/field/search", lambda request: paged(request, MORE_FIELDS)
        yield "GET", f"{api}/statuses/search", lambda request: paged(request, _every_status())
        yield "GET", f"{api}/project/search", lambda request: _projects(site, request)
        yield "GET", f"{api}/project/{{key}}/version", lambda one: paged(one, _versions(site, one))
    else:
        yield "GET", f"{api}/mypermissions", lambda request: _permissions(site, request)
        yield "GET", f"{api}/project", lambda _: JSONResponse(_every_project(site))
        yield (
            "GET",
            f"{api}/project/{{key}}/versions",
            lambda one: JSONResponse(_versions(site, one)),
        )


def paged(request: Request, rows: Sequence[Row], most: int = 3) -> Response:
    """Give few rows a page, however many are asked for."""
    start = int(request.query_params.get("startAt", 0))
    size = min(int(request.query_params.get("maxResults", 50)), most)
    found = list(rows[start : start + size])
    is_last = start + size >= len(rows)
    page = {"startAt": start, "maxResults": size, "total": len(rows), "isLast": is_last}
    return JSONResponse({**page, "values": found})


def _server(site: "Site") -> Response:
    return JSONResponse(
        {
            "baseUrl": site.url,
            "versionNumbers": [1001, 0, 0] if site.is_cloud else [9, 12, 2],
            "deploymentType": "Cloud" if site.is_cloud else "Server",
            "serverTime": moment(site.world.now),
        }
    )


def _statuses(rows: Sequence[Row]) -> Response:
    return JSONResponse([status_row(row["id"]) for row in rows])


def _every_status() -> list[Row]:
    return [
        {"id": row["id"], "name": row["name"], "statusCategory": _NAMES[row["key"]]}
        for row in STATUSES
        if row["key"] in _NAMES
    ]


def _every_project(site: "Site") -> list[Row]:
    return [
        {"id": PROJECT_IDS.get(key, key[1:]), "key": key, "name": name}
        for key, name in site.world.projects.items()
    ]


def _projects(site: "Site", request: Request) -> Response:
    keys = request.query_params.getlist("keys")
    rows = [row for row in _every_project(site) if not keys or row["key"] in keys]
    if request.query_params.get("action") == "edit":
        rows = [row for row in rows if row["key"] in (site.administered or ())]
    return paged(request, rows, 1)


def _permissions(site: "Site", request: Request) -> Response:
    if site.administered is None:
        return JSONResponse({"errorMessages": ["null for uri"], "errors": {}}, 404)
    may = request.query_params["projectKey"] in site.administered
    told = {"key": "ADMINISTER_PROJECTS", "havePermission": may}
    return JSONResponse({"permissions": {"ADMINISTER_PROJECTS": told}})


def _versions(site: "Site", request: Request) -> list[Row]:
    key = request.path_params["key"]
    found = [row for row in site.world.versions.values() if row["project"] == key]
    return [{name: value for name, value in row.items() if name != "project"} for row in found]


def _version(site: "Site", request: Request) -> Response:
    row = site.world.versions.get(int(request.path_params["id"]))
    if row is None:
        return JSONResponse({"errorMessages": ["Could not find version"], "errors": {}}, 404)
    # As behind a proxy: the address in the answer is not the one that was asked.
    return JSONResponse({**row, "self": f"https://inside.example.com/version/{row['id']}"})


def _put_version(site: "Site") -> Handler:
    async def handler(request: Request) -> Response:
        row = site.world.versions.get(int(request.path_params["id"]))
        if row is None:
            return JSONResponse({"errorMessages": ["Could not find version"], "errors": {}}, 404)
        row.update(await request.json())
        return JSONResponse(row)

    return handler


def _boards(site: "Site", request: Request) -> Response:
    key = request.query_params.get("projectKeyOrId")  # by its filter, and not where it lives
    rows = [row for row in site.world.boards if key is None or key in row["projects"]]
    return paged(request, [_board(row) for row in rows], 1)


def _board(row: Row) -> Row:
    kept = {name: row[name] for name in ("id", "name", "type")}
    return {**kept, "location": {"projectKey": row["projects"][0]}}


def _sprints(site: "Site", request: Request) -> Response:
    board = int(request.path_params["id"])
    if next(row["type"] for row in site.world.boards if row["id"] == board) != "scrum":
        body = {"errorMessages": ["The board does not support sprints"], "errors": {}}
        return JSONResponse(body, 400)
    found = [row for row in site.world.sprints.values() if row["originBoardId"] == board]
    return paged(request, found)


def _configuration(site: "Site", request: Request) -> Response:
    board = int(request.path_params["id"])
    row = next(row for row in site.world.boards if row["id"] == board)
    estimation = {"type": "field", "field": {"fieldId": row["estimate"]}} if row["estimate"] else {}
    return JSONResponse({"id": board, "estimation": estimation})
