"""What those who lead have to decide."""

from dataclasses import replace

import pytest

from planner.launch.functions import MARKETING, Function
from planner.launch.plan import LaunchPlan, Tier
from planner.launch.questions import Question, open_questions
from planner.launch.readiness import FunctionStanding, Light, Readiness
from planner.snapshot import Snapshot
from tests.planner.snapshots import TODAY, a_snapshot, ahead, dated, refused

PLAN = LaunchPlan("jira:A", "U0OWNER")


def asked(
    snapshot: Snapshot, light: Light | None = None, plan: LaunchPlan = PLAN
) -> tuple[Question, ...]:
    readiness = None
    if light is not None:
        standing = FunctionStanding(Function(MARKETING), light, ())
        readiness = Readiness("jira:A", Tier.STRATEGIC, None, (standing,), ())
    return open_questions(plan, snapshot, readiness, TODAY)


@pytest.mark.parametrize(
    ("odds", "question"),
    [
        (0.9, ()),
        (0.85, ()),
        (0.84, (Question.ACCEPT,)),
        (0.5, (Question.ACCEPT,)),
        (0.49, (Question.MOVE,)),
    ],
)
def test_the_odds_of_the_promise_decide(odds: float, question: tuple[Question, ...]) -> None:
    assert asked(dated(due=ahead(10), likelihood=odds)) == question


def test_of_a_launch_on_another_day_the_percentiles_do() -> None:
    for days, question in ((30, ()), (29, (Question.ACCEPT,)), (19, (Question.MOVE,))):
        plan = replace(PLAN, launch_on=ahead(days))
        assert asked(a_snapshot(), plan=plan) == question
    nowhere = a_snapshot(p50=None, p85=None)
    assert asked(nowhere, plan=replace(PLAN, launch_on=ahead(30))) == (Question.MOVE,)


def test_without_a_promise_or_a_forecast_there_is_another_question() -> None:
    assert asked(a_snapshot()) == (Question.COMMIT,)
    assert asked(dated(due=ahead(-5), likelihood=0)) == (Question.RENEW,)
    assert asked(refused(due_on=ahead(10))) == (Question.UNKNOWN,)


def test_who_is_red_is_asked_for_beside_the_date() -> None:
    sure = dated(due=ahead(10), likelihood=0.9)
    assert asked(sure, Light.RED) == (Question.UNBLOCK,)
    for light in (Light.YELLOW, Light.GREEN, Light.WAIVED):
        assert asked(sure, light) == ()
    shaky = dated(due=ahead(10), likelihood=0.6)
    assert asked(shaky, Light.RED) == (Question.ACCEPT, Question.UNBLOCK)
