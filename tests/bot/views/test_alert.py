"""The alert as it is read."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.views.alert import alert_blocks, alert_text
from bot.views.posted import Posted
from planner.alerts import shipments, slips
from planner.digest import Line
from planner.explain.attribution import Attribution, Evidence, Part
from planner.explain.mixing import Factor
from planner.snapshot import Snapshot
from tests.bot.answers import EVIL, a_forecast
from tests.bot.judge import judge, said_in
from tests.planner.build import NOW
from tests.planner.snapshots import (
    TODAY,
    WEEKDAYS,
    a_snapshot,
    ahead,
    dated,
    refused,
    shipped,
    snapshots,
)

POSTED = Posted(NOW, fresh_at=NOW - timedelta(minutes=5))
FRIDAY = datetime.combine(TODAY - timedelta(days=3), time(9), tzinfo=UTC)


def lines_of(*moves: tuple[Snapshot, Snapshot]) -> tuple[Line, ...]:
    heard = {before.release_id: replace(before, taken_at=FRIDAY) for before, _ in moves}
    return slips([now for _, now in moves], heard, TODAY, WEEKDAYS)


def read(lines: tuple[Line, ...]) -> str:
    blocks = alert_blocks(lines, {}, POSTED)
    judge(alert_text(lines, POSTED), blocks)
    return said_in(blocks)


def test_a_slip_tells_its_old_and_new_date_with_the_odds_and_since_when() -> None:
    before = dated(due=ahead(30), likelihood=0.95, p85=ahead(18))
    said = read(lines_of((before, dated(due=ahead(30), likelihood=0.6, p85=ahead(33)))))

    assert "⏩ Slipped: A" in said
    assert "~On track~ → *At risk*, 60% likely for Mon 13 Apr" in said
    assert "85% likely by ~Thu 26 Mar~ → *Thu 16 Apr* (15 working days later)" in said
    assert "Compared with what this channel last heard, on Fri 27 Feb." in said
    assert "5 min ago" in said


def test_the_causes_stand_below_with_the_days_that_they_sum_to() -> None:
    lines = lines_of((a_snapshot(p85=ahead(30)), a_snapshot(p85=ahead(45))))
    nobody = Evidence(0, 0, 0, (6.1, 4.8), 4, (0, 0))
    parts = (Part(Factor.SPEED, 22, Fraction(22)), Part(Factor.PROGRESS, -1, Fraction(-1)))
    why = Attribution(None, a_forecast(), 21, parts, nobody)
    said = said_in(alert_blocks(lines, {"jira:A": why}, POSTED))
    assert "(15 working days later)" in said
    assert (
        "Why, in calendar days (21 later in all):\n"
        "• *+22 days:* slower pace (6.1 → 4.8 items a week)\n• *\u22121 day:* the time" in said
    )


def test_what_kind_of_news_it_is_stands_in_the_title() -> None:
    assert "⏪ Earlier: A" in read(lines_of((a_snapshot(p85=ahead(30)), a_snapshot(p85=ahead(20)))))
    assert "No forecast any more: A" in read(lines_of((a_snapshot(), refused())))
    before = dated(due=ahead(40), likelihood=0.95)
    assert "Changed: A" in read(lines_of((before, replace(before, due_on=ahead(45)))))
    out = shipments([shipped()], {"jira:A": replace(a_snapshot(), taken_at=FRIDAY)})
    assert "🚢 Shipped: A" in read(out)


def test_several_are_one_message_and_those_of_one_name_are_told_apart() -> None:
    moves = [(a_snapshot("A"), a_snapshot("A", p85=ahead(50)))]
    other = a_snapshot("A", release_id="linear:A")
    moves.append((other, replace(other, p85=ahead(60))))
    said = read(lines_of(*moves))

    assert "2 releases moved" in said
    assert "*A* (jira)" in said
    assert "*A* (linear)" in said


def test_a_text_without_blocks_says_it_all() -> None:
    said = alert_text(lines_of((a_snapshot(), a_snapshot(p85=ahead(50)))), POSTED)
    assert said == "⏩ Slipped: A: 85% by Mon 11 May, was Mon 13 Apr."


@given(st.lists(st.tuples(snapshots(), snapshots()), min_size=1, max_size=60))
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
def test_slack_takes_any_alert(moves: list[tuple[Snapshot, Snapshot]]) -> None:
    named = [
        (
            replace(before, name=EVIL, release_id=f"jira:{number}"),
            replace(now, name=EVIL, release_id=f"jira:{number}"),
        )
        for number, (before, now) in enumerate(moves)
    ]
    lines = lines_of(*named)
    if lines:
        read(lines)
