"""What is taken for granted of the way a release is planned is said."""

from dataclasses import replace

import numpy as np

from planner.answer import ReleaseForecast
from planner.inputs import Capacity, PlanInputs, ReleaseTrain
from planner.plan import forecast_plan
from planner.planning_notes import planning_notes
from tests.planner.plans import an_item, in_days, open_items, plan_of, scope

FREEZE = Capacity("s:team", in_days(3).date(), in_days(9).date(), 0.0)
PAST = Capacity(None, in_days(-9).date(), in_days(-3).date(), 0.0)
TRAIN = ReleaseTrain(1, 2, in_days(0).date())


def _notes(inputs: PlanInputs, *cycles: tuple[str, ...]) -> dict[str, dict[str, object]]:
    notes = planning_notes(inputs, inputs.releases[0], cycles, {})
    return {note.code: dict(note.values) for note in notes}


def test_where_nothing_is_told_nothing_is_said() -> None:
    assert _notes(plan_of([scope("A", open_items("A", 3))])) == {}


def test_a_ring_is_said_where_it_is_and_what_is_private_is_not_named() -> None:
    items = [an_item("A-0"), an_item("A-1", restricted=True)]
    inputs = plan_of([scope("A", items)])
    assert _notes(inputs, ("A-0", "A-1")) == {"assume.blocking_cycle": {"items": 2, "keys": "A-0"}}
    assert _notes(inputs, ("B-0", "B-1")) == {}
    hidden = plan_of([scope("A", items[1:])])
    assert _notes(hidden, ("A-0", "A-1")) == {"assume.blocking_cycle_private": {"items": 2}}


def test_epics_are_said_with_their_usual_size() -> None:
    epics = replace(scope("A", open_items("A", 3)), unbroken_in=("s:team",))
    assert _notes(plan_of([epics], reference_sizes=(9, 2, 4)))["assume.unbroken"] == {
        "epics": 1,
        "items": 4,
    }


def test_what_was_set_is_said() -> None:
    inputs = plan_of(
        [scope("A", open_items("A", 3))], wip_limit=2, capacity=(FREEZE, PAST), train=TRAIN
    )
    assert _notes(inputs) == {
        "assume.at_once": {"releases": 2},
        "assume.capacity": {"stretches": 1},
        "assume.train": {"weeks": 2},
    }


def test_an_answer_has_the_notes_and_its_days_are_those_of_the_train() -> None:
    inputs = plan_of([scope("A", open_items("A", 3))], train=TRAIN)
    (answer,) = forecast_plan(inputs, np.random.default_rng(1)).answers
    assert isinstance(answer, ReleaseForecast)
    assert "assume.train" in [note.code for note in answer.assumptions]
    p50 = answer.percentile(50)
    assert p50 is not None
    assert p50.weekday() == TRAIN.weekday


def test_capacity_of_a_team_that_nobody_knows_is_said_to_change_nothing() -> None:
    strange = replace(FREEZE, team="Team Typo")
    inputs = plan_of([scope("A", open_items("A", 3))], capacity=(FREEZE, strange, strange))
    assert _notes(inputs) == {
        "assume.capacity": {"stretches": 1},
        "assume.capacity_of_nobody": {"team": "Team Typo"},
    }
    over = replace(inputs, capacity=(replace(PAST, team="Team Typo"),))
    assert _notes(over) == {}
    assert _notes(plan_of([scope("A", ())], capacity=(strange,))) == {}
