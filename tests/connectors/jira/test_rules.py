"""The rules of Jira that others learned the hard way, each with a test that fails without it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from itertools import pairwise
from urllib.parse import parse_qs

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from connectors.jira.since import zoned_clause
from connectors.jira.site import Site as DetectedSite
from connectors.jira.tracker import CLOUD, DATA_CENTER, JiraTracker
from connectors.tracker import FatalError, SkippableError, TrackerError
from planner.category import Category
from store.records import IssueRecord
from tests.connectors.contract import issues_of
from tests.connectors.jira.classic import data_center
from tests.connectors.jira.cloud import Site, cloud
from tests.connectors.jira.faults import Act, broken, busy, does
from tests.connectors.jira.shop import shop
from tests.connectors.jira.world import OPS, SHOP, START, World

Serve = Callable[..., AbstractContextManager[Site]]
KINDS = pytest.mark.parametrize("serve", [cloud, data_center], ids=["cloud", "data center"])


def by_key(site: Site, **options: object) -> dict[str, IssueRecord]:
    return {issue.key: issue for issue in issues_of(JiraTracker(site.options(**options)))}


def listening(site: Site, part: str) -> list[str]:
    """Note the JQL of every search from now on."""
    heard: list[str] = []

    def note(request: Request) -> None:
        heard.extend(parse_qs(request.url.query).get("jql", []))

    act: Act = note
    site.script.everywhere[part] = act
    return heard


@KINDS
def test_rule_1_a_census_tells_of_ids_and_stamps_alone(serve: Serve) -> None:
    with serve(shop()) as site:
        tracker = JiraTracker(site.options())
        tracker.server_time()
        before = len(site.script.asked)
        stamps = {stamp.ext_id: stamp.updated_at for stamp in tracker.census()}
        assert len(site.script.asked) - before <= 2
        truth = {str(one.id): one.updated for one in site.world.issues.values()}
        assert stamps == truth


@KINDS
def test_rule_1_a_census_that_breaks_off_raises(serve: Serve) -> None:
    with serve(shop(), page=3) as site:
        tracker = JiraTracker(site.options())
        tracker.server_time()
        refused = JSONResponse({"errorMessages": ["No."]}, 403)
        for at in range(1, 3):
            site.script.at(at, lambda _: refused)
        with pytest.raises(FatalError):
            list(tracker.census())


@KINDS
def test_rule_2_a_moved_issue_keeps_its_id(serve: Serve) -> None:
    with serve(shop()) as site:
        world = site.world
        issue = next(one for one in world.issues.values() if one.project == OPS)
        tracker = JiraTracker(site.options())
        ids = {stamp.ext_id for stamp in tracker.census()}
        world.move(issue, SHOP)
        assert {stamp.ext_id for stamp in tracker.census()} == ids


def test_rule_3_clouds_late_search_is_looked_through_again() -> None:
    assert timedelta(minutes=15) == CLOUD.overlap == DATA_CENTER.overlap
    assert timedelta(hours=12) == CLOUD.trailing
    assert timedelta(hours=1) == CLOUD.trailing_every
    assert timedelta(days=1) == CLOUD.census_every == DATA_CENTER.census_every
    with data_center(shop()) as site:
        tracker = JiraTracker(site.options())
        tracker.server_time()
        assert tracker.rhythm == DATA_CENTER


@KINDS
def test_rule_4_a_delta_asks_in_epoch_milliseconds(serve: Serve) -> None:
    with serve(shop()) as site:
        heard = listening(site, "/search")
        tracker = JiraTracker(site.options())
        since = tracker.server_time() - timedelta(seconds=3)
        assert [issue.key for issue in issues_of(tracker, since)] == ["OPS-5", "OPS-6", "SHOP-5"]
        asked = f"updated >= {int(since.timestamp() * 1000)}"
        assert any(asked in jql for jql in heard)


@KINDS
def test_rule_4_where_no_epochs_are_read_the_zone_of_the_account_counts(serve: Serve) -> None:
    """The site reads a bare time in New York's, where it is four or five hours earlier."""
    with serve(shop(), epochs="refused") as site:
        heard = listening(site, "/search")
        tracker = JiraTracker(site.options())
        since = tracker.server_time()
        assert len(list(issues_of(tracker, since))) == 11  # an hour early, and all are newer
        assert any('updated >= "2026-03-02 03:00"' in jql for jql in heard)
        assert list(issues_of(tracker, since + timedelta(hours=2))) == []


