"""A version's date is set only as it was seen, and read back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from connectors.jira.tracker import JiraTracker
from connectors.jira.writer import JiraWriter
from connectors.tracker import FatalError, TrackerError
from connectors.writer import ChangedMeanwhileError, Target, Writer
from tests.connectors.jira.classic import data_center
from tests.connectors.jira.cloud import Site, cloud
from tests.connectors.jira.faults import Act, broken
from tests.connectors.jira.shop import shop

Serve = Callable[..., AbstractContextManager[Site]]
KINDS = pytest.mark.parametrize("serve", [cloud, data_center], ids=["cloud", "data center"])
MAY = date(2026, 5, 4)


def when_writing(act: Act) -> Act:
    return lambda request: act(request) if request.method == "PUT" else None


def puts(site: Site) -> int:
    return sum(asked.startswith("PUT") for asked in site.script.asked)


@KINDS
def test_a_date_is_set_read_back_and_seen_by_the_next_sync(serve: Serve) -> None:
    with serve(shop()) as site:
        writer: Writer = JiraWriter(site.options())
        seen = writer.fetch_target("version", "300")
        assert (seen.name, seen.due_on) == ("2.4", date(2026, 4, 1))
        assert writer.set_due(seen, MAY).due_on == MAY
        assert site.world.versions[300]["releaseDate"] == "2026-05-04"
        assert puts(site) == 1
        (release,) = (
            one for one in JiraTracker(site.options()).entities().releases if one.ext_id == "300"
        )
        assert release.due_on == MAY


def test_a_date_that_somebody_else_has_set_is_left_alone() -> None:
    with cloud(shop()) as site:
        writer = JiraWriter(site.options())
        seen = writer.fetch_target("version", "300")
        site.world.versions[300]["releaseDate"] = "2026-04-20"
        with pytest.raises(ChangedMeanwhileError, match="due on 2026-04-20 by now"):
            writer.set_due(seen, MAY)
        assert puts(site) == 0


def test_a_version_that_is_released_keeps_its_date() -> None:
    with cloud(shop()) as site:
        writer = JiraWriter(site.options())
        with pytest.raises(FatalError, match="is released"):
            writer.set_due(writer.fetch_target("version", "301"), MAY)
        assert puts(site) == 0


@pytest.mark.parametrize(("kind", "ext_id"), [("version", "999"), ("project", "300")])
def test_what_has_no_date_is_named(kind: str, ext_id: str) -> None:
    with (
        cloud(shop()) as site,
        pytest.raises(FatalError, match=r"version 999|date of a"),
    ):
        JiraWriter(site.options()).fetch_target(kind, ext_id)


def test_an_answer_that_is_lost_is_looked_after_and_not_written_twice() -> None:
    with cloud(shop()) as site:
        writer = JiraWriter(site.options())
        seen = writer.fetch_target("version", "300")

        def lose(request: Request) -> JSONResponse | None:
            if request.method != "PUT":
                return None
            site.world.versions[300]["releaseDate"] = MAY.isoformat()
            return JSONResponse({}, 504)

        site.script.everywhere["/version/300"] = lose
        assert writer.set_due(seen, MAY).due_on == MAY
        assert puts(site) == 1


def test_a_refusal_says_that_nothing_was_written() -> None:
    with cloud(shop()) as site:
        writer = JiraWriter(site.options())
        seen = writer.fetch_target("version", "300")
        refused = JSONResponse({"errorMessages": ["Project administrators only."]}, 403)
        site.script.everywhere["/version/300"] = when_writing(lambda _: refused)
        with pytest.raises(TrackerError, match="Project administrators only"):
            writer.set_due(seen, MAY)


def test_a_write_that_did_not_take_is_told() -> None:
    with cloud(shop()) as site:
        writer = JiraWriter(site.options())
        seen = writer.fetch_target("version", "300")
        site.script.everywhere["/version/300"] = when_writing(broken(502))
        with pytest.raises(FatalError, match="still is due on 2026-04-01"):
            writer.set_due(seen, MAY)


def test_where_nobody_knows_that_is_said() -> None:
    with cloud(shop()) as site:
        writer = JiraWriter(site.options())
        seen = writer.fetch_target("version", "300")

        def fall(request: Request) -> Response | None:
            site.script.everywhere["/version/300"] = broken(503)
            return broken(503)(request)

        site.script.everywhere["/version/300"] = when_writing(fall)
        with pytest.raises(FatalError, match="Nobody knows whether"):
            writer.set_due(seen, MAY)


def test_a_target_is_what_a_person_sees() -> None:
    with cloud(shop()) as site:
        target = JiraWriter(site.options()).fetch_target("version", "302")
    assert target == Target("302", "version", "Old plan", None, target.url)
    assert target.url is not None
    assert target.url.endswith("/versions/302")
