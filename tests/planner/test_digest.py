"""What a digest says, and what it leaves out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.digest import Digest, Line, Numbers, digest_of
from planner.moves import Change
from planner.snapshot import Snapshot
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

NAMES = "ABCDEF"
CHANCE = st.tuples(*(st.none() | snapshots(name) for name in NAMES)).map(
    lambda found: [one for one in found if one is not None]
)


def digest(
    now: Sequence[Snapshot],
    before: Sequence[Snapshot] = (),
    last_on: date | None = LAST_ON,
    covers: frozenset[str] | None = None,
) -> Digest:
    return digest_of(now, before, today=TODAY, last_on=last_on, calendar=WEEKDAYS, covers=covers)


def names(lines: Sequence[Line]) -> list[str]:
    return [line.now.name for line in lines]


@given(CHANCE)
def test_nothing_new_is_quiet(now: list[Snapshot]) -> None:
    assert digest(now, now, last_on=TODAY).is_quiet


@given(CHANCE, CHANCE, st.sampled_from((None, LAST_ON)))
def test_a_release_stands_once(
    now: list[Snapshot], before: list[Snapshot], last_on: date | None
) -> None:
    said = digest(now, before, last_on)
    listed = names([*said.moved, *said.at_risk, *said.shipped, *said.next])
    assert len(listed) == len(set(listed))
    assert set(listed) <= {one.name for one in now}


@given(CHANCE, CHANCE)
def test_the_order_of_what_is_compared_does_not_matter(
    now: list[Snapshot], before: list[Snapshot]
) -> None:
    assert digest(now, before) == digest(now[::-1], before[::-1])


@given(CHANCE, CHANCE, st.frozensets(st.sampled_from([f"jira:{name}" for name in NAMES])))
def test_only_what_is_covered_is_said(
    now: list[Snapshot], before: list[Snapshot], covers: frozenset[str]
) -> None:
    said = digest(now, before, covers=covers)
    lines = [*said.moved, *said.at_risk, *said.shipped, *said.next]
    assert {line.now.release_id for line in lines} <= covers
    assert said == digest([one for one in now if one.release_id in covers], before)


def test_a_move_tells_its_old_date_and_its_working_days() -> None:
    before = a_snapshot(p85=ahead(20))
    (line,) = digest([a_snapshot(p85=ahead(26))], [before]).moved
    assert (line.before, line.p85_days, line.changes) == (before, 6, frozenset({Change.P85}))
    (back,) = digest([before], [a_snapshot(p85=ahead(26))]).moved
    assert back.p85_days == -6


def test_a_move_of_one_in_danger_stands_with_those_at_risk() -> None:
    before = dated(due=ahead(30), likelihood=0.9)
    said = digest([dated(due=ahead(30), likelihood=0.3, p85=ahead(45))], [before])
    assert (names(said.moved), names(said.at_risk)) == ([], ["A"])
    assert said.at_risk[0].p85_days == 15
    assert not said.is_quiet


def test_what_is_at_risk_as_before_is_listed_but_is_no_news() -> None:
    same = dated(due=ahead(30), likelihood=0.6)
    said = digest([same], [same])
    assert names(said.at_risk) == ["A"]
    assert said.is_quiet


def test_at_risk_says_what_is_new_first_then_what_is_worse_then_what_is_sooner() -> None:
    now = [
        dated("late", due=ahead(30), likelihood=0.6, p85=ahead(50)),
        dated("soon", due=ahead(30), likelihood=0.6, p85=ahead(40)),
        dated("off", due=ahead(30), likelihood=0.2, p85=ahead(90)),
        dated("new", due=ahead(30), likelihood=0.6, p85=ahead(99)),
    ]
    assert names(digest(now, now[:3]).at_risk) == ["new", "off", "soon", "late"]


def test_a_forecast_that_is_gone_is_at_risk_once_whatever_the_reason() -> None:
    for reason in ("refusal.stalled", "refusal.empty", "refusal.canceled", "refusal.parking_lot"):
        gone = refused(reason=reason)
        said = digest([gone], [a_snapshot()])
        assert said.at_risk[0].changes == {Change.LOST}
        assert not said.is_quiet
        assert digest([gone], [gone]).at_risk == ()


def test_a_date_that_has_passed_is_at_risk_and_news_once() -> None:
    yesterday = TODAY - timedelta(days=1)
    late = refused(due_on=yesterday)
    said = digest([late], [late])
    assert said.at_risk[0].changes == {Change.PASSED}
    assert not said.is_quiet
    later = digest([late], [late], last_on=TODAY)
    assert names(later.at_risk) == ["A"]
    assert later.is_quiet
    stale = dated(due=yesterday, likelihood=0.9)  # kept before the date went by
    assert names(digest([stale], [stale]).at_risk) == ["A"]


@pytest.mark.parametrize("reason", ["refusal.empty", "refusal.parking_lot", "refusal.canceled"])
def test_places_to_put_things_off_are_not_listed_nor_counted(reason: str) -> None:
    lot = refused(reason=reason, due_on=TODAY - timedelta(days=1))
    said = digest([lot], [lot])
    assert said.at_risk == ()
    assert said.numbers.open == 0


def test_what_shipped_is_said_once_the_latest_last() -> None:
    now = [shipped("A", TODAY), shipped("B", LAST_ON), shipped("C", None)]
    before = [a_snapshot(one.name) for one in now]
    said = digest(now, before)
    assert names(said.shipped) == ["B", "A", "C"]
    assert said.shipped[0].before == before[1]
    assert digest(now, now).shipped == ()


def test_one_that_nobody_saw_before_shipped_only_if_its_day_says_so() -> None:
    now = [shipped("old", LAST_ON), shipped("new", TODAY), shipped("unknown", None)]
    assert names(digest(now).shipped) == ["new"]
    assert names(digest(now, last_on=None).shipped) == ["new"]


def test_next_are_the_first_few_by_p85() -> None:
    now = [a_snapshot(str(days), p85=ahead(days)) for days in (50, 30, 40, 20, 60)]
    far = a_snapshot("far", p85=None)
    said = digest([*now, far], [*now, far])
    assert names(said.next) == ["20", "30", "40"]


def test_a_forecast_where_none_was_is_news() -> None:
    said = digest([a_snapshot("A"), a_snapshot("B")], [refused("A")])
    assert names(said.moved) == ["A", "B"]
    assert {line.changes for line in said.moved} == {frozenset({Change.FOUND})}


def test_a_first_digest_says_how_things_stand() -> None:
    now = [a_snapshot("A"), dated("B", due=ahead(30), likelihood=0.6)]
    said = digest(now, now, last_on=None)
    assert (names(said.moved), names(said.at_risk), names(said.next)) == ([], ["B"], ["A"])
    assert not said.is_quiet
    assert digest([], last_on=None).is_quiet
    assert digest([refused()], last_on=None).is_quiet


def test_the_numbers_count_open_releases_by_how_they_stand() -> None:
    now = [
        dated("A", due=ahead(30), likelihood=0.9),
        dated("B", due=ahead(30), likelihood=0.6),
        dated("C", due=ahead(30), likelihood=0.1),
        a_snapshot("D"),
        refused("E"),
        refused("F", "refusal.parking_lot"),
        shipped("G"),
    ]
    said = digest(now, now).numbers
    assert said == Numbers(on_track=1, at_risk=1, off_track=1, no_date=1, no_forecast=1)
    assert said.open == 5


def test_another_due_date_is_news() -> None:
    before = dated(due=ahead(40), likelihood=0.95)
    said = digest([replace(before, due_on=ahead(41))], [before])
    assert names(said.moved) == ["A"]


def test_for_who_asks_every_change_counts_and_for_a_digest_noise_does_not() -> None:
    before = dated(due=ahead(30), likelihood=0.95, p85=ahead(18), done_items=14, open_items=13)
    later = replace(before, p85=ahead(19))
    worked = replace(before, done_items=15, open_items=12)
    for now, changes in ((later, {Change.P85}), (worked, {Change.WORK}), (before, set[Change]())):
        told = digest_of(
            [now], [before], today=TODAY, last_on=LAST_ON, calendar=WEEKDAYS, is_asked=True
        )
        assert [line.changes for line in told.moved] == ([changes] if changes else [])
        assert digest([now], [before]).moved == ()


@given(CHANCE)
def test_for_who_asks_nothing_new_is_quiet_too(now: list[Snapshot]) -> None:
    assert digest_of(
        now, now, today=TODAY, last_on=TODAY, calendar=WEEKDAYS, is_asked=True
    ).is_quiet
