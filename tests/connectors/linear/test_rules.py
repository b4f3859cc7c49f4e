"""The rules of trackers that concern Linear, one test each."""

import time
from datetime import UTC, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from connectors.linear.tracker import MARGIN
from connectors.sync import sync_tracker
from connectors.tracker import FatalError, UnreachableError
from planner.category import Category
from store.cursors import load_cursor
from store.sources import load_sources
from store.tables import issue, sync_cursor
from tests.connectors.contract import issues_of
from tests.connectors.linear.scene import APP, WEB, make_tracker
from tests.connectors.linear.server import Linear, Reply, refusal
from tests.connectors.linear.truth import differences, stored_in, truth_of
from tests.connectors.linear.world import Row

Sessions = sessionmaker[Session]


def sync(linear: Linear, sessions: Sessions) -> None:
    """Sync a day later, when a census is due again."""
    linear.world.pass_time(hours=25)
    sync_tracker(make_tracker(linear), sessions, now=lambda: linear.world.now)


def test_rule_1_what_was_thrown_away_is_found_by_the_census(
    linear: Linear, sessions: Sessions
) -> None:
    sync(linear, sessions)
    linear.world.trash("issue-000009")
    linear.world.delete("issue-000012")
    sync(linear, sessions)
    assert {"issue-000009", "issue-000012"}.isdisjoint(stored_in(sessions))
    assert differences(stored_in(sessions), truth_of(linear.world)) == {}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "fault", [refusal("FORBIDDEN"), Reply(502), refusal("INTERNAL_SERVER_ERROR")]
)
def test_rule_1_a_census_that_is_refused_deletes_nothing(
    fault: Reply, linear: Linear, sessions: Sessions
) -> None:
    sync(linear, sessions)
    before = stored_in(sessions)
    linear.world.trash("issue-000009")

    linear.before = lambda operation, _: fault if operation == "Sweep" else None
    with pytest.raises((FatalError, UnreachableError)):
        sync(linear, sessions)
    assert stored_in(sessions) == before


def test_rule_2_an_issue_that_changes_teams_and_key_stays_the_same_issue(
    linear: Linear, sessions: Sessions
) -> None:
    sync(linear, sessions)
    world = linear.world
    world.change("issue-000002", teamId=APP, stateId=world.state(APP, "Done"), identifier="APP-900")
    sync(linear, sessions)
    with sessions() as session:
        rows = session.execute(select(issue.c.key).where(issue.c.ext_id == "issue-000002")).all()
    assert [row.key for row in rows] == ["APP-900"]
    assert differences(stored_in(sessions), truth_of(world)) == {}


def test_rule_3_a_change_that_shows_late_is_read_by_the_next_sync(
    linear: Linear, sessions: Sessions
) -> None:
    """A replica may lag by less than the margin and the overlap."""
    sync(linear, sessions)
    row = linear.world.row("issues", "issue-000008")
    late = linear.world.now - timedelta(minutes=10)
    row.update(title="Shown late", updatedAt=late.isoformat(timespec="milliseconds")[:23] + "Z")
    sync(linear, sessions)
    assert stored_in(sessions)["issue-000008"]["title"] == "Shown late"


def test_rule_5_an_issue_that_is_changed_all_the_time_is_read_all_the_same(
    linear: Linear, sessions: Sessions
) -> None:
    sync(linear, sessions)

    def keep_changing(_: str, __: Row) -> None:
        linear.world.pass_time(seconds=1)
        linear.world.change("issue-000008", title=f"At {linear.world.now:%H:%M:%S}")

    linear.before = keep_changing
    told = {one.ext_id: one for one in issues_of(make_tracker(linear), linear.world.now)}
    assert told["issue-000008"].title.startswith("At ")