@pytest.mark.parametrize("finds", ["everything", "nothing"])
def test_rule_4_a_site_that_misreads_epochs_is_found_out(finds: str) -> None:
    """One that takes a number for everything, or for nothing, would lose updates in silence."""
    with data_center(shop(), epochs=finds) as site:
        heard = listening(site, "/search")
        tracker = JiraTracker(site.options())
        list(issues_of(tracker, tracker.server_time()))
        assert any('updated >= "2026' in jql for jql in heard)


@KINDS
def test_rule_5_nothing_bounds_a_delta_from_above(serve: Serve) -> None:
    with serve(shop(), page=2) as site:
        world = site.world
        busy = next(iter(world.issues.values()))
        tracker = JiraTracker(site.options())
        since = tracker.server_time() - timedelta(hours=1)
        for at in range(12):
            site.script.at(at, does(lambda: world.edit(busy, summary=f"At {world.now}")))
        assert busy.key in {issue.key for issue in issues_of(tracker, since)}


@KINDS
@pytest.mark.parametrize("a_page", [7, 1000], ids=["over many pages", "at once"])
def test_rule_6_more_than_forty_changes_arrive_whole(serve: Serve, a_page: int) -> None:
    world = shop()
    issue = world.issues[20010]
    for number in range(41):
        world.edit(issue, status="2" if number % 2 == 0 else "1")
    with serve(world, histories_a_page=a_page) as site:
        events = by_key(site)[issue.key].events
    moved = [event for event in events if event.field == "status"]
    assert len(moved) == 41
    assert all(one.after == next_.before for one, next_ in pairwise(moved))


def test_rule_6_a_history_that_cannot_be_had_whole_is_an_error_and_the_rest_is_read() -> None:
    world = shop()
    for number in range(41):
        world.edit(world.issues[20010], status="2" if number % 2 == 0 else "1")
    with data_center(world, has_paged_histories=False) as site:
        pages = JiraTracker(site.options()).changed(None)
        read: list[str] = []
        with pytest.raises(SkippableError, match="SHOP-5 has 41 changes of which Jira shows 0"):
            read.extend(issue.key for page in pages for issue in page.issues)
        pages = JiraTracker(site.options()).changed(None)
        assert "SHOP-5" not in {issue.key for issue in next(pages).issues}


@KINDS
def test_rule_9_a_missing_estimate_is_none_and_a_zero_is_zero(serve: Serve) -> None:
    with serve(shop()) as site:
        issues = by_key(site)
    assert issues["SHOP-5"].points is None
    assert issues["OPS-1"].points == 0.0
    (emptied,) = issues["OPS-6"].events
    assert (emptied.before, emptied.after) == ("0.0", None)


@KINDS
def test_rule_10_the_time_is_the_servers(serve: Serve) -> None:
    with serve(shop()) as site:
        tracker = JiraTracker(site.options())
        assert tracker.server_time() == site.world.now
        site.world.tick(60)
        assert tracker.server_time() == site.world.now


@KINDS
@pytest.mark.parametrize("status", [400, 403])
def test_rule_11_a_refused_search_is_never_zero_issues(serve: Serve, status: int) -> None:
    with serve(shop()) as site:
        tracker = JiraTracker(site.options())
        tracker.server_time()
        refused = JSONResponse({"errorMessages": ["Not like this."]}, status)
        site.script.everywhere["/search"] = lambda _: refused
        for read in (lambda: list(tracker.changed(None)), lambda: list(tracker.census())):
            with pytest.raises(TrackerError, match="Not like this"):
                read()


