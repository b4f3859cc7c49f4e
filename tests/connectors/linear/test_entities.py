"""Teams, cycles, releases and containers as the store gets them."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from connectors.sync import sync_tracker
from store.records import Entities
from tests.connectors.contract import issues_of
from tests.connectors.linear.scene import (
    BETA,
    SHOP,
    SPRING,
    WEB,
    add_milestone,
    add_project,
    make_tracker,
)
from tests.connectors.linear.server import Linear
from tests.connectors.linear.truth import differences, stored_in, truth_of


def entities(linear: Linear, **options: object) -> Entities:
    return make_tracker(linear, **options).entities()


def test_a_cycle_is_a_sprint_with_its_own_figures(linear: Linear) -> None:
    sprints = {one.ext_id: one for one in entities(linear).sprints}
    over, running = sprints["cycle-team-WEB-1"], sprints["cycle-team-WEB-2"]
    assert (over.committed_points, over.completed_points) == (20.0, 18.0)
    assert (over.committed_items, over.completed_items) == (8, 6)
    assert (running.committed_points, running.completed_points) == (20.0, None)
    assert (over.name, running.name) == ("Cycle 1", "Cleaning up")


def test_a_team_without_estimates_has_no_points_in_its_cycles(linear: Linear) -> None:
    linear.world.row("teams", WEB)["issueEstimationType"] = "notUsed"
    sprints = {one.ext_id: one for one in entities(linear).sprints}
    assert sprints["cycle-team-WEB-1"].committed_points is None
    assert sprints["cycle-team-WEB-1"].committed_items == 8


@pytest.mark.parametrize(
    ("stage", "released", "canceled"),
    [
        ("planned", False, False),
        ("started", False, False),
        ("completed", True, False),
        ("canceled", False, True),
    ],
)
def test_a_stage_says_whether_a_release_is_out(
    stage: str, released: bool, canceled: bool, linear: Linear
) -> None:
    linear.world.row("releases", SPRING).update(
        stage={"type": stage}, completedAt="2026-02-20T10:00:00.000Z" if released else None
    )
    found = {one.ext_id: one for one in entities(linear).releases}[SPRING]
    assert (found.is_released, found.is_canceled) == (released, canceled)
    assert found.released_on == (date(2026, 2, 20) if released else None)
    assert (found.name, found.kind, found.project) == ("Spring 4.2", "release", "Web production")


def test_a_project_and_its_milestones_share_their_fate(linear: Linear) -> None:
    world = linear.world
    world.row("projects", SHOP).update(
        status={"type": "completed"}, completedAt="2026-02-20T10:00:00.000Z"
    )
    add_milestone(world, "milestone-dead", "project-canceled")
    found = {one.ext_id: one for one in entities(linear).releases}
    assert found[SHOP].is_released
    assert found[BETA].released_on == date(2026, 2, 20)
    assert found["milestone-dead"].is_canceled


def test_a_target_of_a_quarter_is_due_on_its_last_day_as_the_history_tells(
    linear: Linear,
) -> None:
    found = {one.ext_id: one for one in entities(linear).releases}[SHOP]
    assert found.due_on == date(2026, 6, 30)
    assert [move.due_on for move in found.due_moves] == [date(2026, 3, 31), date(2026, 6, 30)]


def test_only_the_kinds_that_are_wanted_count_as_releases(linear: Linear) -> None:
    assert {one.kind for one in entities(linear, releases=("milestone",)).releases} == {"milestone"}
    told = {one.ext_id: one for one in issues_of(make_tracker(linear, releases=("milestone",)))}
    assert told["issue-000001"].releases == (BETA,)
    assert {e.field for e in told["issue-000001"].events if e.after == SHOP} == {"project"}
    assert linear.asked["Releases"] == 0


def test_containers_lead_from_milestones_to_initiatives(linear: Linear) -> None:
    held = {one.ext_id: (one.kind, one.parents) for one in entities(linear).containers}
    assert held[BETA] == ("milestone", (SHOP,))
    assert held[SHOP] == ("project", ("initiative-checkout",))
    assert held["initiative-checkout"] == ("initiative", ("initiative-growth",))


def test_what_only_private_teams_have_is_not_named(linear: Linear) -> None:
    told = repr(entities(linear))
    public = told[: told.index("raw=")]
    for secret in ("Secret", "Hidden", "Vault", "Breach"):
        assert secret not in public
    shown = repr(entities(linear, show_private=True))
    assert all(name in shown for name in ("Secret", "Hidden", "Vault", "Breach"))


def test_issues_of_private_teams_are_restricted_unless_the_source_shows_them(
    linear: Linear,
) -> None:
    def restricted(**options: object) -> set[str]:
        issues = issues_of(make_tracker(linear, **options))
        return {one.ext_id for one in issues if one.restricted}

    assert restricted() == {"issue-000011", "issue-000022"}
    assert restricted(show_private=True) == set()


def test_a_team_that_becomes_private_takes_its_issues_along(
    linear: Linear, sessions: sessionmaker[Session]
) -> None:
    sync_tracker(make_tracker(linear), sessions, now=lambda: linear.world.now)
    linear.world.pass_time(hours=1)
    linear.world.row("teams", WEB).update(visibility="private", updatedAt=linear.world.stamp())
    sync_tracker(make_tracker(linear), sessions, now=lambda: linear.world.now)
    stored = stored_in(sessions)
    assert stored["issue-000013"]["restricted"]
    assert {
        facts["restricted"] for facts in stored.values() if facts["team"] in ("Web", "Security")
    } == {True}


def test_a_state_or_label_that_is_renamed_is_renamed_on_every_issue(
    linear: Linear, sessions: sessionmaker[Session]
) -> None:
    world = linear.world
    sync_tracker(make_tracker(linear), sessions, now=lambda: world.now)
    world.pass_time(hours=1)
    world.row("states", world.state(WEB, "Todo")).update(name="Next", updatedAt=world.stamp())
    world.row("labels", "label-api").update(name="API", updatedAt=world.stamp())
    sync_tracker(make_tracker(linear), sessions, now=lambda: world.now)
    assert differences(stored_in(sessions), truth_of(world)) == {}


@pytest.mark.parametrize("how", ["switched off", "refused"])
def test_a_workspace_without_releases_is_synced_with_one_warning(
    how: str, linear: Linear, sessions: sessionmaker[Session]
) -> None:
    if how == "refused":
        for place in (("Query", "releases"), ("Query", "releasePipelines"), ("Issue", "releases")):
            linear.world.refused[place] = "FEATURE_NOT_ACCESSIBLE"
        linear.world.refused["IssueHistory", "addedToReleaseIds"] = "FEATURE_NOT_ACCESSIBLE"
    else:
        linear.world.organization["releasesEnabled"] = False
    told = entities(linear)
    assert len(told.warnings) == 1
    assert "Releases are not part of this Linear workspace" in told.warnings[0]
    assert {one.kind for one in told.releases} == {"project", "milestone"}
    sync_tracker(make_tracker(linear), sessions, now=lambda: linear.world.now)
    assert "issue-000001" in stored_in(sessions)


@pytest.mark.parametrize("field", ["initiatives", "customerNeeds"])
def test_a_plan_without_initiatives_or_customers_is_read_without_them(
    field: str, linear: Linear
) -> None:
    linear.world.refused["Query", field] = "FEATURE_NOT_ACCESSIBLE"
    linear.world.refused["Issue", "needs" if field == "customerNeeds" else "none"] = (
        "FEATURE_NOT_ACCESSIBLE"
    )
    assert len(list(issues_of(make_tracker(linear)))) == 24
    assert entities(linear).warnings == ()


def test_what_lies_in_the_trash_is_no_release(linear: Linear) -> None:
    add_project(linear.world, "project-gone", WEB)
    add_milestone(linear.world, "milestone-gone", "project-gone")
    linear.world.row("projects", "project-gone")["trashed"] = True
    assert not {"project-gone", "milestone-gone"} & {r.ext_id for r in entities(linear).releases}
