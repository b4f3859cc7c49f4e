"""After any script of changes and faults the store holds what Linear holds, and says no more."""

import random
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from connectors.linear.tracker import LinearTracker
from connectors.sync import SyncResult, sync_tracker
from connectors.tracker import TrackerError
from store.tables import field_event, issue
from tests.connectors.linear.scene import APP, BETA, SHOP, SPRING, make_tracker
from tests.connectors.linear.server import Linear, Reply, refusal
from tests.connectors.linear.truth import differences, stored_in, truth_of
from tests.connectors.linear.world import Row, World
from tests.connectors.snapshot import take_snapshot

Sessions = sessionmaker[Session]


def sync(tracker: LinearTracker, linear: Linear, sessions: Sessions) -> SyncResult:
    """Sync a day later, when a census is due again."""
    linear.world.pass_time(hours=25)
    return sync_tracker(tracker, sessions, now=lambda: linear.world.now)


def assert_true(linear: Linear, sessions: Sessions) -> None:
    assert differences(stored_in(sessions), truth_of(linear.world)) == {}


def some_issues(world: World, count: int = 4) -> list[str]:
    return [row["id"] for row in world.rows("issues") if not row["trashed"]][:count]


def test_the_first_sync_stores_the_workspace(linear: Linear, sessions: Sessions) -> None:
    told = sync(make_tracker(linear), linear, sessions)
    assert told.changed == told.scanned == len(truth_of(linear.world)) > 20
    assert told.warnings == ()
    assert_true(linear, sessions)


def test_a_second_sync_writes_nothing(linear: Linear, sessions: Sessions) -> None:
    sync(make_tracker(linear), linear, sessions)
    before = take_snapshot(sessions)
    for _ in range(2):
        told = sync(make_tracker(linear), linear, sessions)
        assert (told.changed, told.vanished, told.entities_changed) == (0, 0, 0)
    after = take_snapshot(sessions)
    before.pop("sync_cursor"), after.pop("sync_cursor")  # it moves on with the server's time
    assert after == before


def delete(world: World, one: str) -> None:
    """Delete an issue for good: Linear does so with what has long been in the trash."""
    if world.row("issues", one)["parentId"]:
        world.trash(one)
    else:
        world.delete(one)


