"""The readiness ping as each function reads it."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.launch_beside import Beside
from bot.views.launch_ping import ping_blocks, ping_text, slug
from bot.views.mentions import mention
from bot.words.english import codes
from planner.launch.functions import MARKETING, SUPPORT, USUAL, Function
from planner.launch.plan import LaunchPlan, Tier
from planner.launch.schedule import Ping, ping_due, ping_gone
from planner.launch.stages import STAGES
from planner.launch.word import Kind, Word
from planner.snapshot import Snapshot
from tests.bot.answers import EVIL
from tests.bot.judge import judge, said_in
from tests.bot.launching.people import (
    OWNER,
    PLAN,
    TOLD_DAYS,
    TOLD_NO_DAYS,
    a_reader,
)
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

ENTERED = Word("T-14", Kind.ENTER, "T-14", TODAY)
HELD = Word("T-14", Kind.NOT_YET, None, TODAY)
NEAR = dated(due=ahead(14), likelihood=0.9, p85=ahead(12), p50=ahead(8))
FUNCTIONS = (*TOLD_DAYS.values(), TOLD_NO_DAYS, Function("customer-success", "C0CS"))
# A day, a share, or a count of days: what who is told only the month must not read.
A_DAY = re.compile(r"\d|%|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|tomorrow", re.IGNORECASE)


def due(snapshot: Snapshot, last: Word | None = None, plan: LaunchPlan = PLAN) -> Ping:
    ping = ping_due(plan, snapshot, last, TODAY, WEEKDAYS)
    assert ping is not None
    return ping


def read(
    ping: Ping, function: str | Function = MARKETING, owner: str | None = OWNER, name: str = "A"
) -> str:
    whom = TOLD_DAYS[function] if isinstance(function, str) else function
    reader = a_reader(whom, name, owner)
    blocks = ping_blocks(ping, reader, "T1:ping:jira:A:T-14:1:x" if ping.stage.asks else None)
    judge(ping_text(ping, reader), blocks)
    return said_in(blocks)


def test_both_dates_stand_there_with_their_odds() -> None:
    said = read(due(NEAR))
    assert said.startswith("📣 Get ready: A\n*A* is *14 working days* from its committed date.")
    assert "*Committed date*\n*Fri 20 Mar*, 90% likely" in said
    assert "*Forecast*\n85% likely by *Wed 18 Mar*, 50% by Thu 12 Mar" in said
    assert "*Status*\n🟢 On track" in said
    assert "T-14 counts working days back from the committed date · Data as of <!date^" in said


def test_what_changes_for_customers_stands_there_or_who_knows() -> None:
    assert "*What changes for customers*\nPay with one click" in read(due(NEAR))
    assert "Not written down yet" in read(due(NEAR, plan=replace(PLAN, goal=None)))


def test_marketing_and_support_are_asked_for_what_is_theirs_by_a_day() -> None:
    marketing, support = read(due(NEAR), MARKETING), read(due(NEAR), SUPPORT)
    assert "• Positioning draft by *Wed 11 Mar*" in marketing
    assert "• Assets by *Wed 11 Mar*" in marketing
    assert "• Scope by *Wed 11 Mar*" in support
    assert "• Affected customers by *Wed 11 Mar*" in support
    assert "Positioning" not in support


def test_each_stage_asks_for_something_else() -> None:
    plan = replace(PLAN, tier=Tier.STRATEGIC)
    asked = {
        days: read(due(a_snapshot(p50=ahead(0), p85=ahead(days)), plan=plan), SUPPORT)
        for days in (40, 12, 6, 3, 1)
    }
    assert "heads-up" in asked[40]
    assert "Affected customers" in asked[12]
    assert "• Handoff pack by *Thu 5 Mar*" in asked[6]
    assert asked[3].startswith("🚦 Go or no-go: A")
    assert "• Go or no-go by *Tue 3 Mar*" in asked[3]
    assert asked[1].startswith("⏰ Nearly there: A")
    assert "On-call" in asked[1]
    assert "*Something wrong?* <@U0LEAD> first, then <@U012ABCDEF>." in asked[1]


def test_every_function_has_words_for_every_stage() -> None:
    named = [one.name for one in USUAL] + ["other"]
    wanted = {f"{name}_{slug(stage)}" for name, stage in product(named, STAGES)}
    assert wanted <= codes("ping_ask")


def test_a_function_of_one_s_own_is_asked_as_others_are() -> None:
    said = read(due(NEAR), Function("customer-success", "C0CS"))
    assert "*For customer success*\n• First draft of your part by *Wed 11 Mar*" in said


def test_what_has_to_be_answered_has_its_buttons() -> None:
    for snapshot, buttons in ((NEAR, True), (shipped(), False)):
        said = read(due(snapshot, ENTERED if snapshot is not NEAR else None))
        assert ("Got it" in said) == buttons
        assert ("Blocked" in said) == buttons


def test_when_it_is_out_they_hear_where_to_turn_and_what_to_do() -> None:
    said = read(due(shipped(), ENTERED), SUPPORT)
    assert said.startswith("🚢 Shipped: A\n*A* has shipped.")
    assert "*Shipped*\n*Mon 2 Mar*" in said
    assert "• Answers and macros go live" in said
    assert "<@U0LEAD> first" in said
    later = replace(PLAN, launch_on=ahead(5))
    assert "It is announced on *Mon 9 Mar*" in read(due(shipped(), ENTERED, later))
    quiet = read(due(shipped(), ENTERED, later), TOLD_NO_DAYS)
    assert "It is announced later" in quiet


def test_a_week_after_they_look_at_how_it_goes() -> None:
    week_ago = TODAY - timedelta(days=11)
    out = Word("T0", Kind.ENTER, "T0", week_ago)
    ping = due(shipped(on=week_ago), out, replace(PLAN, tier=Tier.STRATEGIC))
    assert "adoption" in read(ping)
    assert "Top questions" in read(ping, SUPPORT)


def test_little_time_left_is_said() -> None:
    said = read(due(replace(NEAR, due_on=ahead(3))))
    assert "• Final copy and pictures *today*, as there is little time left" in said
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


def test_a_launch_date_is_told_with_the_odds_of_being_ready() -> None:
    launch = replace(PLAN, launch_on=ahead(13), own_on=ahead(11))
    said = read(due(NEAR, plan=launch))
    assert "*A* is *13 working days* from its launch date." in said
    assert "*Launch date*\n*Thu 19 Mar*, ready by then: at least 85% likely" in said
    assert "*Owner's own date*\nTue 17 Mar" in said
    assert "T-14 counts working days back from the launch date" in said
    unsure = dated(due=ahead(40), likelihood=0.5, p5=ahead(20), p50=ahead(30), p85=ahead(50))
    held = ping_due(launch, unsure, ENTERED, TODAY, WEEKDAYS)
    assert held is not None
    assert "less than even that it is ready then" in read(held)
    assert "less than 5% likely" in read(held)


def test_a_committed_date_that_has_passed_is_told() -> None:
    late = dated(due=TODAY - timedelta(days=3), likelihood=0, p85=ahead(12))
    said = read(due(late))
    assert "from the date that is 85% likely; its committed date has passed." in said
    assert "*Committed date*\nFri 27 Feb, has passed" in said


@pytest.mark.parametrize(
    ("function", "caution"),
    [(MARKETING, "Name no day in public yet"), (SUPPORT, "Promise customers no day yet")],
)
def test_a_shaky_date_comes_with_a_caution(function: str, caution: str) -> None:
    assert caution in read(due(replace(NEAR, health="at_risk", likelihood_due=0.7)), function)
    assert caution not in read(due(NEAR), function)


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
            refused(reason="refusal.stalled", due_on=ahead(3)),
            "There is no forecast for *A* any more: nothing finished lately.",
        ),
    ],
)
def test_not_yet_says_why_and_to_hold(snapshot: Snapshot, why: str) -> None:
    ping = due(snapshot, ENTERED)
    for function, hold in (
        (MARKETING, "book and announce nothing"),
        (SUPPORT, "promise customers"),
    ):
        said = read(ping, function)
        assert said.startswith(f"✋ Not yet: A\n*Please hold.* {why}")
        assert hold in said
        assert "I will say so when it is time again" in said
        assert "Positioning" not in said


def test_what_still_holds_is_said() -> None:
    ping = due(a_snapshot(p50=ahead(0), p85=ahead(12)), Word("T-7", Kind.ENTER, "T-7", TODAY))
    assert "What was asked for T-14 still holds." in read(ping)


def test_without_a_forecast_no_date_pretends_to_have_one() -> None:
    said = read(due(refused(due_on=ahead(3)), ENTERED))
    assert "*Committed date*\nThu 5 Mar, no forecast behind it" in said
    assert "*Forecast*\nNo forecast" in said
    assert "⚪ No forecast: nothing finished lately" in said


def test_a_release_that_is_no_more_has_no_dates() -> None:
    gone = ping_gone(PLAN, NEAR, ENTERED, is_merged=False)
    assert gone is not None
    assert read(gone).startswith("🛑 Gone: A\n*Please stop.* *A* is not in the tracker any more")
    assert "Committed date" not in read(gone)
    merged = ping_gone(PLAN, NEAR, ENTERED, is_merged=True)
    assert merged is not None
    blocks = ping_blocks(merged, a_reader(TOLD_DAYS[SUPPORT]), beside=Beside("Winter <!here>"))
    judge(ping_text(merged, a_reader(TOLD_DAYS[SUPPORT]), Beside("Winter")), blocks)
    assert "*A* is a part of Winter &lt;!here&gt; now" in said_in(blocks)
    assert said_in(blocks).startswith("🔀 Merged into Winter <!here>: A\n")
    longest = ping_blocks(merged, a_reader(TOLD_DAYS[SUPPORT], "A" * 200), beside=Beside("W" * 200))
    judge(ping_text(merged, a_reader(TOLD_DAYS[SUPPORT]), Beside("W" * 200)), longest)


def test_a_canceled_release_is_said_to_be_that_to_everybody_and_has_no_dates() -> None:
    canceled = due(refused(reason="refusal.canceled", due_on=ahead(3)), ENTERED)
    for function in (TOLD_DAYS[SUPPORT], TOLD_NO_DAYS):
        said = read(canceled, function)
        assert said.startswith("🛑 Canceled: A\n*Please stop.* *A* was canceled in the tracker.")
        assert "planned for" not in said
        assert "Committed date" not in said
        assert "when it is time again" not in said


def test_what_is_open_again_says_so_and_not_that_it_is_too_early() -> None:
    reopened = due(NEAR, Word("T0", Kind.ENTER, "T0", TODAY))
    assert read(reopened).startswith("↩️ Open again: A\n*Please hold.* *A* was said to be out")


def test_without_a_forecast_nobody_reads_that_it_moved_to_where_it_was() -> None:
    said = read(due(refused(due_on=ahead(3)), ENTERED), TOLD_NO_DAYS)
    assert "*A* may come later than planned" in said
    assert "has moved out" not in said


def test_the_owner_is_mentioned_and_nothing_else_can_be() -> None:
    assert f"Ask <@{OWNER}>, who owns this release." in read(due(NEAR))
    assert mention("W0ABC123") == "<@W0ABC123>"
    for forged in ("", "!channel", "U1> <!here", "u012abc", "Uabc", "S012ABCDEF"):
        assert mention(forged) is None
        assert "Ask whoever owns this release." in read(due(NEAR), owner=forged)


def test_under_embargo_they_learn_what_others_call_it() -> None:
    secret = replace(PLAN, codename="Falcon")
    assert "to others it is *Falcon* until it is launched" in read(due(NEAR, plan=secret))
    assert "Falcon*" not in read(due(NEAR, plan=secret), name="Falcon").replace("*Falcon*", "")
    assert "Under embargo" not in read(due(NEAR, plan=secret), name="Falcon")


def test_who_is_told_only_the_month_reads_no_day_and_no_share() -> None:
    said = read(due(NEAR), TOLD_NO_DAYS)
    assert "*A* is getting close: it is planned for *March*." in said
    assert "*Planned for*\nMarch" in said
    assert "the list soon" in said
    assert not A_DAY.search(said.replace(OWNER, ""))


@given(snapshots(), st.sampled_from((None, ENTERED, HELD)), st.sampled_from(Tier))
def test_nothing_ever_tells_a_day_to_who_is_told_only_the_month(
    snapshot: Snapshot, last: Word | None, tier: Tier
) -> None:
    plan = LaunchPlan("jira:A", "UOWNER", tier=tier)
    ping = ping_due(plan, snapshot, last, TODAY, WEEKDAYS)
    if ping is not None:
        reader = a_reader(TOLD_NO_DAYS, owner="UOWNER")
        said = f"{said_in(ping_blocks(ping, reader))} {ping_text(ping, reader)}"
        said = re.sub(r"\bQ\d(?: \d{4})?|U0LEAD", "", said)
        assert not A_DAY.search(said), said


def test_the_text_alone_tells_what_to_do() -> None:
    assert ping_text(due(NEAR), a_reader(TOLD_DAYS[SUPPORT])) == (
        "📣 Get ready: A. A is 14 working days from its committed date. "
        "Committed date: Fri 20 Mar, 90% likely. "
        "Forecast: 85% likely by the week of Mon 16 Mar. "
        "Support: Scope by Wed 11 Mar: what will be different for customers; "
        "Affected customers by Wed 11 Mar: who will notice, and who has to be told first."
    )


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_name_with_marks_comes_out_inert(function: Function) -> None:
    plan = replace(PLAN, goal=EVIL, codename=EVIL)
    for snapshot, last in ((NEAR, None), (refused(), ENTERED)):
        ping = due(snapshot, last, plan)
        text = ping_text(ping, a_reader(function, EVIL))
        assert "&lt;!channel&gt; &amp;" in read(ping, function, name=EVIL) + text
        assert "&amp;lt;" not in text


@given(
    snapshots("<&>" * 80),
    st.sampled_from((None, ENTERED, HELD)),
    st.sampled_from(FUNCTIONS),
    st.sampled_from(Tier),
)
def test_every_ping_is_one_that_slack_takes(
    snapshot: Snapshot, last: Word | None, function: Function, tier: Tier
) -> None:
    plan = replace(PLAN, goal="<&>*" * 300, tier=tier)
    ping = ping_due(plan, snapshot, last, TODAY, WEEKDAYS)
    if ping is not None:
        read(ping, function, name="<&>" * 80)
