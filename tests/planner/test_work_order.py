"""Releases stand in the order of what they are worth, and the order can be explained."""

from collections.abc import Sequence
from dataclasses import fields, make_dataclass, replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.category import Category
from planner.cut import plan_order
from planner.explain.what_if import WhatIf, changed_inputs
from planner.inputs import PlanInputs
from planner.plan import forecast_plan
from planner.priority import Framework, Moscow, Worth
from planner.seed import fingerprint
from planner.timeline import TeamFacts
from planner.units import unit_of
from planner.work_order import Ranks, prioritised, standings, worths_of_nobody
from tests.planner.build import history, release
from tests.planner.plans import an_item, open_items, plan_of, scope, team
from tests.planner.pointed import pointed

NAMES = ("a", "b", "c", "d", "e")
SCORED = (Framework.VALUE, Framework.RICE, Framework.WSJF, Framework.MOSCOW)
figures = st.none() | st.integers(0, 20).map(float)
worths = st.builds(
    Worth,
    value=figures,
    effort=st.none() | st.integers(1, 9).map(float),
    reach=figures,
    impact=figures,
    confidence=st.none() | st.sampled_from((0.0, 0.5, 1.0)),
    time_criticality=figures,
    risk_reduction=figures,
    moscow=st.none() | st.sampled_from(Moscow),
)


def releases(sizes: Sequence[int] = (1, 2, 3, 4, 5)) -> PlanInputs:
    """Give releases a to e with so many open items, due one after the other, e first."""
    due = [date(2026, 4, 20) - timedelta(days=n) for n in range(len(sizes))]
    scopes = [
        replace(scope(name, open_items(name, size)), due_on=day)
        for name, size, day in zip(NAMES, sizes, due, strict=False)
    ]
    return plan_of(sorted(scopes, key=plan_order))


def ordered(
    framework: Framework,
    told: dict[str, Worth],
    inputs: PlanInputs | None = None,
    ranks: Ranks | None = None,
) -> PlanInputs:
    return prioritised(inputs or releases(), framework, told, ranks or {})


def names_in(inputs: PlanInputs) -> list[str]:
    return [each.release.name for each in inputs.releases]


def test_by_date_nothing_at_all_is_different() -> None:
    inputs = releases()
    assert ordered(Framework.DUE, {"a": Worth(value=9.0)}, inputs) is inputs
    assert [each.score for each in standings(inputs)] == [None] * 5


def test_what_was_hashed_before_there_was_an_order_keeps_its_hash() -> None:
    """Kept forecasts are found by the hash of their inputs."""
    inputs = releases()
    before = [field for field in fields(PlanInputs) if field.name != "priorities"]
    old = make_dataclass("PlanInputs", [field.name for field in before])
    assert fingerprint(inputs) == fingerprint(
        old(**{field.name: getattr(inputs, field.name) for field in before})
    )
    moscow = ordered(Framework.MOSCOW, {"a": Worth(moscow=Moscow.MUST)}, inputs)
    assert fingerprint(replace(inputs, releases=moscow.releases)) != fingerprint(moscow)


def test_the_most_valuable_for_its_effort_comes_first_and_what_nobody_valued_stays() -> None:
    told = {"A": Worth(value=8.0, effort=4.0), " c ": Worth(value=9.0)}
    inputs = ordered(Framework.VALUE, told)
    assert names_in(inputs) == ["c", "a", "e", "d", "b"]
    first, second, third, *_ = standings(inputs)
    assert (first.score, first.effort, first.is_counted) == (3.0, 3.0, True)
    assert (second.score, second.effort, second.is_counted) == (2.0, 4.0, False)
    assert (third.place, third.score, third.missing) == (3, None, ("value",))


def test_releases_of_one_class_stand_by_date() -> None:
    classes = {"a": Moscow.MUST, "c": Moscow.WONT, "d": Moscow.COULD, "e": Moscow.COULD}
    told = {name: Worth(moscow=one) for name, one in classes.items()}
    assert names_in(ordered(Framework.MOSCOW, told)) == ["a", "e", "d", "c", "b"]


