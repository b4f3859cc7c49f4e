"""Target dates that mean a period, and moves that can be believed."""

from datetime import date

import pytest

from connectors.linear.due_moves import due_moves
from connectors.linear.period import last_day

CREATED = {"createdAt": "2026-01-01T00:00:00.000Z"}


@pytest.mark.parametrize(
    ("resolution", "fiscal_start", "last"),
    [
        (None, 0, date(2026, 2, 10)),
        ("month", 0, date(2026, 2, 28)),
        ("quarter", 0, date(2026, 3, 31)),
        ("halfYear", 0, date(2026, 6, 30)),
        ("year", 0, date(2026, 12, 31)),
        ("quarter", 1, date(2026, 4, 30)),
        ("year", 3, date(2026, 3, 31)),
        ("decade", 0, date(2026, 2, 10)),
    ],
)
def test_a_period_is_over_on_its_last_day(
    resolution: str | None, fiscal_start: int, last: date
) -> None:
    assert last_day(date(2026, 2, 10), resolution, fiscal_start) == last
    assert last_day(last, resolution, fiscal_start) == last


def entry(number: int, entries: object) -> dict[str, object]:
    return {"id": f"h{number}", "createdAt": f"2026-02-{number:02d}T00:00:00Z", "entries": entries}


def test_moves_are_found_however_deep_they_lie_and_start_with_the_first_date() -> None:
    history = [
        entry(2, [{"type": "dates", "fromTargetDate": "2026-04-01", "toTargetDate": None}]),
        entry(1, {"a": {"fromTargetDate": "2026-03-01", "toTargetDate": "2026-04-01"}}),
        entry(3, {"name": "no date"}),
    ]
    told = due_moves(CREATED, history, None)
    assert [move.due_on for move in told] == [date(2026, 3, 1), date(2026, 4, 1), None]


@pytest.mark.parametrize(
    "entries",
    [
        {"fromTargetDate": "2026-03-01", "toTargetDate": "2026-04-02"},
        {"fromTargetDate": "soon", "toTargetDate": "later"},
        {"targetDate": "2026-04-01"},
        None,
    ],
)
def test_moves_that_do_not_lead_to_today_are_left_to_the_snapshot(entries: object) -> None:
    assert due_moves(CREATED, [entry(1, entries)], date(2026, 4, 1)) == ()
