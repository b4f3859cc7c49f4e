"""A forecast as a table row and in detail, for every kind of answer."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cli.calendar import work_calendar
from bot.cli.database import open_database
from bot.cli.forecast_detail import detail
from bot.cli.forecast_table import print_overview, say_date
from bot.clock import now
from bot.knowledge import Knowledge
from config.model import Settings
from planner.answer import Answer, Plan, Refusal, ReleaseForecast
from planner.category import Category

TODAY = date(2026, 11, 22)


@pytest.fixture
def plan(imported: Path) -> Plan:
    assert imported.is_dir()
    with open_database("shipcast.db") as database:
        return Knowledge(database.readers, work_calendar(Settings())).at(now()).forecasts.plan


def forecast_in(plan: Plan) -> ReleaseForecast:
    return next(answer for answer in plan.answers if isinstance(answer, ReleaseForecast))


def _finished(answer: ReleaseForecast) -> ReleaseForecast:
    items = tuple(replace(item, category=Category.DONE) for item in answer.scope.items)
    return replace(answer, scope=replace(answer.scope, items=items))


def lines(answer: Answer, by: date | None = None) -> str:
    return "\n".join(detail(answer, by))


def test_a_percentile_beyond_the_horizon_has_no_date() -> None:
    assert say_date(None, TODAY) == "no end in sight"
    assert say_date(TODAY, TODAY) == "Sun 22 Nov"


def test_the_detail_tells_date_health_sprints_and_seed(plan: Plan) -> None:
    answer = replace(forecast_in(plan), sprint_window=("Sprint 1", "Sprint 3"))

    told = lines(answer, date(2040, 1, 1))

    assert re.search(r"On track: \d\d% for ", told)
    assert "lands in Sprint 1 to Sprint 3" in told
    assert f"seed {answer.seed}, inputs {answer.inputs_hash}" in told
    assert "> 95% likely by" in told


def test_what_is_feature_complete_has_no_dates(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = forecast_in(plan)
    complete = replace(answer, scope=replace(answer.scope, items=answer.scope.items[:0]))

    assert "feature complete" in lines(complete)
    assert "%" not in lines(complete)
    dated = replace(answer, scope=replace(answer.scope, due_on=TODAY))
    for by in (date(2040, 1, 1), None):
        print_overview([dated], by)
        assert "%" in capsys.readouterr().out.splitlines()[-1]
        print_overview([_finished(dated)], by)
        assert "%" not in capsys.readouterr().out.splitlines()[-1]


def test_a_refusal_tells_reason_way_out_and_reference(plan: Plan) -> None:
    refusal = next(answer for answer in plan.answers if isinstance(answer, Refusal))
    compared = replace(refusal, reference=refusal.reason)

    assert "no forecast: Nothing is in it yet." in lines(refusal)
    assert "for comparison" in lines(compared)


def test_no_open_release_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    print_overview([], None)

    assert "No release is open" in capsys.readouterr().out
