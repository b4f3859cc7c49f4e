"""The readiness ping as marketing and support read it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.ping import mention, ping_blocks, ping_text
from bot.views.posted import Posted
from planner.pings import AUDIENCES, MARKETING, SUPPORT, Kind, Ping, Said, ping_due
from planner.snapshot import Snapshot
from tests.bot.answers import EVIL
from tests.bot.judge import judge, said_in
from tests.planner.build import NOW
from tests.planner.snapshots import (
    TODAY,
    WEEKDAYS,
    a_snapshot,
    ahead,
    dated,
    refused,
    snapshots,
)

POSTED = Posted(NOW, fresh_at=NOW - timedelta(minutes=5))
ENTERED = Said(Kind.ENTER, 1)
OWNER = "U012ABCDEF"
NEAR = dated(due=ahead(14), likelihood=0.9, p85=ahead(12), p50=ahead(8))


def due(snapshot: Snapshot, said: Said | None = None) -> Ping:
    ping = ping_due(snapshot, said, TODAY, WEEKDAYS)
    assert ping is not None
    return ping


def read(ping: Ping, audience: str = MARKETING, owner: str = OWNER) -> str:
    blocks = ping_blocks(ping, audience, owner, POSTED)
    judge(ping_text(ping, audience, POSTED), blocks)
    return said_in(blocks)


def test_both_dates_stand_there_with_their_odds() -> None:
    said = read(due(NEAR))
    assert said.startswith("📣 Get ready: A\n*A* is *14 working days* from its committed date.")
    assert "*Committed date*\n*Fri 20 Mar*, 90% likely" in said
    assert "*Forecast*\n85% likely by *Wed 18 Mar*, 50% by Thu 12 Mar" in said
    assert "*Status*\n🟢 On track" in said
    assert "T-14 counts working days back from the committed date · Data as of <!date^" in said


def test_marketing_and_support_are_asked_for_what_is_theirs_by_a_day() -> None:
    marketing, support = read(due(NEAR), MARKETING), read(due(NEAR), SUPPORT)
    assert "• Positioning draft by *Wed 11 Mar*" in marketing
    assert "• Assets by *Wed 11 Mar*" in marketing
    assert "• Scope by *Wed 11 Mar*" in support
    assert "• Affected customers by *Wed 11 Mar*" in support
    assert "• Handoff by *Wed 11 Mar*" in support
    assert "Positioning" not in support


def test_little_time_left_is_said() -> None:
    said = read(due(replace(NEAR, due_on=ahead(3))))
    assert "• Assets *today*, as there is little time left" in said
    assert "The committed date of *A* is *today*." in read(due(replace(NEAR, due_on=TODAY)))


def test_a_release_without_a_committed_date_counts_from_p85() -> None:
    said = read(due(a_snapshot(p50=ahead(8), p85=ahead(12))))
    assert "*12 working days* from the date that is 85% likely; no date is committed." in said
    assert "*Committed date*\nnone" in said
    assert "No date set" not in said
    assert "T-14 counts working days back from the date that is 85% likely" in said
    done = a_snapshot(open_items=0, p50=TODAY, p85=TODAY)
    assert "*A* may ship *any day* now." in read(due(done))
    stale = a_snapshot(p50=TODAY, p85=TODAY - timedelta(days=3))
    assert "*A* may ship *any day* now." in read(due(stale))


def test_a_committed_date_that_has_passed_is_told() -> None:
    late = dated(due=TODAY - timedelta(days=3), likelihood=0, p85=ahead(12))
    said = read(due(late))
    assert "from the date that is 85% likely; its committed date has passed." in said
    assert "*Committed date*\nFri 27 Feb, has passed" in said


@pytest.mark.parametrize(
    ("audience", "caution"),
    [(MARKETING, "Name no day in public yet"), (SUPPORT, "Promise customers no day yet")],
)
def test_a_shaky_date_comes_with_a_caution(audience: str, caution: str) -> None:
    assert caution in read(due(replace(NEAR, health="at_risk", likelihood_due=0.7)), audience)
    assert caution not in read(due(NEAR), audience)


@pytest.mark.parametrize(
    ("snapshot", "why"),
    [
        (a_snapshot(), "*A* has moved out: its date is *30 working days* away now."),
        (a_snapshot(p85=None), "*A* has moved out: there is no date that is 85% likely."),
        (
            dated(due=ahead(10), likelihood=0.22),
            "*A* is committed in 10 working days, but that is *22% likely*.",
        ),
        (
            dated(due=ahead(10), likelihood=0.0),
            "*A* is committed in 10 working days, but that is *&lt; 5% likely*.",
        ),
        (refused(), "There is no forecast for *A* any more: nothing finished lately."),
        (
            refused(reason="refusal.canceled", due_on=ahead(3)),
            "There is no forecast for *A* any more: canceled.",
        ),
    ],
)
def test_not_yet_says_why_and_to_hold(snapshot: Snapshot, why: str) -> None:
    ping = due(snapshot, ENTERED)
    for audience, hold in (
        (MARKETING, "book and announce nothing"),
        (SUPPORT, "promise customers"),
    ):
        said = read(ping, audience)
        assert said.startswith(f"✋ Not yet: A\n*Please hold.* {why}")
        assert hold in said
        assert "I will say so when it is time again" in said
        assert "Positioning" not in said


def test_without_a_forecast_no_date_pretends_to_have_one() -> None:
    said = read(due(refused(due_on=ahead(3)), ENTERED))
    assert "*Committed date*\nThu 5 Mar, no forecast behind it" in said
    assert "*Forecast*\nNo forecast" in said
    assert "⚪ No forecast: nothing finished lately" in said


def test_the_owner_is_mentioned_and_nothing_else_can_be() -> None:
    assert f"Ask <@{OWNER}>, who owns this release." in read(due(NEAR))
    assert mention("W0ABC123") == "<@W0ABC123>"
    for forged in ("", "!channel", "U1> <!here", "u012abc", "Uabc", "S012ABCDEF"):
        assert mention(forged) is None
        assert "Ask whoever owns this release." in read(due(NEAR), owner=forged)


def test_the_text_alone_tells_what_to_do() -> None:
    assert ping_text(due(NEAR), SUPPORT, POSTED) == (
        "📣 Get ready: A. A is 14 working days from its committed date. "
        "Committed date: Fri 20 Mar, 90% likely. "
        "Forecast: 85% likely by Wed 18 Mar, 50% by Thu 12 Mar. "
        "Support: scope, affected customers and handoff, please."
    )


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_name_with_marks_comes_out_inert(audience: str) -> None:
    for snapshot, said in ((replace(NEAR, name=EVIL), None), (refused(EVIL), ENTERED)):
        ping = due(snapshot, said)
        assert "&lt;!channel&gt; &amp;" in read(ping, audience) + ping_text(ping, audience, POSTED)
        assert "&amp;lt;" not in ping_text(ping, audience, POSTED)


@given(snapshots("<&>" * 80), st.sampled_from((None, ENTERED, Said(Kind.NOT_YET, 2))))
def test_every_ping_is_one_that_slack_takes(snapshot: Snapshot, said: Said | None) -> None:
    ping = ping_due(snapshot, said, TODAY, WEEKDAYS)
    for audience in AUDIENCES if ping is not None else ():
        assert ping is not None
        read(ping, audience)
