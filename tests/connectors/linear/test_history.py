"""Histories as events: grouped entries, archiving, sums that agree with today."""

from datetime import timedelta

from planner.category import Category
from store.records import FieldEvent, IssueRecord
from tests.connectors.contract import issues_of
from tests.connectors.linear.scene import make_tracker
from tests.connectors.linear.server import Linear

ONE = "issue-000013"


def read(linear: Linear, issue: str = ONE) -> IssueRecord:
    return next(one for one in issues_of(make_tracker(linear)) if one.ext_id == issue)


def told(linear: Linear, field: str) -> list[tuple[str | None, str | None]]:
    return [(event.before, event.after) for event in read(linear).events if event.field == field]


def test_an_entry_that_is_grouped_anew_replaces_what_it_was(linear: Linear) -> None:
    world = linear.world
    world.set_state(ONE, "In Progress")
    assert told(linear, "status") == [("Todo", "In Progress")]
    world.pass_time(minutes=5)
    world.set_state(ONE, "Done")
    assert told(linear, "status") == [("Todo", "Done")]
    world.pass_time(hours=5)
    world.set_state(ONE, "Todo")
    assert told(linear, "status") == [("Todo", "Done"), ("Done", "Todo")]


def test_what_comes_to_nothing_when_grouped_is_no_event(linear: Linear) -> None:
    before = linear.world.row("issues", ONE)["estimate"]
    linear.world.change(ONE, estimate=21.0)
    linear.world.change(ONE, estimate=before)
    assert told(linear, "points") == []


def test_a_duplicate_is_canceled_and_not_done(linear: Linear) -> None:
    linear.world.set_state(ONE, "Duplicate")
    one = read(linear)
    assert one.category is Category.CANCELED
    assert one.resolved_at == linear.world.now


def test_an_issue_put_away_open_and_brought_back(linear: Linear) -> None:
    world = linear.world
    world.archive(ONE)
    away = read(linear)
    assert (away.category, away.resolved_at) == (Category.CANCELED, world.now)
    world.pass_time(hours=1)
    world.bring_back(ONE)
    back = read(linear)
    assert (back.category, back.resolved_at) == (Category.TODO, None)
    changes = [(e.before_category, e.after_category) for e in back.events if e.after_category]
    assert changes == [(Category.TODO, Category.CANCELED), (Category.CANCELED, Category.TODO)]


def test_an_issue_that_moves_on_while_it_is_away_stays_away(linear: Linear) -> None:
    world = linear.world
    world.archive(ONE)
    world.pass_time(hours=1)
    world.set_state(ONE, "In Progress")
    one = read(linear)
    assert one.category is Category.CANCELED
    assert one.events[-1] == FieldEvent(
        world.now, "resolution", None, "archived", Category.DOING, Category.CANCELED
    )


def test_an_archived_issue_that_was_done_stays_done(linear: Linear) -> None:
    world = linear.world
    world.set_state(ONE, "Done")
    done_at = world.now
    world.pass_time(days=30)
    world.archive(ONE)
    one = read(linear)
    assert (one.category, one.resolved_at) == (Category.DONE, done_at)
    assert all(event.field != "resolution" for event in one.events)


def test_a_state_that_is_made_while_the_walk_goes_on_has_its_name(linear: Linear) -> None:
    world, tracker = linear.world, make_tracker(linear)
    tracker.entities()
    world.pass_time(hours=1)
    world.add("states", "state-new", name="Verifying", type="started")
    world.add("labels", "label-new", name="fresh")
    world.change(ONE, stateId="state-new")
    world.pass_time(hours=1)
    world.relabel(ONE, "label-new")
    since = world.now - timedelta(hours=3)
    (one,) = issues_of(tracker, since)
    assert [event.after for event in one.events] == ["Verifying", "fresh"]
    assert one.labels == ("fresh",)
    assert linear.asked["States"] == 2


def test_a_state_that_is_gone_for_good_is_unknown_and_asked_for_once(linear: Linear) -> None:
    world = linear.world
    world.add("states", "state-old", name="Old", type="started")
    world.change(ONE, stateId="state-old")
    world.pass_time(hours=1)
    world.set_state(ONE, "Done")
    del world.tables["states"]["state-old"]
    tracker = make_tracker(linear)
    for _ in range(2):
        one = next(one for one in issues_of(tracker) if one.ext_id == ONE)
        assert [e.after_category for e in one.events] == [Category.UNKNOWN, Category.DONE]
    assert linear.asked["States"] == 2