def test_a_release_is_found_by_alias_and_id_as_well_and_others_are_named() -> None:
    inputs = releases((1, 1))
    aliased = replace(inputs.releases[0].release, aliases=("Basket",))
    inputs = replace(
        inputs, releases=(replace(inputs.releases[0], release=aliased), inputs.releases[1])
    )
    other = inputs.releases[1].release.id
    told = {"basket": Worth(value=1.0), other: Worth(value=2.0), "gone": Worth(value=3.0)}
    assert [each.score for each in standings(ordered(Framework.VALUE, told, inputs))] == [2.0, 1.0]
    assert worths_of_nobody(("a", "Basket", other), told) == ("gone",)


def test_what_is_out_or_done_or_spoken_for_stands_nowhere() -> None:
    out = replace(scope("out", open_items("o", 1)), release=release("out", is_released=True))
    spoken = replace(scope("s", open_items("s", 1)), release=release("s", covered_by="plan:x"))
    inputs = plan_of([scope("done", ()), spoken, scope("a", open_items("a", 1)), out])
    told = {name: Worth(value=9.0) for name in ("out", "s", "done", "a")}
    inputs = ordered(Framework.VALUE, told, inputs)
    assert [each.release_id for each in standings(inputs)] == [release("a").id]
    assert names_in(inputs)[0] == "a"
    assert names_in(inputs)[-1] == "out"


def test_effort_that_nobody_told_is_what_is_open_in_typical_items_and_epics() -> None:
    in_points = pointed("s:pointed")
    typical = unit_of(in_points).typical_points
    assert typical is not None
    items = tuple(
        an_item(f"p{n}", "s:pointed", points=points) for n, points in enumerate((1.0, 8.0))
    )
    done = an_item("done", category=Category.DONE)
    plain = replace(scope("b", (*open_items("b", 2), done)), unbroken_in=("s:team",))
    inputs = plan_of(
        [scope("a", items), plain], [in_points, team("s:team")], reference_sizes=(3, 7, 9)
    )
    told = {"a": Worth(value=1.0), "b": Worth(value=1.0)}
    efforts = {
        each.release_id: each.effort for each in standings(ordered(Framework.VALUE, told, inputs))
    }
    assert efforts[release("b").id] == 2 + 7
    assert efforts[release("a").id] == pytest.approx((1 + 8) / typical)


def test_a_release_stands_where_its_first_open_item_stands_in_its_tracker() -> None:
    other = replace(history([]), team=TeamFacts("t:team", "Other", "t"))
    scopes = [
        scope("a", (an_item("A-1"), an_item("A-2"))),
        scope("b", (an_item("B-1"), an_item("B-2", category=Category.DONE))),
        scope("c", (an_item("C-1", "t:team"),)),
        scope("d", (an_item("D-1"),)),
    ]
    inputs = plan_of(scopes, [team("s:team"), other])
    ranks = {
        ("s", "A-1"): "0|i0002:",
        ("s", "A-2"): "0|hzzzzz:",
        ("s", "B-1"): "0|hzzzzr:",
        ("s", "B-2"): "0|a:",
        ("t", "C-1"): "zzz",
        ("t", "D-1"): "0",
    }
    inputs = ordered(Framework.RANK, {}, inputs, ranks)
    found = {each.release_id: (each.place, each.worth.rank) for each in standings(inputs)}
    named = {name: found[release(name).id] for name in "abcd"}
    assert named == {"b": (1, 1), "c": (2, 1), "a": (3, 2), "d": (4, None)}


def test_lexoranks_are_compared_as_jira_does() -> None:
    """A longer rank comes right behind its beginning, and digits before letters."""
    ranks = ["0|hzzzzz:", "0|i00000:", "0|i00007:", "0|i00007:i", "0|i0000f:", "1|i00000:"]
    scopes = [scope(name, (an_item(f"K-{name}"),)) for name in "fedcba"]
    told = {("s", f"K-{name}"): rank for name, rank in zip("abcdef", ranks, strict=True)}
    inputs = ordered(Framework.RANK, {}, plan_of(scopes), told)
    assert names_in(inputs) == list("abcdef")