def test_cloud_is_never_asked_the_old_way() -> None:
    with cloud(shop()) as site:
        by_key(site)
        assert not any(asked.endswith(("/2/search", "/3/search")) for asked in site.script.asked)


def test_a_token_that_comes_back_is_an_error() -> None:
    twice = pytest.raises(FatalError, match="same page token twice")
    with cloud(shop(), page=3, repeats_token=True) as site, twice:
        list(JiraTracker(site.options()).census())


def test_a_payload_that_is_refused_once_is_asked_for_again_and_in_the_end_skipped() -> None:
    with cloud(shop(), refused={"20001": 1, "20002": 99}) as site:
        pages = JiraTracker(site.options()).changed(None)
        read = {issue.ext_id for issue in next(pages).issues}
        with pytest.raises(SkippableError, match="20002 cannot be read now: Too large"):
            next(pages)
    assert "20001" in read
    assert "20002" not in read


def test_an_issue_that_left_the_scope_is_not_read_by_id() -> None:
    with cloud(shop()) as site:
        tracker = JiraTracker(site.options(projects=("SHOP",)))
        assert [page.issues for page in tracker.read(["20004"]) if page.issues] == []
        labelled = JiraTracker(site.options(jql="labels = web"))
        read = [issue.key for page in labelled.read(["20001", "20002"]) for issue in page.issues]
        assert read == ["SHOP-2"]


@KINDS
def test_security_is_carried_and_shown_only_when_told_so(serve: Serve) -> None:
    with serve(shop()) as site:
        assert [key for key, one in by_key(site).items() if one.restricted] == ["SHOP-2"]
        assert not any(one.restricted for one in by_key(site, show_restricted=True).values())


@KINDS
def test_links_are_kept_at_one_end_and_directed(serve: Serve) -> None:
    with serve(shop()) as site:
        blocking = {key: one.blocks for key, one in by_key(site).items() if one.blocks}
    assert blocking == {"SHOP-3": ("20001",)}


@KINDS
def test_an_unknown_status_is_kept_with_one_warning(serve: Serve) -> None:
    world = shop()
    for issue in list(world.issues.values())[:3]:
        world.edit(issue, status="4")
    with serve(world) as site:
        pages = list(JiraTracker(site.options()).changed(None))
        kept = [one for page in pages for one in page.issues if one.category is Category.UNKNOWN]
        warnings = [one for page in pages for one in page.warnings]
        assert len(kept) == 3
        assert len(warnings) == 1
        assert "the status 'Waiting for Godot'" in warnings[0]
        said = by_key(site, statuses={"waiting for godot": Category.DOING})
        assert Category.UNKNOWN not in {one.category for one in said.values()}


@KINDS
def test_what_is_kept_raw_can_be_read_anew_and_asks_nobody(serve: Serve) -> None:
    with serve(shop()) as site:
        options = site.options()
        tracker = JiraTracker(options)
        entities, pages = tracker.entities(), list(tracker.changed(None))
        fingerprint = tracker.fingerprint
    again = JiraTracker(options)
    assert again.replay_entities(entities.raw) == entities
    assert [again.replay_issues(page.raw).issues for page in pages] == [one.issues for one in pages]
    assert again.fingerprint == fingerprint
    kept = b"".join(record.body for page in pages for record in page.raw)
    assert b"Words of people" not in kept
    assert b"@example.com" not in kept


def test_the_fingerprint_changes_with_the_query_and_the_mapping_and_not_with_the_token() -> None:
    with cloud(shop()) as site:
        prints = [
            JiraTracker(site.options(**more)).fingerprint
            for more in (
                {},
                {"projects": ("SHOP",)},
                {"jql": "labels = web"},
                {"statuses": {"To Do": Category.DOING}},
                {"show_restricted": True},
            )
        ]
        assert len(set(prints)) == len(prints)
        assert JiraTracker(site.options(per_second=5.0)).fingerprint == prints[0]