@pytest.mark.parametrize("tells", [True, False], ids=["in the history", "nowhere"])
def test_rule_7_archiving_stamps_nothing_and_is_seen(
    tells: bool, linear: Linear, sessions: Sessions
) -> None:
    sync(linear, sessions)
    assert stored_in(sessions)["issue-000013"]["category"] == "todo"
    stamp = linear.world.row("issues", "issue-000013")["updatedAt"]
    linear.world.pass_time(hours=5)
    linear.world.archive("issue-000013", tells=tells)
    assert linear.world.row("issues", "issue-000013")["updatedAt"] == stamp
    sync(linear, sessions)
    assert stored_in(sessions)["issue-000013"]["category"] == "canceled"


def test_rule_8_a_limit_comes_as_a_bad_request_and_is_waited_for_until_its_reset(
    linear: Linear,
) -> None:
    world = linear.world
    world.now = world.now.replace(microsecond=0)
    reset = int((world.now.timestamp() + 0.7) * 1000)
    limited = refusal("RATELIMITED", 400)
    told = {"X-RateLimit-Requests-Remaining": "0", "X-RateLimit-Requests-Reset": str(reset)}
    linear.faults.append(Reply(400, limited.body, headers=told))
    began = time.monotonic()
    assert make_tracker(linear).server_time() == world.now - MARGIN
    assert 0.7 <= time.monotonic() - began < 5.0
    assert linear.asked["Workspace"] == 2


def test_rule_8_an_error_counts_though_the_status_is_200_and_data_came_with_it(
    linear: Linear,
) -> None:
    linear.world.broken["Issue", "relations"] = 1
    told = list(issues_of(make_tracker(linear)))
    assert linear.asked["Issues"] == 3  # the first page again, and what changed since
    assert {one.ext_id: one.blocks for one in told}["issue-000001"] == ("issue-000003",)


def test_rule_9_a_missing_estimate_is_none_and_a_zero_is_zero(linear: Linear) -> None:
    none = linear.world.add_issue(WEB, estimate=None)
    zero = linear.world.add_issue(WEB, estimate=0.0)
    points = {one.ext_id: one.points for one in issues_of(make_tracker(linear))}
    assert points[none] is None
    assert points[zero] == 0.0


@pytest.mark.usefixtures("impatient")
def test_rule_10_the_cursor_moves_only_at_the_end_to_the_servers_time_at_the_begin(
    linear: Linear, sessions: Sessions
) -> None:
    sync(linear, sessions)
    with sessions() as session:
        (source,) = load_sources(session)
        first = load_cursor(session, source.id)

    linear.before = lambda operation, _: Reply(502) if operation == "TouchedNeeds" else None
    with pytest.raises(UnreachableError):
        sync(linear, sessions)
    with sessions() as session:
        assert load_cursor(session, source.id) == first
    linear.before = lambda _operation, _variables: linear.world.pass_time(seconds=5)
    begin = linear.world.now + timedelta(hours=25)
    sync(linear, sessions)
    with sessions() as session:
        at = session.execute(select(sync_cursor.c.at)).scalar_one()
    assert begin - MARGIN <= at.astimezone(UTC) <= begin + timedelta(seconds=5) - MARGIN


@pytest.mark.parametrize(
    ("code", "status"),
    [("GRAPHQL_VALIDATION_FAILED", 400), ("FORBIDDEN", 200), ("INPUT_ERROR", 200)],
)
def test_rule_11_a_refusal_is_an_error_and_never_no_issues(
    code: str, status: int, linear: Linear
) -> None:
    tracker = make_tracker(linear)
    tracker.entities()
    linear.faults.append(refusal(code, status))
    with pytest.raises(FatalError):
        list(tracker.changed(None))


def test_a_state_of_a_new_type_is_unknown_with_one_warning(
    linear: Linear, sessions: Sessions
) -> None:
    linear.world.row("states", linear.world.state(WEB, "Backlog"))["type"] = "parked"
    for number in (13, 17):
        linear.world.set_state(f"issue-{number:06d}", "Backlog")
    linear.world.pass_time(minutes=20)
    told = sync_tracker(make_tracker(linear), sessions, now=lambda: linear.world.now)
    assert len(told.warnings) == 1
    assert "'parked'" in told.warnings[0]
    assert stored_in(sessions)["issue-000013"]["category"] == Category.UNKNOWN
