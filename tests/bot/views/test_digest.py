"""The digest as it is read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.views.digest import digest_blocks, digest_text
from bot.views.posted import Posted
from planner.digest import Digest, digest_of
from planner.snapshot import Snapshot
from tests.bot.answers import EVIL
from tests.bot.judge import judge, said_in
from tests.planner.build import NOW
from tests.planner.snapshots import (
    LAST_ON,
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


def digest(
    now: Sequence[Snapshot], before: Sequence[Snapshot] = (), last_on: date | None = LAST_ON
) -> Digest:
    return digest_of(now, before, today=TODAY, last_on=last_on, calendar=WEEKDAYS)


def read(said: Digest, posted: Posted = POSTED) -> str:
    blocks = digest_blocks(said, posted)
    judge(digest_text(said, posted), blocks)
    return said_in(blocks)


def move(before: Snapshot, now: Snapshot) -> str:
    return read(digest([now], [before]))


def test_a_move_is_told_as_old_and_new_with_its_days_and_odds() -> None:
    before = dated(due=ahead(30), likelihood=0.95, p85=ahead(18), done_items=14, open_items=13)
    now = dated(due=ahead(30), likelihood=0.91, p85=ahead(26), p50=ahead(19))
    assert (
        "*Moved*\n🟢 *A* · *On track*, 91% likely for Mon 13 Apr\n"
        "85% likely by ~Thu 26 Mar~ → *Tue 7 Apr* (8 working days later), 50% by Fri 27 Mar"
        " · 18 of 30 items done (+4 done, +3 in scope)" in move(before, now)
    )
    assert "~Tue 7 Apr~ → *Thu 26 Mar* (8 working days earlier)" in move(now, before)


def test_one_in_danger_tells_its_old_health_and_its_move() -> None:
    before = dated(due=ahead(25), likelihood=0.9)
    said = move(before, dated(due=ahead(25), likelihood=0.3, p85=ahead(40)))
    assert "*At risk*\n🔴 *A* · ~On track~ → *Off track*, 30% likely for Mon 6 Apr" in said
    assert "*Moved*" not in said


def test_what_the_title_says_is_not_said_again_on_each_line() -> None:
    before = dated(due=ahead(25), likelihood=0.7)
    said = move(before, dated(due=ahead(25), likelihood=0.6, p85=ahead(40)))
    assert "*At risk*\n🟡 *A* · 60% likely for Mon 6 Apr" in said
    worse = move(before, dated(due=ahead(25), likelihood=0.3))
    assert "*At risk*\n🔴 *A* · ~At risk~ → *Off track*, 30% likely" in worse
    off = dated(due=ahead(25), likelihood=0.3)
    still_off = replace(off, p85=ahead(45))
    assert "*At risk*\n🔴 *A* · *Off track*, 30% likely" in move(off, still_off)
    found = move(dated(due=ahead(25), likelihood=0.9), dated(due=ahead(25), likelihood=0.6))
    assert "*At risk*\n🟡 *A* · ~On track~ → *At risk*, 60% likely" in found


def test_another_committed_date_is_told_as_old_and_new() -> None:
    before = dated(due=ahead(40), likelihood=0.95)
    said = move(before, replace(before, due_on=ahead(45)))
    assert "95% likely for Mon 4 May; its date ~Mon 27 Apr~ → *Mon 4 May*" in said
    assert "85% likely by *Mon 13 Apr*" in said
    gone = move(before, a_snapshot())
    assert "~On track~ → *No date set*, its date ~Mon 27 Apr~ → *no date*" in gone


def test_a_date_beyond_the_horizon_is_none() -> None:
    lost = move(a_snapshot(), a_snapshot(p85=None))
    assert "85% likely by ~Mon 13 Apr~ → *no date*, 50% by Mon 30 Mar" in lost
    found = move(a_snapshot(p85=None), a_snapshot())
    assert "85% likely by ~no date~ → *Mon 13 Apr*, 50% by" in found
    off = dated(due=ahead(9), likelihood=0.2, p50=None, p85=None)
    assert "No end in sight within four years" in read(digest([off], [off], None))
    open_end = replace(off, p50=ahead(20))
    assert "50% likely by *Mon 30 Mar*, no date for 85%" in read(digest([open_end], [], None))


def test_a_forecast_that_is_gone_says_why_and_what_it_was() -> None:
    said = move(a_snapshot(), refused())
    assert "⚪ *A* · *No forecast any more*: nothing finished lately" in said
    assert "Was 85% likely by Mon 13 Apr" in said


def test_a_date_that_has_passed_is_said_to_have() -> None:
    late = refused(due_on=TODAY - timedelta(days=1))
    assert "⚪ *A* · No forecast: nothing finished lately, its date, Sun 1 Mar, has passed" in move(
        late, late
    )
    dateless = refused(due_on=ahead(10))
    assert "Mon 16 Mar, no forecast behind it" in move(a_snapshot(), dateless)


@pytest.mark.parametrize(
    ("before", "why"),
    [([], "new here"), ([refused()], "can be forecast now"), ([shipped()], "open again")],
)
def test_a_forecast_where_none_was_says_why_it_is_news(before: list[Snapshot], why: str) -> None:
    assert f"⚪ *A* · *No date set*, {why}\n85% likely by *Mon 13 Apr*" in read(
        digest([a_snapshot()], before)
    )


def test_what_shipped_stands_beside_what_was_said_of_it() -> None:
    out = shipped(on=TODAY - timedelta(days=3), due_on=ahead(2))
    assert (
        "*Shipped*\n🚢 *A*: shipped Fri 27 Feb · last forecast 85% by Mon 13 Apr"
        " · its date was Wed 4 Mar" in move(a_snapshot(), out)
    )
    assert "🚢 *A*: shipped\n" in move(refused(), shipped(on=None)) + "\n"


def test_what_is_feature_complete_says_so_instead_of_a_date() -> None:
    done = a_snapshot(open_items=0, p50=TODAY, p85=TODAY)
    said = move(done, done)
    assert "A: feature complete" in said.replace("*", "")
    listed = read(digest([done], [], None))
    assert "Feature complete: all of 18 items done, not marked as released yet\n" in listed


def test_a_quiet_week_is_short_and_names_what_stands() -> None:
    same = [dated("Late", due=ahead(30), likelihood=0.6), a_snapshot("Next one")]
    said = read(digest(same, same))
    assert "*Nothing changed this week.*\nStill at risk: *Late*: 85% by Mon 13 Apr.\n" in said
    assert "Next: *Next one*: 85% by Mon 13 Apr." in said
    assert "*Moved*" not in said
    daily = digest(same, same, TODAY - timedelta(days=1))
    assert "*Nothing changed since Sun 1 Mar.*" in read(daily)


def test_a_first_digest_says_that_it_is_one() -> None:
    said = read(digest([a_snapshot()], [], None))
    assert "*Next*\n⚪ *A* · *No date set*" in said
    assert "This is the first digest" in said
    assert "There is nothing to report yet" in read(digest([], [], None))


def test_the_small_print_has_numbers_the_measure_and_freshness() -> None:
    now = [
        dated("A", due=ahead(30), likelihood=0.9),
        dated("B", due=ahead(30), likelihood=0.6),
        a_snapshot("C"),
        refused("D"),
    ]
    said = read(digest(now, now))
    assert (
        "4 open releases: 🟢 1 on track · 🟡 1 at risk · ⚪ 1 without a date · 1 without a forecast"
        in said
    )
    assert "Compared with Mon 23 Feb. A move counts from 3 working days" in said
    assert "Data as of <!date^" in said
    assert "No open releases" in read(digest([], []))
    assert "Data as of" not in read(digest([], []), Posted(NOW))


def test_the_day_is_that_of_the_readers() -> None:
    night = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert read(digest([], []), Posted(night)).startswith("Release digest, Sun 1 Mar")
    berlin = Posted(night, "Europe/Berlin")
    assert read(digest([], []), berlin).startswith("Release digest, Mon 2 Mar")


def test_the_text_alone_tells_all_sections() -> None:
    before = [a_snapshot("Moved"), dated("Late", due=ahead(30), likelihood=0.6), a_snapshot("Out")]
    now = [a_snapshot("Moved", p85=ahead(40)), before[1], shipped("Out")]
    more = [refused("Lost"), a_snapshot("Soon")]
    said = digest([*now, *more], [*before, a_snapshot("Lost"), more[1]])
    assert digest_text(said, POSTED) == (
        "Release digest, Mon 2 Mar. Moved: Moved: 85% by Mon 27 Apr, was Mon 13 Apr. "
        "At risk: Lost: no forecast, nothing finished lately; Late: 85% by Mon 13 Apr. "
        "Shipped: Out: Mon 2 Mar. Next: Soon: 85% by Mon 13 Apr."
    )


def test_releases_of_one_name_are_told_apart() -> None:
    one, other = a_snapshot(), a_snapshot(release_id="linear:A")
    said = read(digest([one, other], [one, other], None))
    assert "*A* (jira)" in said
    assert "*A* (linear)" in said


def test_many_long_names_fit_and_the_rest_is_counted() -> None:
    many = [f"{number} " + "<&>" * 60 for number in range(30)]
    before = [a_snapshot(name) for name in many]
    before += [dated(f"r{name}", due=ahead(30), likelihood=0.6) for name in many]
    before += [a_snapshot(f"s{name}") for name in many]
    now = [a_snapshot(name, p85=ahead(90)) for name in many]
    now += before[30:60] + [shipped(f"s{name}") for name in many]
    said = read(digest(now, before))
    assert said.count("more releases: ask for one by its name") == 3
    assert "and 25 more" in digest_text(digest(now, before), POSTED)


def test_a_name_with_marks_comes_out_inert() -> None:
    before = [
        a_snapshot(EVIL),
        dated(EVIL + "r", due=ahead(9), likelihood=0.1),
        a_snapshot("s" + EVIL),
    ]
    now = [a_snapshot(EVIL, p85=ahead(90)), before[1], shipped("s" + EVIL)]
    for said in (digest(now, before), digest(now, now)):
        assert "&lt;!channel&gt; &amp;" in read(said)
        assert "&amp;lt;" not in read(said) + digest_text(said, POSTED)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(snapshots(), min_size=8, max_size=8),
    st.lists(snapshots(), min_size=8, max_size=8),
    st.sampled_from((None, LAST_ON, TODAY)),
)
def test_every_digest_is_one_that_slack_takes(
    now: list[Snapshot], before: list[Snapshot], last_on: date | None
) -> None:
    apart = [
        [replace(one, release_id=f"jira:{n}", name=f"R{n}") for n, one in enumerate(each)]
        for each in (now, before)
    ]
    read(digest(apart[0], apart[1][:6], last_on))
