"""Whatever goes wrong on the way, the database ends up as the server is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session, sessionmaker

from connectors.tracker import TrackerError
from tests.connectors.jira.classic import data_center
from tests.connectors.jira.cloud import Site, cloud
from tests.connectors.jira.faults import Act, broken, busy, does, page
from tests.connectors.jira.shop import shop
from tests.connectors.jira.syncing import SOON, database, sync
from tests.connectors.jira.truth import entities_stored, stored, truth_of
from tests.connectors.jira.world import OPS, SHOP, World
from tests.connectors.snapshot import take_snapshot

Serve = Callable[..., AbstractContextManager[Site]]
KINDS = pytest.mark.parametrize("serve", [cloud, data_center], ids=["cloud", "data center"])


def edit_all(world: World) -> None:
    for issue in list(world.issues.values()):
        world.edit(issue, labels=[*issue.state["labels"], "touched"])


def delete_first(world: World) -> None:
    """Delete the first that a walk comes to, but no parent: those take their children along."""
    parents = {one.state["parent"] for one in world.issues.values()}
    world.delete(next(one for one in world.issues.values() if one.id not in parents))


def move_one(world: World) -> None:
    issue = next(one for one in world.issues.values() if one.project == OPS)
    world.move(issue, SHOP)


def create_one(world: World) -> None:
    world.create(points=8.0, labels=["new"])


CHANGES: dict[str, Callable[[World], None]] = {
    "edits": edit_all,
    "a deletion": delete_first,
    "a move": move_one,
    "a new issue": create_one,
}
ANSWERS: dict[str, Act] = {
    "429 with an int": busy("0"),
    "429 with a float": busy("0.01"),
    "429 with a date": busy("date"),
    "502": broken(502),
    "503": broken(503),
    "a page of a proxy": page(),
}


@KINDS
def test_a_sync_holds_what_the_server_holds(serve: Serve, sessions: sessionmaker[Session]) -> None:
    with serve(shop()) as site:
        result = sync(site, sessions)
        assert stored(sessions) == truth_of(site.world)
        assert result.warnings == ()
        assert entities_stored(sessions) == ({"300", "301", "302", "303"}, {"11", "12"})


@KINDS
@pytest.mark.parametrize("full", [False, True], ids=["delta", "full"])
def test_a_second_sync_writes_nothing(
    serve: Serve, full: bool, sessions: sessionmaker[Session]
) -> None:
    with serve(shop()) as site:
        sync(site, sessions)
        before = take_snapshot(sessions)
        again = sync(site, sessions, later=SOON, full=full)
        assert take_snapshot(sessions) == before
    assert (again.changed, again.vanished, again.entities_changed) == (0, 0, 0)


@KINDS
@pytest.mark.parametrize("fault", ANSWERS)
@pytest.mark.parametrize("at", [8, 26])
def test_a_fault_at_any_point_is_outlived(
    serve: Serve, fault: str, at: int, sessions: sessionmaker[Session]
) -> None:
    with serve(shop(), page=3, histories_a_page=4) as site:
        site.script.at(at, ANSWERS[fault])
        syncs_until_quiet(site, sessions)
        assert stored(sessions) == truth_of(site.world)


@KINDS
@pytest.mark.parametrize("what", CHANGES)
def test_what_changes_during_a_walk_is_right_after_the_next_sync(
    serve: Serve, what: str, sessions: sessionmaker[Session]
) -> None:
    with serve(shop(), page=3, histories_a_page=4) as site:
        for at in (20, 26, 28, 29, 31, 33, 35):
            site.script.at(at, does(lambda: CHANGES[what](site.world)))
        sync(site, sessions)
        sync(site, sessions)
        assert stored(sessions) == truth_of(site.world)


@KINDS
@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    script=st.lists(
        st.tuples(st.integers(0, 45), st.sampled_from([*ANSWERS, *CHANGES])), max_size=8
    ),
    rows=st.sampled_from([2, 3, 50]),
)
def test_after_any_script_of_faults_the_database_is_the_servers_truth(
    serve: Serve, empty_database: Path, script: list[tuple[int, str]], rows: int
) -> None:
    with (
        database(empty_database) as sessions,
        serve(shop(), page=rows, histories_a_page=rows) as site,
    ):
        for at, what in script:
            change = CHANGES.get(what)
            act = does(lambda change=change: change(site.world)) if change else ANSWERS[what]  # type: ignore[misc]
            site.script.at(at, act)
        syncs_until_quiet(site, sessions)
        assert stored(sessions) == truth_of(site.world)
        before = take_snapshot(sessions)
        sync(site, sessions, later=SOON, full=True)
        assert take_snapshot(sessions) == before


def syncs_until_quiet(site: Site, sessions: sessionmaker[Session]) -> None:
    """Sync until nothing of the script is left, and once more in peace."""
    for _ in range(30):
        is_quiet = not site.script.acts
        try:
            sync(site, sessions)
        except TrackerError:
            continue
        if is_quiet:
            return
    raise AssertionError("a script that never ends")


@KINDS
def test_what_the_index_shows_late_comes_with_a_later_sync(
    serve: Serve, sessions: sessionmaker[Session]
) -> None:
    with serve(shop()) as site:
        world = site.world
        sync(site, sessions)
        world.is_late = True
        issue = world.create(summary="Not indexed yet")
        world.edit(next(iter(world.issues.values())), summary="Not indexed yet either")
        sync(site, sessions)
        assert str(issue.id) not in stored(sessions)
        world.tick(600)
        world.catch_up()
        sync(site, sessions)
        assert stored(sessions) == truth_of(world)
