"""Milestones that were left without a word."""

from datetime import UTC, date, datetime

import pytest

from connectors.files.changes import MILESTONE, RowChange
from connectors.files.milestones import closing_times, mend_milestones
from store.records import ReleaseRecord, SprintRecord


def _at(day: int) -> datetime:
    return datetime(2026, 1, day, 12, tzinfo=UTC)


def _row(day: int, before: str, after: str, field: str = MILESTONE) -> RowChange:
    return RowChange(_at(day), field, before, after)


CLOSED = closing_times(
    [
        ReleaseRecord("1.0", "1.0", "version", released_on=date(2026, 1, 10)),
        ReleaseRecord("1.1", "1.1", "version"),
        ReleaseRecord("2.0", "2.0", "version"),
    ],
    [SprintRecord("sprint 7", "sprint 7", None, None, _at(12))],
)


def _chain(rows: list[RowChange], today: str) -> list[tuple[int, str, str]]:
    mended = mend_milestones(rows, (today,) if today else (), CLOSED)
    return [(row.at.day, row.before, row.after) for row in mended]


def test_a_chain_without_gaps_stays_as_it_is() -> None:
    rows = (_row(2, "", "1.0"), _row(3, "open", "closed", "status"), _row(4, "1.0", "2.0"))
    assert mend_milestones(rows, ("2.0",), CLOSED) == rows
    assert mend_milestones(rows[1:2], ("2.0",), CLOSED) == rows[1:2]


def test_what_was_still_open_when_a_release_went_out_left_it_then() -> None:
    told = [_row(2, "", "1.0"), _row(20, "1.1", "2.0")]
    assert _chain(told, "2.0") == [(2, "", "1.0"), (11, "1.0", "1.1"), (20, "1.1", "2.0")]


def test_what_stands_elsewhere_today_left_when_its_release_or_sprint_was_closed() -> None:
    assert _chain([_row(2, "", "1.0")], "2.0") == [(2, "", "1.0"), (11, "1.0", "2.0")]
    assert _chain([_row(2, "", "sprint 7")], "") == [(2, "", "sprint 7"), (12, "sprint 7", "")]


def test_a_name_that_no_longer_exists_was_another_name_of_what_came_after_it() -> None:
    told = [_row(2, "", "1.next"), _row(20, "1.1", "2.0")]
    assert _chain(told, "2.0") == [(2, "", "1.1"), (20, "1.1", "2.0")]
    assert _chain([_row(2, "", "TDB")], "2.0") == [(2, "", "2.0")]


def test_without_any_hint_a_milestone_was_left_when_the_next_change_tells_so() -> None:
    told = [_row(2, "", "1.1"), _row(20, "1.0", "2.0")]
    assert _chain(told, "2.0") == [(2, "", "1.1"), (20, "1.1", "2.0")]
    assert _chain([_row(2, "", "1.1")], "2.0") == [(2, "", "1.1")]


@pytest.mark.parametrize("closed_first", [12, 25])
def test_a_closing_outside_of_the_gap_says_nothing_about_it(closed_first: int) -> None:
    told = [_row(closed_first, "", "1.0"), _row(closed_first + 2, "1.1", "2.0")]
    assert _chain(told, "2.0")[-1] == (closed_first + 2, "1.0", "2.0")


def test_an_issue_in_several_places_today_ends_as_told() -> None:
    rows = (_row(2, "", "1.0"),)
    assert mend_milestones(rows, ("2.0", "sprint 7"), CLOSED) == rows
