"""What vanished is found by a census, and nothing on a guess."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from connectors.census import take_census

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
stamps = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.none() | st.integers(0, 3).map(lambda hours: NOON + timedelta(hours=hours)),
    max_size=60,
)


@given(stored=stamps, swept=stamps)
def test_an_issue_is_never_both_gone_and_missed(
    stored: dict[str, datetime | None], swept: dict[str, datetime | None]
) -> None:
    census = take_census(stored, swept, stored)
    assert set(census.vanished) <= stored.keys() - swept.keys()
    assert set(census.missed) <= swept.keys()


@given(stored=stamps)
def test_a_census_of_what_is_stored_finds_nothing(stored: dict[str, datetime | None]) -> None:
    census = take_census(stored, stored, stored)
    assert (census.vanished, census.missed, census.warnings) == ((), (), ())


@given(stored=stamps, swept=stamps)
def test_half_a_source_never_vanishes_at_once(
    stored: dict[str, datetime | None], swept: dict[str, datetime | None]
) -> None:
    vanished = take_census(stored, swept, stored).vanished
    assert len(vanished) <= 20 or len(vanished) < len(stored) / 2


def test_a_few_issues_may_vanish_even_if_they_are_all() -> None:
    assert take_census({"a": None, "b": None}, {}, {"a", "b"}).vanished == ("a", "b")


def test_a_source_without_stamps_misses_only_what_is_not_stored() -> None:
    census = take_census({"a": NOON, "b": None}, {"a": None, "b": None, "c": None}, {"a", "b"})
    assert census.missed == ("c",)


def test_a_newer_stamp_is_missed() -> None:
    later = NOON + timedelta(seconds=1)
    census = take_census({"a": NOON, "b": None}, {"a": later, "b": NOON}, {"a", "b"})
    assert census.missed == ("a", "b")


@given(before=st.integers(1, 60), brought=st.integers(1, 200))
def test_what_a_sync_brought_does_not_hide_that_all_else_is_gone(before: int, brought: int) -> None:
    old = dict.fromkeys((f"old{number}" for number in range(before)), NOON)
    new = dict.fromkeys((f"new{number}" for number in range(brought)), NOON)
    census = take_census(old | new, new, old)
    assert census.vanished == ()
    assert f"{before} of {before} issues" in census.warnings[0]


def test_a_first_sync_whose_census_sees_little_deletes_nothing() -> None:
    stored = dict.fromkeys(map(str, range(50)), NOON)
    census = take_census(stored, {"1": NOON}, ())
    assert census.vanished == ()
    assert "49 of 50 issues" in census.warnings[0]
