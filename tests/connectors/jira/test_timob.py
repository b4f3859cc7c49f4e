"""Six hundred real issues of a real tracker, served in Cloud's dialect."""

import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from connectors.jira.options import JiraOptions
from connectors.jira.tracker import JiraTracker
from connectors.sync import sync_tracker
from planner.category import Category
from tests.bot.web.serving import serving
from tests.connectors.jira.truth import entities_stored, stored

FILE = Path(os.environ.get("SHIPCAST_REFERENCE", "/nowhere")) / "data/jira-raw/timob-600.json.gz"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the reference data is not here")
Row = dict[str, Any]
SPRINT = "customfield_10020"


@pytest.fixture(scope="module")
def issues() -> list[Row]:
    told: list[Row] = json.loads(gzip.decompress(FILE.read_bytes()))
    return [in_cloud_dialect(issue) for issue in told]


def in_cloud_dialect(issue: Row) -> Row:
    """Put sprints and epics, told here as by a board, where Cloud has them."""
    fields = dict(issue["fields"])
    sprints = fields.pop("closedSprints", [])
    fields[SPRINT] = [{**one, "boardId": one["originBoardId"]} for one in sprints] or None
    epic = fields.pop("epic", None)
    if epic and not fields.get("parent"):
        fields["parent"] = {"id": str(epic["id"]), "key": epic["key"], "fields": {}}
    return {**issue, "fields": fields}


class Archive:
    """Answers what a sync asks from the sample alone."""

    def __init__(self, issues: list[Row]) -> None:
        self.issues = {issue["id"]: issue for issue in issues}
        fields = [issue["fields"] for issue in issues]
        self.sprints = {one["id"]: one for row in fields for one in row[SPRINT] or []}
        self.versions = {one["id"]: one for row in fields for one in row["fixVersions"]}
        self.statuses = {row["status"]["id"]: row["status"] for row in fields}
        self.boards = sorted({one["originBoardId"] for one in self.sprints.values()})
        types = (link["type"] for row in fields for link in row["issuelinks"])
        self.link_types = {one["id"]: one for one in types}

    def app(self) -> Starlette:
        project = {"id": "10153", "key": "TIMOB", "name": "Titanium SDK/CLI"}
        schema = {"type": "array", "custom": "com.pyxis.greenhopper.jira:gh-sprint"}
        boards = [{"id": one, "name": f"Board {one}", "type": "scrum"} for one in self.boards]
        api, agile = "/rest/api/3", "/rest/agile/1.0"
        answers: dict[str, Any] = {
            "/rest/api/2/serverInfo": {
                "versionNumbers": [1001],
                "deploymentType": "Cloud",
                "serverTime": "2021-12-01T00:00:00.000+0000",
            },
            f"{api}/myself": {"timeZone": "UTC"},
            f"{api}/field": [{"id": SPRINT, "name": "Sprint", "schema": schema}],
            f"{api}/field/search": whole([]),
            f"{api}/status": list(self.statuses.values()),
            f"{api}/statuses/search": whole([]),
            f"{api}/issueLinkType": {"issueLinkTypes": list(self.link_types.values())},
            f"{api}/project/search": whole([project]),
            f"{api}/project/TIMOB/version": whole(list(self.versions.values())),
            f"{agile}/board": whole(boards),
            f"{api}/search/jql": {
                "isLast": True,
                "issues": [
                    {"id": ext_id, "fields": {"updated": issue["fields"]["updated"]}}
                    for ext_id, issue in self.issues.items()
                ],
            },
        }
        routes = [Route(path, always(answer)) for path, answer in answers.items()]
        return Starlette(
            routes=[
                *routes,
                Route(f"{agile}/board/{{id}}/configuration", always({})),
                Route(f"{agile}/board/{{id}}/sprint", self.sprints_of),
                Route(f"{api}/issue/bulkfetch", self.payloads, methods=["POST"]),
                Route(
                    f"{api}/changelog/bulkfetch", always({"issueChangeLogs": []}), methods=["POST"]
                ),
            ]
        )

    def sprints_of(self, request: Request) -> Response:
        start, board = int(request.query_params.get("startAt", 0)), int(request.path_params["id"])
        found = [one for one in self.sprints.values() if one["originBoardId"] == board]
        page = found[start : start + 50]
        return JSONResponse({"values": page, "total": len(found)})

    async def payloads(self, request: Request) -> Response:
        body = await request.json()
        assert len(body["issueIdsOrKeys"]) <= 100
        return JSONResponse({"issues": [self.issues[one] for one in body["issueIdsOrKeys"]]})


def whole(rows: list[Row]) -> Row:
    return {"values": rows, "total": len(rows), "isLast": True}


def always(answer: Any) -> Any:
    return lambda _: JSONResponse(answer)


@pytest.fixture(scope="module")
def archive(issues: list[Row]) -> Iterator[tuple[Archive, JiraOptions]]:
    archive = Archive(issues)
    with serving(archive.app()) as url:
        yield archive, JiraOptions("timob", url, token="any", per_second=100_000.0)


def test_all_of_it_is_stored_every_sprint_and_version_with_it(
    archive: tuple[Archive, JiraOptions], sessions: sessionmaker[Session]
) -> None:
    truth, options = archive
    now = datetime.fromisoformat("2021-12-01T00:00:00+00:00")
    result = sync_tracker(JiraTracker(options), sessions, now=lambda: now)
    assert result.scanned == len(stored(sessions)) == 600
    versions, sprints = entities_stored(sessions)
    assert versions == set(truth.versions)
    assert sprints == {str(one) for one in truth.sprints}
    assert result.warnings == ()


def test_every_issue_keeps_its_versions_sprints_and_meaning(
    archive: tuple[Archive, JiraOptions],
) -> None:
    truth, options = archive
    pages = list(JiraTracker(options).changed(None))
    records = [one for page in pages for one in page.issues]
    for record in records:
        fields = truth.issues[record.ext_id]["fields"]
        assert record.releases == tuple(one["id"] for one in fields["fixVersions"])
        assert set(record.sprints) == {str(one["id"]) for one in fields[SPRINT] or []}
        assert (record.resolved_at is None) == record.category.is_open
    unknown = [one for one in records if one.category is Category.UNKNOWN]
    warned = [one for page in pages for one in page.warnings]
    assert (unknown == []) == (warned == [])
    counts = Counter(one.category for one in records)
    assert counts[Category.CANCELED] == 100
    assert counts[Category.DONE] == 371
    assert sum(one.is_container for one in records) == 6
