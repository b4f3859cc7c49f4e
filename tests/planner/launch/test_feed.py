"""What stands in a function's calendar."""

from dataclasses import replace
from datetime import date, timedelta

from planner.inputs import Capacity
from planner.launch.feed import SHOWN_AFTER, Entry, EntryKind, Launch, calendar_entries
from planner.launch.functions import Function, Wording
from planner.launch.plan import LaunchPlan, Tier
from planner.snapshot import Snapshot
from tests.planner.snapshots import TODAY, WEEKDAYS, a_snapshot, ahead, refused, shipped

MARKETING = Function("marketing", "C1")
OURS = LaunchPlan("jira:A", owner="U1")


def entries(
    snapshot: Snapshot,
    plan: LaunchPlan = OURS,
    function: Function = MARKETING,
    capacity: tuple[Capacity, ...] = (),
) -> list[Entry]:
    launch = Launch(plan, snapshot)
    return [*calendar_entries([launch], function, capacity, WEEKDAYS, TODAY)]


def told(found: list[Entry]) -> dict[EntryKind, tuple[date, date]]:
    """Give when each kind is; of the days to get ready that of T-14."""
    return {one.kind: (one.first, one.last) for one in found if one.stage in (None, "T-14")}


def stages(found: list[Entry]) -> dict[str | None, date]:
    return {one.stage: one.first for one in found if one.kind is EntryKind.PING}


def test_promise_window_and_the_day_to_get_ready_stand_there() -> None:
    found = told(entries(a_snapshot(due_on=ahead(25), likelihood_due=0.7)))

    assert found == {
        EntryKind.COMMITTED: (ahead(25), ahead(25)),
        EntryKind.WINDOW: (ahead(20), ahead(30)),
        EntryKind.PING: (ahead(11), ahead(11)),
    }


def test_the_ping_counts_back_from_p85_where_nothing_was_promised() -> None:
    assert told(entries(a_snapshot()))[EntryKind.PING] == (ahead(16), ahead(16))


def test_the_days_to_get_ready_are_those_of_its_tier() -> None:
    due = a_snapshot(due_on=ahead(60))
    assert stages(entries(due)) == {"T-14": ahead(46), "T-7": ahead(53), "T-1": ahead(59)}
    assert stages(entries(due, replace(OURS, tier=Tier.STRATEGIC))) == {
        "T-42": ahead(18),
        "T-14": ahead(46),
        "T-7": ahead(53),
        "T-3": ahead(57),
        "T-1": ahead(59),
    }
    assert stages(entries(due, replace(OURS, tier=Tier.NOTES))) == {}


def test_a_launch_on_another_day_is_its_own_entry_and_counted_back_from() -> None:
    found = told(entries(a_snapshot(), replace(OURS, launch_on=ahead(40))))
    assert found[EntryKind.LAUNCH] == (ahead(40), ahead(40))
    assert found[EntryKind.PING] == (ahead(26), ahead(26))


def test_who_is_told_no_days_gets_the_month_and_nothing_that_tells_the_day() -> None:
    sales = Function("sales", "C2", wording=Wording.HORIZON)
    found = entries(a_snapshot(due_on=date(2026, 3, 18)), function=sales)
    assert [one.kind for one in found] == [EntryKind.HORIZON]
    assert (found[0].first.day, found[0].last + timedelta(days=1)) == (1, date(2026, 4, 1))


def test_beyond_the_horizon_there_is_no_day_to_show() -> None:
    far = a_snapshot(p50=None, p70=None, p85=None, p95=None)
    assert entries(far) == []
    assert entries(far, function=replace(MARKETING, wording=Wording.HORIZON)) == []


def test_a_release_without_a_forecast_shows_only_what_was_promised() -> None:
    assert [one.kind for one in entries(replace(refused(), due_on=ahead(9)))] == [
        EntryKind.COMMITTED
    ]


def test_what_shipped_stays_for_a_while_on_its_day() -> None:
    out = shipped()
    assert out.shipped_on is not None
    assert told(entries(out)) == {EntryKind.SHIPPED: (out.shipped_on, out.shipped_on)}
    assert entries(replace(out, shipped_on=TODAY - SHOWN_AFTER - timedelta(days=1))) == []
    assert entries(replace(out, shipped_on=None)) == []


def test_nobodys_release_and_one_of_another_tier_are_not_there() -> None:
    assert entries(a_snapshot(), LaunchPlan("jira:A")) == []
    legal = Function("legal", "C3", tiers=frozenset({Tier.STRATEGIC}))
    assert entries(a_snapshot(), function=legal) == []
    assert entries(a_snapshot(), replace(OURS, tier=Tier.STRATEGIC), legal) != []


def test_a_freeze_is_there_and_a_thin_week_is_not() -> None:
    freeze = Capacity(None, ahead(5), ahead(10), 0.0)
    thin = Capacity("Web", ahead(5), ahead(10), 0.5)
    found = entries(a_snapshot(), LaunchPlan("jira:A"), capacity=(freeze, thin))
    assert found == [Entry(EntryKind.FREEZE, ahead(5), ahead(10), capacity=freeze)]