CHANGES: dict[str, Callable[[World, str, str], object]] = {
    "edit": lambda world, one, _: world.change(one, title="Another thing", priority=3),
    "estimate": lambda world, one, _: world.change(one, estimate=None),
    "finish": lambda world, one, _: world.set_state(one, "Done"),
    "give up": lambda world, one, _: world.set_state(one, "Canceled"),
    "archive": lambda world, one, _: world.archive(one),
    "archive untold": lambda world, one, _: world.archive(one, tells=False),
    "trash": lambda world, one, _: world.trash(one),
    "delete": lambda world, one, _: delete(world, one),
    "plan": lambda world, one, _: world.change(one, projectId=SHOP, projectMilestoneId=BETA),
    "unplan": lambda world, one, _: world.change(one, projectId=None, projectMilestoneId=None),
    "ship": lambda world, one, _: world.ship(one, SPRING),
    "relate": lambda world, one, other: world.relate(one, other),
    "need": lambda world, one, _: world.need(one, "Umbrella", 1),
    "adopt": lambda world, one, other: world.change(one, parentId=other),
    "relabel": lambda world, one, _: world.relabel(one, "label-bug", "label-api"),
    "add": lambda world, one, _: world.add_issue(APP, "A new thing", parentId=one),
    "move": lambda world, one, _: world.change(
        one,
        teamId=APP,
        stateId=world.state(APP, "Todo"),
        identifier=f"APP-{one[-3:]}9",
        number=world.count("issues"),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_happens_between_two_syncs_is_stored_by_the_second(
    change: str, linear: Linear, sessions: Sessions
) -> None:
    tracker = make_tracker(linear)
    sync(tracker, linear, sessions)
    one, other = some_issues(linear.world, 15)[13:15]
    linear.world.pass_time(hours=1)
    CHANGES[change](linear.world, one, other)
    linear.world.pass_time(hours=1)
    sync(tracker, linear, sessions)
    assert_true(linear, sessions)


@pytest.mark.parametrize("change", ["relate", "ship", "adopt", "archive"])
def test_what_is_undone_again_is_forgotten_again(
    change: str, linear: Linear, sessions: Sessions
) -> None:
    tracker = make_tracker(linear)
    world = linear.world
    one, other = some_issues(world, 15)[13:15]
    done = CHANGES[change](world, one, other)
    sync(tracker, linear, sessions)
    assert_true(linear, sessions)
    world.pass_time(hours=2)
    match change:
        case "relate":
            world.unrelate(str(done))
        case "ship":
            world.unship(str(done))
        case "adopt":
            world.change(one, parentId=None)
        case _:
            world.bring_back(one)
    world.pass_time(hours=2)
    sync(tracker, linear, sessions)
    assert_true(linear, sessions)


def faults(dice: random.Random) -> list[Reply]:
    """Give some of the ways in which an answer can be missing."""
    ways = [
        refusal("RATELIMITED", 400),
        refusal("RATELIMITED", 200),
        refusal("INTERNAL_SERVER_ERROR", 200),
        refusal("LOCK_TIMEOUT", 200),
        Reply(502, b"<html>Bad gateway</html>", "text/html"),
        Reply(503, b"{}"),
        Reply(429, b"{}", headers={"Retry-After": "0.01"}),
        Reply(0),
    ]
    return [dice.choice(ways) for _ in range(dice.randint(1, 3))]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("seed", range(6))
def test_whatever_goes_wrong_the_store_ends_as_linear_is(
    seed: int, linear: Linear, sessions: Sessions
) -> None:
    """Faults, and edits, moves, archivings and deletions in the middle of the walks."""
    dice, world = random.Random(seed), linear.world  # noqa: S311 - a test that can be repeated

    def happen(_operation: str, _: Row) -> None:
        if dice.random() < 0.3:
            world.pass_time(seconds=dice.randint(0, 90))
            ids = some_issues(world, 1000)
            change = dice.choice(sorted(CHANGES))
            CHANGES[change](world, dice.choice(ids[2:]), ids[0])
        if dice.random() < 0.15:
            linear.faults.extend(faults(dice))

    tracker = make_tracker(linear)
    linear.before = happen
    for _ in range(3):
        try:
            sync(tracker, linear, sessions)
        except TrackerError:
            linear.faults.clear()
        world.pass_time(hours=dice.randint(0, 3))
    linear.before = lambda _operation, _variables: None
    linear.faults.clear()
    sync(make_tracker(linear), linear, sessions)
    world.pass_time(hours=1)
    sync(make_tracker(linear), linear, sessions)
    assert_true(linear, sessions)
    assert_history_is_told_once(sessions)
    again = sync(make_tracker(linear), linear, sessions)
    assert (again.changed, again.vanished, again.entities_changed) == (0, 0, 0)


def assert_history_is_told_once(sessions: Sessions) -> None:
    """Check that each issue's last status event leads to its category of today."""
    with sessions() as session:
        events = session.execute(
            select(field_event.c.issue_id, field_event.c.after_category)
            .where(field_event.c.after_category.is_not(None))
            .order_by(field_event.c.issue_id, field_event.c.position)
        ).all()
        categories = dict(session.execute(select(issue.c.id, issue.c.category)).all())
        gone = set(session.scalars(select(issue.c.id).where(issue.c.gone_at.is_not(None))))
    last = {row.issue_id: row.after_category for row in events if row.issue_id not in gone}
    assert last == {issue_id: categories[issue_id] for issue_id in last}


def test_a_workspace_of_teams_alone_is_read_without_the_rest(
    linear: Linear, sessions: Sessions
) -> None:
    sync(make_tracker(linear, teams=("web",)), linear, sessions)
    wanted = {
        ext_id: facts for ext_id, facts in truth_of(linear.world).items() if facts["team"] == "Web"
    }
    assert stored_in(sessions) == wanted
