"""Who launches a release is told to get ready, or to hold: once, and in working hours."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.launching.pinging import enqueue_farewells, enqueue_pings
from bot.launching.renaming import enqueue_renamings
from planner.launch.functions import Function
from planner.launch.plan import Tier
from planner.snapshot import Snapshot
from store.adoptions import adopt_release
from store.directory import load_release_names
from store.forecasts import save_plan
from store.launch_plans import load_launch_plan, save_launch_plan
from store.outbox import claim_posts, expire_posts, mark_sent
from tests.bot.launching.people import at
from tests.bot.newsrooms import FUNCTIONS, MARKETING, SUPPORT, WORKSPACE, newsroom_over, outbox
from tests.planner.snapshots import a_snapshot, ahead, refused, shipped

Sessions = sessionmaker[Session]
NEAR, FAR = a_snapshot(p85=ahead(12)), a_snapshot(p85=ahead(30))


@pytest.fixture
def sessions(nobody: Sessions) -> Sessions:
    """A database with one adopted release."""
    with nobody.begin() as session:
        adopt_release(session, NEAR.release_id, WORKSPACE, "U0OWNER", at(6))
    return nobody


def see(sessions: Sessions, snapshot: Snapshot, now: datetime) -> int:
    with sessions.begin() as session:
        save_plan(session, [snapshot], b"packed")
        return enqueue_pings(session, newsroom_over(sessions), [snapshot], now)


def deliver(sessions: Sessions, now: datetime) -> int:
    with sessions.begin() as session:
        expire_posts(session, now)
        claimed = claim_posts(session, now, timedelta(minutes=1), 100)
        return sum(mark_sent(session, one.id, f"{one.id}.0", now) for one in claimed)


def states(sessions: Sessions) -> list[tuple[str, str]]:
    return [(each.kind, each.state) for each in outbox(sessions)]


ENTER, NOT_YET = "ping:T-14:enter", "ping:T-14:not_yet"


def test_both_audiences_are_told_once_in_their_own_words(sessions: Sessions) -> None:
    assert see(sessions, NEAR, at(10)) == 2
    assert see(sessions, NEAR, at(11)) == 0

    marketing, support = outbox(sessions)
    assert (marketing.channel, support.channel) == (MARKETING, SUPPORT)
    assert "Marketing:" in marketing.text
    assert "Support:" in support.text
    assert marketing.key == "T1:ping:jira:A:T-14:1:marketing"


def test_what_nobody_adopted_is_nobodys_business(nobody: Sessions) -> None:
    assert see(nobody, NEAR, at(10)) == 0


def test_another_workspace_s_release_is_not_pinged_from_here(nobody: Sessions) -> None:
    with nobody.begin() as session:
        adopt_release(session, NEAR.release_id, "T2", "U0OWNER", at(6))
    assert see(nobody, NEAR, at(10)) == 0


def test_out_of_hours_it_waits_for_the_morning_and_speaks_of_that_day(sessions: Sessions) -> None:
    see(sessions, a_snapshot(p85=ahead(14)), at(20))

    marketing, _ = outbox(sessions)
    assert marketing.not_before == at(9, days=1)
    assert "13 working days" in marketing.text


def test_when_it_moves_out_they_are_told_to_hold_and_later_anew(sessions: Sessions) -> None:
    for hour, snapshot in ((9, NEAR), (10, FAR), (11, FAR), (12, NEAR)):
        see(sessions, snapshot, at(hour))
        deliver(sessions, at(hour))

    assert [kind for kind, _ in states(sessions)] == [ENTER, ENTER, NOT_YET, NOT_YET, ENTER, ENTER]
    assert {state for _, state in states(sessions)} == {"sent"}


def test_what_nobody_has_heard_yet_is_taken_back_in_silence(sessions: Sessions) -> None:
    see(sessions, NEAR, at(6))
    assert see(sessions, FAR, at(7)) == 0
    assert states(sessions) == [(ENTER, "skipped")] * 2

    assert see(sessions, NEAR, at(8)) == 2
    assert outbox(sessions)[-1].key.endswith(":2:support")


def test_a_release_that_is_canceled_by_the_morning_is_not_announced(sessions: Sessions) -> None:
    see(sessions, NEAR, at(6))
    assert see(sessions, refused(reason="refusal.canceled"), at(7)) == 0
    assert states(sessions) == [(ENTER, "skipped")] * 2


def test_a_release_that_is_out_by_the_morning_is_only_said_to_be_out(sessions: Sessions) -> None:
    see(sessions, NEAR, at(6))
    assert see(sessions, shipped(), at(7)) == 2
    assert see(sessions, shipped(), at(8)) == 0
    assert states(sessions) == [(ENTER, "skipped")] * 2 + [("ping:T0:enter", "pending")] * 2


def test_what_ships_before_anybody_was_told_of_it_is_said_once_with_what_is_needed(
    sessions: Sessions,
) -> None:
    assert see(sessions, replace(FAR, taken_at=at(7)), at(9)) == 0
    out = replace(shipped(on=None), taken_at=at(10))
    assert [see(sessions, out, at(hour)) for hour in (10, 11)] == [2, 0]
    marketing, support = outbox(sessions)
    assert {marketing.kind, support.kind} == {"ping:T0:enter"}
    for told in (marketing, support):
        assert "has shipped, before you were told that it is time" in told.text
    assert "Positioning, copy and pictures: what is there" in marketing.text
    assert "Known issues, answers and macros: get them" in support.text


def test_what_was_out_already_when_it_was_adopted_is_nobodys_news(sessions: Sessions) -> None:
    out = replace(shipped(on=None), taken_at=at(5))
    assert see(sessions, out, at(9)) == 0


def test_hold_is_not_taken_back_to_what_was_said_before_it(sessions: Sessions) -> None:
    see(sessions, NEAR, at(9))
    deliver(sessions, at(9))
    see(sessions, FAR, at(20))

    assert see(sessions, NEAR, at(21)) == 0
    assert states(sessions) == [(ENTER, "sent")] * 2 + [(NOT_YET, "skipped")] * 2


def test_what_could_not_be_said_for_a_day_is_said_anew_with_new_figures(
    sessions: Sessions,
) -> None:
    see(sessions, NEAR, at(9))
    deliver(sessions, at(10, days=1))

    assert see(sessions, NEAR, at(10, days=1)) == 2
    assert "11 working days" in outbox(sessions)[-1].text


def test_without_a_channel_an_audience_hears_nothing(sessions: Sessions) -> None:
    newsroom = replace(newsroom_over(sessions), functions=(Function("support", SUPPORT),))
    with sessions.begin() as session:
        assert enqueue_pings(session, newsroom, [NEAR], at(10)) == 1


def test_each_stage_is_said_once_on_the_way_to_the_launch(sessions: Sessions) -> None:
    kinds = []
    for day in (0, 7, 14, 20, 21):
        moment = at(10, days=day)
        see(sessions, shipped(on=moment.date()) if day == 21 else NEAR, moment)
        see(sessions, shipped(on=moment.date()) if day == 21 else NEAR, moment)
        deliver(sessions, moment)
        kinds = [kind for kind, _ in states(sessions)][::2]
    assert kinds == ["ping:T-14:enter", "ping:T-7:enter", "ping:T-1:enter", "ping:T0:enter"]


def test_a_function_without_a_channel_is_told_through_its_first_person(sessions: Sessions) -> None:
    functions = (Function("legal", None, ("U0LAW", "U0SECOND")),)
    newsroom = replace(newsroom_over(sessions), functions=functions)
    with sessions.begin() as session:
        save_plan(session, [NEAR], b"packed")
        assert enqueue_pings(session, newsroom, [NEAR], at(10)) == 1
    assert [each.channel for each in outbox(sessions)] == ["U0LAW"]


def test_who_takes_no_part_in_a_tier_hears_nothing_of_it(sessions: Sessions) -> None:
    legal = Function("legal", "C0LEGAL", tiers=frozenset({Tier.STRATEGIC}))
    newsroom = replace(newsroom_over(sessions), functions=(legal,))
    with sessions.begin() as session:
        save_plan(session, [NEAR], b"packed")
        assert enqueue_pings(session, newsroom, [NEAR], at(10)) == 0
        plan = replace(load_launch_plan(session, NEAR.release_id), tier=Tier.STRATEGIC)
        save_launch_plan(session, WORKSPACE, plan, at(10))
        assert enqueue_pings(session, newsroom, [NEAR], at(11)) == 1


def test_who_cannot_be_told_is_said_to_the_owner_once(sessions: Sessions) -> None:
    functions = (*FUNCTIONS, Function("docs"), Function("quality"))
    newsroom = replace(newsroom_over(sessions), functions=functions)
    for hour, snapshot in ((9, NEAR), (10, FAR), (11, NEAR)):
        with sessions.begin() as session:
            save_plan(session, [snapshot], b"packed")
            enqueue_pings(session, newsroom, [snapshot], at(hour))
        deliver(sessions, at(hour))
    told = [each for each in outbox(sessions) if each.channel == "U0OWNER"]
    assert len(told) == 1
    assert "concerns docs, quality, and I do not know where to tell them" in told[0].text


def test_a_release_that_vanished_is_said_once_to_who_prepared_it(sessions: Sessions) -> None:
    other = a_snapshot("B")
    see(sessions, NEAR, at(13))
    deliver(sessions, at(13))
    for hour in (14, 15):
        with sessions.begin() as session:
            save_plan(session, [other], b"packed")
            enqueue_farewells(session, newsroom_over(sessions), [other], at(hour))
        deliver(sessions, at(hour))
    gone = outbox(sessions)[2:]
    assert [each.kind for each in gone] == [NOT_YET] * 2
    assert "is not in the tracker any more" in gone[0].text
    assert see(sessions, NEAR, at(16)) == 2  # it is back


def test_what_a_written_release_took_in_is_said_to_be_a_part_of_that(company: Sessions) -> None:
    with company.begin() as session:
        names = {name.id: name for name in load_release_names(session)}
        covered = next(name for name in names.values() if name.covered_by is not None)
        adopt_release(session, covered.id, WORKSPACE, "U0OWNER", at(6))
    near = replace(NEAR, release_id=covered.id, name=covered.name)
    see(company, near, at(13))
    deliver(company, at(13))
    with company.begin() as session:
        told = enqueue_farewells(session, newsroom_over(company), [a_snapshot("B")], at(14))
    assert told == 2
    into = names[covered.covered_by or ""].name
    assert f"is a part of {into} now" in outbox(company)[-1].text


def test_what_it_was_merged_into_goes_by_its_codename(company: Sessions) -> None:
    with company.begin() as session:
        names = {name.id: name for name in load_release_names(session)}
        covered = next(name for name in names.values() if name.covered_by is not None)
        into = names[covered.covered_by or ""]
        for one in (covered, into):
            adopt_release(session, one.id, WORKSPACE, "U0OWNER", at(6))
        plan = replace(load_launch_plan(session, into.id), codename="Falcon")
        save_launch_plan(session, WORKSPACE, plan, at(6))
    near = replace(NEAR, release_id=covered.id, name="Small")
    see(company, near, at(13))
    deliver(company, at(13))
    newsroom = replace(newsroom_over(company), rehearsal_channel="C0REHEARSAL")
    with company.begin() as session:
        enqueue_farewells(session, newsroom, [a_snapshot("B")], at(14))
    assert "Merged into Falcon: " in outbox(company)[-1].text
    assert into.name not in outbox(company)[-1].text


def test_a_new_name_is_told_to_who_heard_the_old_one_and_once(sessions: Sessions) -> None:
    renamed = replace(NEAR, name="B")
    with sessions.begin() as session:
        assert enqueue_renamings(session, newsroom_over(sessions), [NEAR], at(8)) == 0
    see(sessions, NEAR, at(9))
    deliver(sessions, at(9))
    for hour, told in ((10, 2), (11, 0)):
        with sessions.begin() as session:
            assert enqueue_renamings(session, newsroom_over(sessions), [renamed], at(hour)) == told
    assert outbox(sessions)[-1].text == (
        "“A” is called “B” now. Nothing else has changed: what was asked for still holds."
    )


def test_who_holds_hears_once_that_a_release_is_canceled(sessions: Sessions) -> None:
    for hour, snapshot in ((9, NEAR), (10, FAR)):
        see(sessions, snapshot, at(hour))
        deliver(sessions, at(hour))
    canceled = refused(reason="refusal.canceled")
    assert [see(sessions, canceled, at(hour)) for hour in (11, 12)] == [2, 0]
    assert "was canceled in the tracker" in outbox(sessions)[-1].text


def test_who_gets_ready_hears_once_that_a_release_is_canceled(sessions: Sessions) -> None:
    see(sessions, NEAR, at(9))
    deliver(sessions, at(9))
    canceled = refused(reason="refusal.canceled")
    told = []
    for hour in (11, 12):
        told.append(see(sessions, canceled, at(hour)))
        deliver(sessions, at(hour))
    assert told == [2, 0]


def test_a_new_name_is_told_to_who_holds_as_well_but_not_of_what_has_no_forecast(
    sessions: Sessions,
) -> None:
    for hour, snapshot in ((9, NEAR), (10, FAR)):
        see(sessions, snapshot, at(hour))
        deliver(sessions, at(hour))
    with sessions.begin() as session:
        gone = refused(reason="refusal.canceled")
        newsroom = newsroom_over(sessions)
        assert enqueue_renamings(session, newsroom, [replace(gone, name="B")], at(11)) == 0
        assert enqueue_renamings(session, newsroom, [replace(FAR, name="C")], at(12)) == 2


def test_in_a_rehearsal_an_embargoed_release_goes_by_its_codename(sessions: Sessions) -> None:
    newsroom = replace(newsroom_over(sessions), rehearsal_channel="C0REHEARSAL")
    with sessions.begin() as session:
        plan = replace(load_launch_plan(session, NEAR.release_id), codename="Falcon")
        save_launch_plan(session, WORKSPACE, plan, at(8))
        save_plan(session, [replace(NEAR, name="Secret")], b"packed")
        enqueue_pings(session, newsroom, [replace(NEAR, name="Secret")], at(9))
        # Gone or not, it is still a secret.
        enqueue_farewells(session, newsroom, [a_snapshot("B")], at(10))
    assert all("Get ready: Falcon" in each.text for each in outbox(sessions)[:2])
    assert not any("Secret" in each.text for each in outbox(sessions))
