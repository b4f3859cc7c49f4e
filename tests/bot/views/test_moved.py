"""The card of a move and its causes."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from bot.views.moved import Since, moved_blocks, moved_text
from planner.explain.attribution import Attribution, Evidence, Part
from planner.explain.mixing import Factor
from tests.bot.answers import ASKED, EVIL, a_forecast, a_refusal, a_scope
from tests.bot.judge import judge, said_in

SINCE = Since(date(2026, 11, 16), is_stored=True)
SEEN = Evidence(7, 0, 3, (6.1, 4.8), 6, (4, 9))
BEFORE = a_forecast()
AFTER = replace(BEFORE, days=BEFORE.days + 9)


def a_move(*parts: tuple[Factor, int], **told: Any) -> Attribution:
    days = sum(days for _, days in parts)
    made = tuple(Part(factor, days, Fraction(days)) for factor, days in parts)
    return replace(Attribution(BEFORE, AFTER, days, made, SEEN), **told)


def said(moved: Attribution, since: Since = SINCE) -> str:
    blocks = moved_blocks(moved, since, ASKED)
    judge(moved_text(moved, since), blocks)
    return said_in(blocks)


def test_the_move_is_told_with_every_cause_in_days() -> None:
    moved = a_move((Factor.SCOPE, 5), (Factor.SPEED, 3), (Factor.ORDER, 1))
    assert moved_text(moved, SINCE) == (
        "Checkout redesign moved 9 days later since Mon 16 Nov: 85% likely by Mon 15 Feb 2027 → "
        "Wed 24 Feb 2027: +5 days: scope grew (7 items added); +3 days: slower pace "
        "(6.1 → 4.8 items a week); +1 day: more work stands before it (4 → 9 items in releases "
        "ahead)"
    )
    assert "• *+5 days:* scope grew (7 items added)" in said(moved)
    assert "Compared with what was said on Mon 16 Nov" in said(moved)


@pytest.mark.parametrize(
    ("factor", "days", "seen", "words"),
    [
        (Factor.SCOPE, 2, replace(SEEN, left=2), "scope grew (7 items added, 2 taken out)"),
        (Factor.SCOPE, -2, replace(SEEN, joined=0, left=2), "scope shrank (2 items taken out)"),
        (Factor.SCOPE, -2, replace(SEEN, joined=1, left=2), "shrank (2 items taken out, 1 added)"),
        (Factor.SCOPE, 2, replace(SEEN, joined=0), "more is expected to be added"),
        (Factor.SPEED, -2, replace(SEEN, pace=(4.8, 6.1)), "faster pace (4.8 → 6.1 items a week)"),
        (Factor.PROGRESS, -2, SEEN, "more was finished in that time than forecast (3 items here)"),
        (Factor.PROGRESS, 2, SEEN, "less was finished in that time than forecast (3 items here)"),
        (Factor.ORDER, -2, replace(SEEN, ahead_items=(9, 4)), "less work stands before it (9 → 4"),
        (Factor.CALENDAR, 2, SEEN, "days off, capacity or release days were changed"),
    ],
)
def test_each_cause_has_its_evidence(factor: Factor, days: int, seen: Evidence, words: str) -> None:
    assert words in said(a_move((factor, days), evidence=seen))


@pytest.mark.parametrize(
    ("factor", "days", "seen", "words"),
    [
        (Factor.SCOPE, -2, SEEN, "less is expected to be added on the way"),
        (Factor.SCOPE, 2, replace(SEEN, joined=1, left=4), "more is expected to be added"),
        (Factor.SCOPE, 2, replace(SEEN, joined=2, left=2), "more is expected to be added"),
        (Factor.SPEED, -7, replace(SEEN, pace=(16.7, 16.4)), "make a late finish less likely"),
        (Factor.SPEED, 2, replace(SEEN, pace=(4.8, 6.1)), "make a late finish likelier"),
        (Factor.SPEED, 2, replace(SEEN, pace=(4.8, 4.81)), "make a late finish likelier"),
        (Factor.PROGRESS, -2, replace(SEEN, finished=0), "the time that passed cost less"),
        (Factor.ORDER, 1, replace(SEEN, ahead_items=(25, 24)), "more to do for other releases"),
        (Factor.ORDER, -1, replace(SEEN, ahead_items=(4, 4)), "less to do for other releases"),
    ],
)
def test_figures_that_speak_for_the_other_direction_are_not_shown(
    factor: Factor, days: int, seen: Evidence, words: str
) -> None:
    shown = said(a_move((factor, days), evidence=seen))
    (line,) = [each for each in shown.splitlines() if each.startswith("•")]
    assert line.endswith(words) or words in line
    assert not any(char.isdigit() for char in line.partition(":*")[2])


def test_less_than_a_day_is_left_out_and_earlier_is_told_as_that() -> None:
    earlier = a_move((Factor.SCOPE, -9), (Factor.ORDER, 0), before=AFTER, after=BEFORE)
    assert "*9 days earlier*" in said(earlier)
    assert "releases" not in said(earlier)


def test_what_cancels_out_is_told_all_the_same() -> None:
    still = a_move((Factor.SCOPE, 4), (Factor.SPEED, -4), after=BEFORE)
    assert "has not moved since Mon 16 Nov" in said(still)
    assert "*+4 days:* scope grew" in said(still)


def test_where_nothing_can_be_split_it_says_so() -> None:
    assert "cannot be split" in said(a_move((Factor.SCOPE, 9), parts=None, evidence=SEEN))


def test_a_release_without_a_date_on_one_side_is_told() -> None:
    none: dict[str, Any] = {"days": None, "parts": None, "evidence": None}
    endless = replace(BEFORE, days=np.full(100, np.inf))
    assert "was not known on Mon 16 Nov" in said(a_move(before=None, **none))
    refused = said(a_move(before=a_refusal(), **none))
    assert "no forecast for *Checkout redesign* on Mon 16 Nov: too little finished yet" in refused
    assert "any more; on Mon 16 Nov that was Mon 15 Feb" in said(a_move(after=endless, **none))
    assert "on Mon 16 Nov no date was" in said(a_move(before=endless, **none))
    both = said(a_move(before=endless, after=endless, **none))
    assert "and none is now" in both


def test_what_was_worked_out_says_so_and_what_it_takes_for_granted() -> None:
    hindsight = a_forecast(a_scope(hindsight=True, name=EVIL))
    since = Since(SINCE.day, is_stored=False)
    told = said(a_move((Factor.SCOPE, 9), before=hindsight, after=hindsight), since)
    assert "worked out from the history" in told
    assert "jira keeps no history" in told