@given(framework=st.sampled_from(SCORED), told=st.dictionaries(st.sampled_from(NAMES), worths))
def test_the_better_score_is_in_front_and_those_without_stay_as_by_date(
    framework: Framework, told: dict[str, Worth]
) -> None:
    by_date = names_in(releases())
    inputs = ordered(framework, told)
    scores = [each.score for each in standings(inputs)]
    known = [score for score in scores if score is not None]
    assert scores == [*sorted(known, reverse=True), *[None] * (len(scores) - len(known))]
    behind = names_in(inputs)[len(known) :]
    assert behind == [name for name in by_date if name in behind]
    assert [each.place for each in standings(inputs)] == [1, 2, 3, 4, 5]


@given(
    framework=st.sampled_from((Framework.VALUE, Framework.WSJF)),
    told=st.fixed_dictionaries(dict.fromkeys(NAMES, worths)),
    name=st.sampled_from(NAMES),
    more=st.integers(1, 30).map(float),
)
def test_a_better_score_never_puts_a_release_later(
    framework: Framework, told: dict[str, Worth], name: str, more: float
) -> None:
    better = replace(told[name], value=(told[name].value or 0.0) + more)
    before = names_in(ordered(framework, told)).index(name)
    assert names_in(ordered(framework, {**told, name: better})).index(name) <= before


@given(
    order=st.permutations(range(10)), source=st.lists(st.sampled_from("st"), min_size=5, max_size=5)
)
def test_a_better_rank_never_puts_a_release_later(order: list[int], source: list[str]) -> None:
    other = replace(history([]), team=TeamFacts("t:team", "Other", "t"))
    scopes = [
        scope(name, tuple(an_item(f"{name}{n}", f"{where}:team") for n in range(2)))
        for name, where in zip(NAMES, source, strict=True)
    ]
    inputs = plan_of(scopes, [team("s:team"), other])
    keys = [
        (where, f"{name}{n}") for name, where in zip(NAMES, source, strict=True) for n in (0, 1)
    ]
    ranks = {key: f"{order[at]:02}" for at, key in enumerate(keys)}
    for name, where in zip(NAMES, source, strict=True):
        better = {**ranks, (where, f"{name}1"): "!"}
        before = names_in(ordered(Framework.RANK, {}, inputs, ranks)).index(name)
        assert names_in(ordered(Framework.RANK, {}, inputs, better)).index(name) <= before


def test_what_if_puts_a_release_anywhere_over_any_order() -> None:
    inputs = ordered(Framework.VALUE, {"a": Worth(value=9.0), "b": Worth(value=4.0)})
    assert names_in(inputs) == ["a", "b", "e", "d", "c"]
    ids = {each.release.name: each.release.id for each in inputs.releases}
    first = changed_inputs(inputs, WhatIf(ids["c"], first=True))
    after = changed_inputs(inputs, WhatIf(ids["a"], after=ids["d"]))
    assert names_in(first) == ["c", "a", "b", "e", "d"]
    assert names_in(after) == ["b", "e", "d", "a", "c"]
    assert [each.place for each in standings(first)] == [1, 2, 3, 4, 5]


def test_the_plan_works_in_the_order_and_says_so() -> None:
    def p85(framework: Framework, name: str) -> float:
        told = {"a": Worth(value=900.0)}
        inputs = ordered(framework, told, releases((20, 20, 20, 20, 20)))
        plan = forecast_plan(replace(inputs, wip_limit=1), np.random.default_rng(1))
        answer = next(each for each in plan.answers if each.scope.release.name == name)
        codes = {note.code for note in getattr(answer, "assumptions", ())}
        assert ("assume.order_value" in codes) == (framework is Framework.VALUE)
        assert ("assume.order_unscored" in codes) == (framework is Framework.VALUE)
        return float(np.percentile(getattr(answer, "days", [0.0]), 85))

    assert p85(Framework.VALUE, "a") < p85(Framework.DUE, "a")
    assert p85(Framework.VALUE, "e") > p85(Framework.DUE, "e")
