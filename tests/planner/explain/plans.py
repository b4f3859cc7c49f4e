"""Inputs of plans with two releases, made by hand."""

from collections.abc import Sequence
from datetime import datetime

from planner.answer import Plan, ReleaseForecast
from planner.calendar import WorkCalendar
from planner.category import Category
from planner.cut import inputs_at
from planner.explain.rerun import answer_of, replay
from planner.inputs import PlanInputs
from planner.timeline import ReleaseFacts, TeamFacts
from tests.planner.build import EVERY_DAY, NOW, TEAM, Work, release, steady, timeline

OTHER = TeamFacts("s:other", "Other", "s")
SEED = 1
MINE = "s:A"


def done(release_position: int, pace: int = 6, team: int = 0) -> list[Work]:
    """Finishes of the last 30 weeks, half a year of them in a release."""
    place = [(release_position, 200.0, None)]
    return [Work(d + 9, [(d, Category.DONE)], place, team) for d in steady(pace)]


def waiting(count: int, release_position: int, *, joined: float = 100, team: int = 0) -> list[Work]:
    place = [(release_position, joined, None)]
    return [Work(max(joined, 100), places=place, team=team) for _ in range(count)]


def inputs_of(
    work: Sequence[Work],
    releases: Sequence[ReleaseFacts] = (release("A"), release("B")),
    as_of: datetime = NOW,
    calendar: WorkCalendar = EVERY_DAY,
) -> PlanInputs:
    return inputs_at(timeline(work, releases, (TEAM, OTHER)), as_of, calendar)


def plan_of(inputs: PlanInputs) -> Plan:
    return replay(inputs, SEED)


def forecast_of(inputs: PlanInputs, release_id: str = MINE) -> ReleaseForecast:
    answer = answer_of(plan_of(inputs), release_id)
    assert isinstance(answer, ReleaseForecast)
    return answer
