"""Those who get a release ready hear of a move in the words that they work by, and once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.alerting import SETTLES_AFTER, enqueue_alerts
from bot.launching.pinging import enqueue_pings
from bot.launching.slipping import enqueue_slips
from bot.wishes import SLIPS
from planner.launch.functions import Function, Wording
from planner.launch.plan import Tier
from planner.snapshot import Snapshot
from store.adoptions import adopt_release
from store.forecasts import save_plan
from store.launch_plans import load_launch_plan, save_launch_plan
from store.outbox import claim_posts, mark_sent
from store.subscriptions import WEEKDAYS, add_subscription
from tests.bot.launching.people import at
from tests.bot.newsrooms import WORKSPACE, Lying, newsroom_over, outbox
from tests.planner.snapshots import a_snapshot, ahead, dated, refused

Sessions = sessionmaker[Session]
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FUNCTIONS = (
    Function("engineering", "C0ENGINEERING"),
    Function("marketing", "C0MARKETING"),
    Function("support", "C0SUPPORT"),
    Function("sales", "C0SALES", wording=Wording.HORIZON),
)
TOLD = ("C0ENGINEERING", "C0MARKETING", "C0SUPPORT")


@pytest.fixture
def sessions(nobody: Sessions) -> Sessions:
    """A database with one release that was near, and is thirty working days ahead now.

    So all have been asked to get ready for it, and hold.
    """
    with nobody.begin() as session:
        adopt_release(session, "jira:A", WORKSPACE, "U0OWNER", at(6, days=-14))
    for hour, p85 in ((9, ahead(2)), (10, ahead(30))):
        see(nobody, at(hour, days=-14), a_snapshot(p85=p85))
        say_it(nobody, at(hour, days=-14))
    see(nobody, at(9), a_snapshot())
    return nobody


@pytest.fixture
def unheard(nobody: Sessions) -> Sessions:
    """A database with one adopted release of which nobody was told anything yet."""
    with nobody.begin() as session:
        adopt_release(session, "jira:A", WORKSPACE, "U0OWNER", at(6))
    see(nobody, at(9), a_snapshot())
    return nobody


def see(
    sessions: Sessions,
    now: datetime,
    *snapshots: Snapshot,
    functions: Sequence[Function] = FUNCTIONS,
) -> int:
    """Keep a review and let it speak, as `bot.review` does; give how many slips are new."""
    mark = now.isoformat()
    seen = [replace(one, taken_at=now, data_version=mark, inputs_hash=mark) for one in snapshots]
    newsroom = replace(newsroom_over(sessions), functions=tuple(functions))
    with sessions.begin() as session:
        save_plan(session, seen, b"packed")
        enqueue_pings(session, newsroom, seen, now)
        enqueued = enqueue_slips(session, newsroom, seen, {}, now)
        enqueue_alerts(session, newsroom, seen, {}, now)
        return enqueued


def say_it(sessions: Sessions, now: datetime) -> None:
    for _ in range(9):
        with sessions.begin() as session:
            for claimed in claim_posts(session, now, HOUR, 100):
                mark_sent(session, claimed.id, "1.0", now)


def slips_in(sessions: Sessions) -> dict[str, Lying]:
    return {
        one.channel: one
        for one in outbox(sessions)
        if one.kind.startswith("slip:") and one.state == "pending"
    }


def test_each_hears_a_slip_in_its_own_words_within_a_quarter_of_an_hour(
    sessions: Sessions,
) -> None:
    assert see(sessions, at(10), a_snapshot(p85=ahead(38))) == 3

    told = slips_in(sessions)
    assert tuple(told) == TOLD
    assert {one.not_before for one in told.values()} == {at(10) + SETTLES_AFTER}
    assert told["C0ENGINEERING"].text.startswith("⏩ Later: A. A: 85% likely by Thu 23 Apr, 50%")
    assert "nothing is committed; 85% likely by Mon 13 Apr → Thu 23 Apr." in (
        told["C0MARKETING"].text
    )
    assert "85% likely by the week of Mon 20 Apr" in told["C0SUPPORT"].text
    assert "it was the week of Mon 13 Apr" in told["C0SUPPORT"].text


def test_months_ahead_only_who_builds_it_hears_of_a_move(unheard: Sessions) -> None:
    assert see(unheard, at(10), a_snapshot(p85=ahead(60))) == 1
    assert tuple(slips_in(unheard)) == TOLD[:1]


def test_who_was_not_asked_to_get_ready_leaves_the_move_to_who_builds_it_in_one_channel(
    unheard: Sessions,
) -> None:
    together = [replace(one, channel="C0ALL") for one in reversed(FUNCTIONS)]
    assert see(unheard, at(10), a_snapshot(p85=ahead(60)), functions=together) == 1
    assert outbox(unheard)[-1].kind == "slip:engineering"


def test_marketing_reads_the_promise_and_what_its_odds_were(sessions: Sessions) -> None:
    see(sessions, at(9) + MINUTE, dated(due=ahead(28), likelihood=0.9, p85=ahead(26)))
    say_it(sessions, at(9) + 9 * MINUTE)
    see(sessions, at(10), dated(due=ahead(28), likelihood=0.6, p85=ahead(36)))
    assert "committed for Thu 9 Apr, 60% likely, it was 90%" in slips_in(sessions)[TOLD[1]].text


def test_a_recovered_date_says_so(sessions: Sessions) -> None:
    see(sessions, at(9) + MINUTE, dated(due=ahead(28), likelihood=0.6, p85=ahead(36)))
    say_it(sessions, at(9) + 9 * MINUTE)
    see(sessions, at(10), dated(due=ahead(28), likelihood=0.9, p85=ahead(26)))
    told = slips_in(sessions)
    assert {one.text.split(".")[0] for one in told.values()} == {"✅ Back on track: A"}


def test_who_is_told_only_the_month_hears_only_when_it_is_another(sessions: Sessions) -> None:
    see(sessions, at(10), a_snapshot(p85=ahead(38)))  # from 13 to 23 April
    assert "C0SALES" not in slips_in(sessions)
    say_it(sessions, at(11))
    see(sessions, at(12), a_snapshot(p85=ahead(60)))  # 25 May, and nothing of the day
    sales = slips_in(sessions)["C0SALES"]
    assert sales.text == "⏩ Later: A. A is planned for April → May."


def test_support_is_spared_a_move_within_the_week(sessions: Sessions) -> None:
    see(sessions, at(10), a_snapshot(p85=ahead(34)))  # from a Monday to its Friday
    assert "C0SUPPORT" not in slips_in(sessions)
    assert "C0MARKETING" in slips_in(sessions)


def test_marketing_is_spared_what_leaves_its_promise_as_it_is(sessions: Sessions) -> None:
    see(sessions, at(9) + MINUTE, dated(due=ahead(60), likelihood=0.93, p85=ahead(38)))
    say_it(sessions, at(9) + 9 * MINUTE)
    see(sessions, at(10), dated(due=ahead(60), likelihood=0.9, p85=ahead(50)))
    assert "C0MARKETING" not in slips_in(sessions)
    assert "C0ENGINEERING" in slips_in(sessions)


def test_a_burst_is_one_message_and_nothing_is_said_twice(sessions: Sessions) -> None:
    see(sessions, at(10), a_snapshot(p85=ahead(38)))
    see(sessions, at(10) + MINUTE, a_snapshot(p85=ahead(50)))
    assert len(slips_in(sessions)) == 4  # by now it is another month for sales
    say_it(sessions, at(11))
    assert see(sessions, at(12), a_snapshot(p85=ahead(50))) == 0
    assert see(sessions, at(13), a_snapshot(p85=ahead(51))) == 0


def test_what_was_taken_back_before_it_was_said_is_not_said(sessions: Sessions) -> None:
    see(sessions, at(10), a_snapshot(p85=ahead(38)))
    see(sessions, at(10) + MINUTE, a_snapshot())
    assert slips_in(sessions) == {}


def test_a_lost_forecast_is_told(sessions: Sessions) -> None:
    see(sessions, at(10), refused())
    told = slips_in(sessions)
    assert "has no week any more: nothing finished lately" in told["C0SUPPORT"].text
    assert "nothing can be said yet of when it comes" in told["C0SALES"].text


def test_in_the_evening_it_waits_for_the_morning(sessions: Sessions) -> None:
    see(sessions, at(20), a_snapshot(p85=ahead(38)))
    assert {one.not_before for one in slips_in(sessions).values()} == {at(9, days=1)}


def test_what_a_ping_has_just_said_is_no_slip_besides(sessions: Sessions) -> None:
    see(sessions, at(10), a_snapshot(p85=ahead(12)))
    assert slips_in(sessions) == {}
    assert {one.kind for one in outbox(sessions)[-4:]} == {"ping:T-14:enter"}
    say_it(sessions, at(10))
    see(sessions, at(11), a_snapshot(p85=ahead(30)))
    assert slips_in(sessions) == {}
    assert {one.kind for one in outbox(sessions)[-4:]} == {"ping:T-14:not_yet"}


def test_a_channel_that_subscribed_to_slips_hears_it_from_there_alone(sessions: Sessions) -> None:
    with sessions.begin() as session:
        add_subscription(
            session,
            workspace=WORKSPACE,
            channel="C0ENGINEERING",
            creator="U0",
            release_id=None,
            days=WEEKDAYS,
            at=time(9),
            zone="UTC",
            created_at=at(9) + MINUTE,
            kind=SLIPS,
        )
    see(sessions, at(10), a_snapshot(p85=ahead(38)))
    there = [one.kind for one in outbox(sessions) if one.channel == "C0ENGINEERING"]
    assert there[-1] == SLIPS
    assert not any(kind.startswith("slip:") for kind in there)
    assert tuple(slips_in(sessions)) == TOLD[1:]


def test_functions_that_share_a_channel_hear_it_once(sessions: Sessions) -> None:
    together = [replace(one, channel="C0ALL") for one in FUNCTIONS]
    assert see(sessions, at(10), a_snapshot(p85=ahead(38)), functions=together) == 1
    assert outbox(sessions)[-1].kind == "slip:engineering"


def test_only_releases_with_an_owner_are_told_and_no_notes(sessions: Sessions) -> None:
    moved = a_snapshot(p85=ahead(38))
    with sessions.begin() as session:
        plan = replace(load_launch_plan(session, "jira:A"), tier=Tier.NOTES)
        save_launch_plan(session, WORKSPACE, plan, at(9))
    assert see(sessions, at(10), moved, a_snapshot("B", p85=ahead(90))) == 0


def test_what_was_just_told_is_not_taken_back_by_a_swing(sessions: Sessions) -> None:
    see(sessions, at(10), a_snapshot(p85=ahead(38)))
    say_it(sessions, at(11))
    assert see(sessions, at(12), a_snapshot(p85=ahead(34))) == 0
    assert see(sessions, at(9, days=4), a_snapshot(p85=ahead(34))) == 0
    # On the next Monday a week of work is over, and it has stayed so.
    assert see(sessions, at(9, days=7), a_snapshot(p85=ahead(34))) > 0


def test_a_large_move_is_told_however_soon(sessions: Sessions) -> None:
    see(sessions, at(10), a_snapshot(p85=ahead(38)))
    say_it(sessions, at(11))
    assert see(sessions, at(12), a_snapshot(p85=ahead(50))) == 4


def test_what_nobody_has_read_yet_is_put_right_however_little_it_takes(sessions: Sessions) -> None:
    see(sessions, at(20), a_snapshot(p85=ahead(38)))
    assert see(sessions, at(21), a_snapshot(p85=ahead(34))) > 0
    told = slips_in(sessions)["C0ENGINEERING"]
    assert "Fri 17 Apr" in told.text


def test_a_date_that_passes_after_the_forecast_was_lost_says_no_more(sessions: Sessions) -> None:
    lost = refused(reason="refusal.canceled", due_on=ahead(3))
    see(sessions, at(10), lost)
    say_it(sessions, at(11))
    assert see(sessions, at(9, days=7), lost) == 0


def test_a_promise_that_gets_less_likely_is_not_called_earlier(sessions: Sessions) -> None:
    see(sessions, at(9) + MINUTE, dated(due=ahead(20), likelihood=0.49, p85=ahead(60)))
    say_it(sessions, at(9) + 9 * MINUTE)
    see(sessions, at(10), dated(due=ahead(20), likelihood=0.38, p85=ahead(40)))
    assert slips_in(sessions)["C0ENGINEERING"].text.startswith("⏪ Earlier: A")
    assert slips_in(sessions)["C0MARKETING"].text.startswith("⏩ Later: A")
