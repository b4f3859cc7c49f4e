"""What is near a release is all that it takes to forecast it."""

from dataclasses import replace

import pytest

from planner.explain.rerun import (
    answer_of,
    around,
    forecast_one,
    scope_of,
    tied_ids,
    with_scope,
)
from planner.timeline import TeamFacts
from tests.planner.build import release
from tests.planner.explain.plans import (
    MINE,
    SEED,
    done,
    forecast_of,
    inputs_of,
    plan_of,
    waiting,
)


def test_other_sources_have_no_say_and_are_left_out() -> None:
    far = release("B", id="t:B", sources=("t",))
    work = done(0) + waiting(20, 0) + done(1, team=1) + waiting(9, 1, team=1)
    inputs = inputs_of(work, (release("A"), far))
    teams = tuple(
        replace(team, team=TeamFacts("t:other", "Other", "t"))
        if team.team.id == "s:other"
        else team
        for team in inputs.teams
    )
    everything = replace(inputs, teams=(teams[0], inputs.teams[1], teams[1]))

    near = around(everything, MINE)

    assert [scope.release.id for scope in near.releases] == [MINE]
    assert "t:other" not in {team.team.id for team in near.teams}
    days = forecast_of(everything).days
    assert forecast_of(near).days.tobytes() == days.tobytes()


def test_one_release_is_answered_as_the_whole_plan_answers_it() -> None:
    inputs = inputs_of(done(0) + waiting(20, 0) + waiting(9, 1))
    alone = forecast_one(inputs, MINE, SEED)
    assert repr(alone) == repr(answer_of(plan_of(inputs), MINE))
    canceled = inputs_of(waiting(1, 0), (release("A", is_canceled=True),))
    assert repr(forecast_one(canceled, MINE, SEED)) == repr(answer_of(plan_of(canceled), MINE))
    with pytest.raises(LookupError, match="s:nowhere"):
        forecast_one(inputs, "s:nowhere", SEED)


def test_releases_to_which_only_a_dropped_item_ties_one_have_no_say_in_the_rest() -> None:
    mine = waiting(20, 0) + waiting(1, 0, team=1)
    work = done(0) + done(1, team=1) + mine + waiting(9, 1, team=1)
    inputs = inputs_of(work, (release("A"), release("B")))
    (scope,) = (each for each in inputs.releases if each.release.id == MINE)
    kept = tuple(item for item in scope.items if item.team == scope.items[0].team)
    part = with_scope(inputs, replace(scope, items=kept))

    tied = tied_ids(inputs, MINE)

    assert tied_ids(part, MINE) == {MINE} < tied
    assert repr(forecast_one(part, MINE, SEED, tied=tied)) == repr(forecast_one(part, MINE, SEED))


def test_a_release_over_two_sources_ties_them_together() -> None:
    tie = release("B", id="plan:B", sources=("s", "t"))
    far = release("C", id="t:C", sources=("t",))
    inputs = inputs_of(done(0) + waiting(9, 0), (release("A"), tie, far))
    assert len(around(inputs, MINE).releases) == 3


def test_a_release_that_is_not_there_has_nothing_around_it() -> None:
    inputs = inputs_of(done(0))
    assert scope_of(inputs, "s:nowhere") is None
    assert around(inputs, "s:nowhere").releases == ()