def test_a_large_data_center_is_walked_in_windows() -> None:
    world = World()
    world.boards = []
    for _ in range(45):
        world.create()
        world.tick(600)
    with data_center(world, window=20, page=10) as site:
        heard = listening(site, "/search")
        tracker = JiraTracker(site.options(window=20))
        assert len(list(tracker.census())) == 45
        assert len(by_key(site, window=20)) == 45
        assert any("created <" in jql for jql in heard)


def test_boards_of_many_projects_are_walked_once_and_not_asked_for_one_by_one() -> None:
    world = shop()
    world.projects = {**world.projects, **{f"P{number}": "Empty" for number in range(25)}}
    with cloud(world) as site:
        entities = JiraTracker(site.options()).entities()
        asked = [one for one in site.script.asked if one.endswith("/board")]
    assert len(asked) == len(world.boards)
    assert {one.ext_id for one in entities.sprints} == {"11", "12"}


def test_a_jira_without_boards_has_none() -> None:
    with cloud(shop()) as site:
        nothing = JSONResponse({"errorMessages": ["Not found."]}, 404)
        site.script.everywhere["/agile/"] = lambda _: nothing
        entities = JiraTracker(site.options()).entities()
    assert (entities.sprints, entities.warnings) == ((), ())
    assert [team.name for team in entities.teams] == ["Shop", "Operations"]


def test_an_account_that_only_reads_gets_by_without_the_list_for_administrators() -> None:
    with cloud(shop()) as site:
        refused = JSONResponse({"errorMessages": ["Administrators only."]}, 403)
        site.script.everywhere["/statuses/search"] = lambda _: refused
        assert by_key(site)["SHOP-3"].category is Category.DONE


def test_scoped_tokens_go_through_the_gateway() -> None:
    with cloud(shop(), prefix="/ex/jira/11223344") as site:
        options = site.options(
            url="https://shop.example.net", cloud_id="11223344", gateway=site.url
        )
        tracker = JiraTracker(options)
        assert {one.url for one in issues_of(tracker) if one.key == "SHOP-1"} == {
            "https://shop.example.net/browse/SHOP-1"
        }
        assert len(tracker.entities().releases) == 4


def test_an_oauth_token_is_a_bearer() -> None:
    with cloud(shop(), authorization="Bearer eyJ-oauth") as site:
        assert len(by_key(site, user=None, token="eyJ-oauth")) == 11


@KINDS
@pytest.mark.parametrize("retry_after", ["0", "0.01", "date"])
def test_the_library_outlives_a_wait_in_every_form(serve: Serve, retry_after: str) -> None:
    """On its own it fails on a float and on a date, and does not repeat a 502."""
    with serve(shop()) as site:
        tracker = JiraTracker(site.options())
        for act in (busy(retry_after), broken(502), broken(503)):
            site.script.everywhere["/field"] = once(site, "/field", act)
            assert tracker.server_time() == site.world.now


def once(site: Site, part: str, act: Act) -> Act:
    def meet(request: Request) -> Response | None:
        site.script.everywhere.pop(part)
        return act(request)

    return meet


def test_epics_that_cloud_names_by_key_are_kept_by_id() -> None:
    world = shop()
    world.has_parents = False
    with cloud(world) as site:
        assert by_key(site)["SHOP-2"].parent == "20000"


@KINDS
def test_an_issue_that_makes_no_sense_is_skipped_and_named(serve: Serve) -> None:
    world = shop()
    world.issues[20010].histories.append({"id": "1", "created": world.now, "items": "odd"})
    world.issues[20009].state["due"] = "soon"
    with serve(world) as site:
        pages = JiraTracker(site.options()).changed(None)
        assert len(next(pages).issues) == 10
        with pytest.raises(SkippableError, match="OPS-6 is left as it was"):
            list(pages)


def test_where_no_zone_is_known_more_than_a_day_is_read_again() -> None:
    for zone in (None, "Mars/Base"):
        site = DetectedSite(is_cloud=False, server_at=START, zone=zone)
        assert zoned_clause(START, site) == 'updated >= "2026-03-01 06:00"'
