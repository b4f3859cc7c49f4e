"""What a forecast is made from."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from planner.calendar import WorkCalendar
from planner.category import Category
from planner.inputs import Capacity, PlanInputs, Planning
from planner.priority import Framework, Worth
from planner.seed import fingerprint
from store.entities import save_entities
from store.issues import upsert_issues
from store.planning import load_plan_inputs
from store.ranks import load_ranks
from store.records import Entities, ReleaseRecord, TeamRecord
from store.teams import load_teams
from tests.store.samples import a_source, an_issue, day, moved

CALENDAR = WorkCalendar()


def a_release(ext_id: str, **told: object) -> ReleaseRecord:
    return ReleaseRecord(ext_id, ext_id, "version", **told)  # type: ignore[arg-type]


def test_releases_stand_in_plan_order_with_what_is_over_behind(session: Session) -> None:
    source_id = a_source(session)
    told = (
        a_release("canceled", due_on=date(2024, 1, 9), is_canceled=True),
        a_release("shipped", due_on=date(2024, 1, 2), is_released=True),
        a_release("by name b"),
        a_release("by name a"),
        a_release("due later", due_on=date(2024, 3, 1)),
        a_release("due sooner", due_on=date(2024, 2, 1)),
        a_release("started", started_on=date(2023, 5, 1)),
        a_release("created", created_at=day(-9)),
        a_release("first member"),
    )
    save_entities(session, source_id, Entities(releases=told), day(0))
    upsert_issues(session, source_id, [an_issue(created_at=day(1), releases=("first member",))])
    inputs = load_plan_inputs(session, day(9), CALENDAR)
    assert [scope.release.name for scope in inputs.releases] == [
        "due sooner",
        "due later",
        "started",
        "created",
        "first member",
        "by name a",
        "by name b",
        "shipped",
        "canceled",
    ]
    assert (inputs.as_of, inputs.calendar) == (day(9), CALENDAR)


def test_the_order_is_that_of_the_dates_known_then(session: Session) -> None:
    source_id = a_source(session)
    for seen_at, days in [(1, (1, 2)), (5, (3, 2))]:
        told = tuple(
            a_release(name, due_on=date(2024, 2, due))
            for name, due in zip(("a", "b"), days, strict=True)
        )
        save_entities(session, source_id, Entities(releases=told), day(seen_at))
    orders = {
        at: [scope.release.name for scope in load_plan_inputs(session, day(at), CALENDAR).releases]
        for at in (2, 6)
    }
    assert orders == {2: ["a", "b"], 6: ["b", "a"]}


def test_every_team_has_its_history_and_every_release_its_members(session: Session) -> None:
    source_id = a_source(session)
    save_entities(session, source_id, Entities(teams=(TeamRecord("t1", "Web"),)), day(0))
    done = (moved(day(2), Category.TODO, Category.DONE),)
    upsert_issues(
        session,
        source_id,
        [
            an_issue("1", team="t1", category=Category.DONE, events=done, releases=("1.0",)),
            an_issue("2", releases=("1.0",)),
        ],
    )
    inputs = load_plan_inputs(session, day(9), CALENDAR)
    assert [(h.team.name, len(h.created_at)) for h in inputs.teams] == [("shop", 1), ("Web", 1)]
    (scope,) = inputs.releases
    assert [item.key for item in scope.done_items] == ["SHOP-1"]
    assert [item.key for item in scope.open_items] == ["SHOP-2"]


def test_a_team_none_of_whose_issues_may_be_seen_is_not_named(session: Session) -> None:
    source_id = a_source(session)
    teams = (TeamRecord("vault", "Vault"), TeamRecord("web", "Web"), TeamRecord("new", "New"))
    save_entities(session, source_id, Entities(teams=teams), day(0))
    told = [("1", "vault", True), ("2", "web", True), ("3", "web", False)]
    issues = [
        an_issue(ext_id, created_at=day(1), team=team, restricted=restricted)
        for ext_id, team, restricted in told
    ]
    upsert_issues(session, source_id, issues)
    loaded = load_teams(session).by_id.values()
    assert {
        one.name: one.facts.name for one in loaded if one.ext_id in ("vault", "web", "new")
    } == {
        "Vault": "a private team",
        "Web": "Web",
        "New": "New",
    }


def test_who_plans_may_still_call_it_by_its_name(session: Session) -> None:
    source_id = a_source(session)
    save_entities(session, source_id, Entities(teams=(TeamRecord("vault", "Vault"),)), day(0))
    upsert_issues(session, source_id, [an_issue(created_at=day(1), team="vault", restricted=True)])
    stretch = Capacity("Vault", date(2024, 1, 9), date(2024, 1, 12), 0.5)
    everybody = Capacity(None, date(2024, 2, 1), date(2024, 2, 2), 0)
    planning = Planning(capacity=(stretch, everybody))
    inputs = load_plan_inputs(session, day(9), CALENDAR, planning)
    (vault,) = (one.team for one in inputs.teams if one.team.name == "a private team")
    assert [one.team for one in inputs.capacity] == [vault.id, None]
    assert "Vault" not in repr(inputs)


def names_in(inputs: PlanInputs) -> list[str]:
    return [scope.release.name for scope in inputs.releases]


def test_releases_stand_in_the_order_that_the_settings_tell(session: Session) -> None:
    source_id = a_source(session)
    told = tuple(a_release(name, due_on=date(2024, 2, n + 1)) for n, name in enumerate("abc"))
    save_entities(session, source_id, Entities(releases=told), day(0))
    upsert_issues(session, source_id, [an_issue(one, releases=(one,)) for one in "abc"])
    planning = Planning(order=Framework.VALUE, worths={"C": Worth(value=2.0)})
    by_date, by_value = (load_plan_inputs(session, day(9), CALENDAR, p) for p in (None, planning))
    assert (names_in(by_date), by_date.priorities) == (["a", "b", "c"], None)
    assert names_in(by_value) == ["c", "a", "b"]
    told_of_none = replace(planning, order=Framework.DUE)
    same = load_plan_inputs(session, day(9), CALENDAR, told_of_none)
    assert fingerprint(same) == fingerprint(by_date)


def test_releases_stand_where_their_first_issue_stands_in_the_tracker(session: Session) -> None:
    source_id = a_source(session)
    told = tuple(a_release(name, due_on=date(2024, 2, n + 1)) for n, name in enumerate("abc"))
    save_entities(session, source_id, Entities(releases=told), day(0))
    ranks = {"a": "0|i00007:", "b": None, "c": "0|hzzzzz:"}
    issues = [an_issue(one, releases=(one,), rank=rank) for one, rank in ranks.items()]
    upsert_issues(session, source_id, [*issues, an_issue("9", rank="0|a:")])
    planning = Planning(order=Framework.RANK)
    assert names_in(load_plan_inputs(session, day(9), CALENDAR, planning)) == ["c", "a", "b"]

    upsert_issues(session, source_id, [an_issue("b", releases=("b",), rank="0|b:", title="New")])
    assert names_in(load_plan_inputs(session, day(9), CALENDAR, planning)) == ["b", "c", "a"]
    assert load_ranks(session)["shop", "SHOP-9"] == "0|a:"
