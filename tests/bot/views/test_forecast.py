"""The card of a release with a forecast."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.data import answer_data
from bot.views.forecast import forecast_blocks, the_sum
from bot.views.headline import forecast_text, headline, health_line
from bot.views.why import why_blocks
from bot.words.catalogue import say
from planner.answer import Pace, ReleaseForecast
from planner.explain.risk import Risk
from planner.launch.plan import LaunchPlan
from planner.note import Note
from planner.record import Coverage, TrackRecord, Whose
from tests.bot.answers import ASKED, TODAY, a_forecast, a_scope, an_item
from tests.bot.judge import judge, said_in

FAR = np.full(100, np.inf)


def card(forecast: ReleaseForecast, by: date | None = None) -> str:
    asked = replace(ASKED, by=by)
    blocks = forecast_blocks(forecast, asked)
    judge(forecast_text(forecast, by), blocks)
    return said_in(blocks)


def test_the_range_and_its_probability_come_first() -> None:
    assert headline(a_forecast(), None) == (
        "*Checkout redesign* is 85% likely by *Mon 15 Feb 2027*, 50% by *Mon 11 Jan 2027*\n"
        "⚪ *No date set* in the tracker"
    )


def test_a_day_that_was_asked_about_is_answered_first() -> None:
    lines = headline(a_forecast(), TODAY + timedelta(days=30)).splitlines()
    assert lines[0] == "*Checkout redesign* is *30% likely* to ship by *Tue 22 Dec*"
    assert lines[1].startswith("50% likely by *Mon 11 Jan 2027*, 85% by *Mon 15 Feb 2027*")


def test_a_day_that_has_passed_is_said_to_have() -> None:
    said = headline(a_forecast(), TODAY - timedelta(days=1))
    assert said.startswith("Sat 21 Nov has passed, and *Checkout redesign* has not shipped")


@pytest.mark.parametrize(("day", "said"), [(2, "&lt; 5%"), (99, "&gt; 95%"), (64, "64%")])
def test_no_likelihood_is_certain(day: int, said: str) -> None:
    assert f"is *{said} likely*" in headline(a_forecast(), TODAY + timedelta(days=day))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (90, "🟢 *On track* for Sat 20 Feb 2027: 90% likely"),
        (60, "🟡 *At risk* for Thu 21 Jan 2027: 60% likely"),
        (20, "🔴 *Off track* for Sat 12 Dec: 20% likely"),
        (-3, "🔴 *Off track*: its date, Thu 19 Nov, has passed"),
    ],
)
def test_health_is_a_symbol_a_word_and_a_likelihood(days: int, said: str) -> None:
    scope = a_scope(due_on=TODAY + timedelta(days=days))
    assert health_line(a_forecast(scope)) == said


def test_one_likely_day_is_no_range() -> None:
    same = a_forecast(days=np.full(100, 16.0))
    assert "is 85% likely by *Tue 8 Dec*\n" in headline(same, None)
    assert "\n85% likely by *Tue 8 Dec*" in headline(same, TODAY)


def test_an_open_end_is_told_and_not_folded_into_a_date() -> None:
    open_end = a_forecast(days=np.concatenate((np.full(60, 10.0), np.full(40, np.inf))))
    assert "even chance to ship by *Wed 2 Dec*; I cannot put a date on 85%" in card(open_end)
    assert "An even chance by *Wed 2 Dec*" in card(open_end, TODAY)
    no_end = a_forecast(days=FAR)
    assert "does not get done within four years" in card(no_end)
    assert "It does not get done within four years" in card(no_end, TODAY)
    assert the_sum(no_end) is None


def test_a_release_with_nothing_left_is_feature_complete_and_not_certain() -> None:
    done = a_forecast(a_scope(left=0, done=4), days=np.zeros(100))
    said = card(done)
    assert "feature complete: 4 items done, none left. It waits for the release itself" in said
    assert "Pace" not in said


def test_a_release_that_only_waits_to_go_out_stands_against_no_date() -> None:
    done = a_forecast(a_scope(left=0, due_on=date(2014, 5, 1)), days=np.zeros(100))
    for by in (None, TODAY + timedelta(days=9)):
        assert "%" not in card(done, by)
        assert "track" not in card(done, by)
    data = answer_data(done, replace(ASKED, by=TODAY))
    assert (data["is_complete"], data["by"], data["due"]) == (True, None, None)
    assert set(data["percentiles"].values()) == set(data["days"].values()) == {None}


def test_scope_and_pace_are_shown() -> None:
    said = card(a_forecast(a_scope(left=7, done=3)))
    assert "▰▰▰▱▱▱▱▱▱▱\n3 of 10 items done, 7 left" in said
    assert "0.4 items a week here, of the team's 2" in said
    alone = Pace(team_items=2.0, release_items=2.0, scope_change_items=0.0, weeks=8)
    assert "*Pace*\n2 items a week here" in card(a_forecast(pace=alone))


def test_the_sum_can_be_checked_by_its_reader() -> None:
    plain = a_forecast(a_scope(left=21))
    steady = replace(plain, pace=Pace(9.0, 2.9, 0.0, 8))
    assert the_sum(steady) == "21 left ÷ 2.9 a week = about 7.1 weeks"
    growing = the_sum(replace(plain, pace=Pace(9.0, 4.1, 2.0, 8)))
    assert growing == "(21 left + about 8 to come) ÷ 4.1 a week = about 7.1 weeks"
    shrinking = the_sum(replace(plain, pace=Pace(9.0, 2.0, -2.0, 8)))
    assert shrinking == "(21 left \u2212 about 7 that drop out) ÷ 2 a week = about 7.1 weeks"


def test_a_pace_that_is_nearly_todays_is_told_beside_it() -> None:
    nearly = a_forecast(a_scope(left=21), pace=Pace(9.0, 2.7, 0.0, 8))
    assert the_sum(nearly) == "21 left ÷ 2.9 a week on average (2.7 now) = about 7.1 weeks"


@given(
    left=st.integers(1, 200),
    now=st.floats(0, 40),
    change=st.floats(-3, 3),
    days=st.integers(1, 1400),
)
def test_the_sum_never_contradicts_the_pace_above_it(
    left: int, now: float, change: float, days: int
) -> None:
    pace = Pace(50.0, now, change, 8)
    forecast = a_forecast(a_scope(left=left), pace=pace, days=np.full(100, float(days)))
    said, shown = the_sum(forecast), say("forecast.pace", pace=now).split("\n")[1]
    assert said is not None
    figure = shown.partition(" item")[0]
    assert f"÷ {figure} a week = " in said or f"on average ({figure} now" in said


def test_a_pace_that_is_not_todays_is_explained() -> None:
    plain = a_forecast(a_scope(left=21))
    rising = the_sum(replace(plain, pace=Pace(9.0, 0.0, 0.0, 8)))
    assert rising is not None
    assert "2.9 a week on average (0 now, more as the team's other releases finish)" in rising
    slowing = the_sum(replace(plain, pace=Pace(9.0, 6.0, 0.0, 8)))
    assert slowing is not None
    assert "2.9 a week on average (6 now, less in uneven weeks and days off)" in slowing


def test_the_sprints_are_named() -> None:
    assert "Sprint 24 to Sprint 26" in card(a_forecast(sprint_window=("Sprint 24", "Sprint 26")))
    one = card(a_forecast(sprint_window=("Sprint 24", "Sprint 24")))
    assert "*Lands in*\nSprint 24" in one
    assert "to Sprint" not in one


def test_blocked_items_name_only_blockers_that_all_may_see() -> None:
    items = (
        an_item(1, blocked_by=("SHOP-9", "SEC-1")),
        an_item(2, title="Secret", restricted=True, blocked_by=("SHOP-9",)),
        *(an_item(n, blocked_by=("SHOP-9",)) for n in range(3, 7)),
    )
    asked = replace(ASKED, visible_keys=frozenset({"SHOP-9"}))
    said = said_in(forecast_blocks(a_forecast(a_scope(items=items)), asked))
    assert "Title 1 _(waits for SHOP-9, 1 other issue)_" in said
    assert "and 2 more, 1 private issue" in said
    assert "SEC-1" not in said
    assert "Secret" not in said
    assert "SHOP-2|" not in said


def test_the_card_is_short_and_the_rest_is_behind_why() -> None:
    """Two lines of answer, how far it is, and at most two small lines."""
    notes = tuple(Note("assume.holidays", {"days": n}) for n in range(1, 6))
    forecast = a_forecast(a_scope(due_on=TODAY + timedelta(days=60)), assumptions=notes)
    risks = tuple(Risk(Note("risk.one_person", {"count": 3, "assigned": 4}), ()) for _ in range(3))
    record = TrackRecord(Whose.TEAMS, Coverage(24, 20, 0.676, 0.923))
    plan = LaunchPlan("jira:checkout", goal="Fewer abandoned carts")
    asked = replace(ASKED, record=record, risks=risks, said=plan)
    blocks = forecast_blocks(forecast, asked)
    assert [block["type"] for block in blocks] == [
        *("section", "section", "context", "context", "actions"),
    ]
    assert len(blocks[0]["text"]["text"].splitlines()) == 2
    said, behind = said_in(blocks), said_in(why_blocks(forecast, asked))
    assert said.count("⚠️") == 1
    assert "Goal: Fewer abandoned carts" in said
    assert "Of our last 24 P85 dates here 20 came true (83%) · Counted" in said
    for rest in ("day off in the team's calendar", "÷", "with so few, 68% to 92%"):
        assert rest not in said
        assert rest in behind


def test_freshness_is_an_age_that_slack_keeps_up_to_date() -> None:
    said = card(a_forecast())
    at = int(ASKED.fresh_at.timestamp()) if ASKED.fresh_at else 0
    assert f"Data as of <!date^{at}^{{ago}}|5 min ago (22 Nov 2026, 11:55 UTC)>" in said


def test_the_past_is_said_to_be_the_past() -> None:
    asked = replace(ASKED, as_of=date(2012, 3, 1), fresh_at=None)
    blocks = forecast_blocks(a_forecast(data_as_of=None), asked)
    assert "As it was known on Thu 1 Mar 2012." in said_in(blocks)
    assert "Data as of" not in said_in(blocks)
