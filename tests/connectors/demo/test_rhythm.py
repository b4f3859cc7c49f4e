"""The company keeps weekends, holidays and seasons."""

from datetime import date

from connectors.demo.chance import make_rng
from connectors.demo.rhythm import (
    is_workday,
    leave_share,
    next_drift,
    next_thursday,
    next_workday,
    starts_week,
    workdays_before,
)

MONDAY = date(2026, 3, 9)


def test_weekends_and_holidays_are_days_off() -> None:
    assert is_workday(MONDAY)
    assert not is_workday(date(2026, 3, 14))
    assert not is_workday(date(2025, 12, 25))


def test_worked_days_are_counted_over_weekends_and_holidays() -> None:
    assert workdays_before(MONDAY, 1) == date(2026, 3, 6)
    assert workdays_before(date(2025, 12, 29), 2) == date(2025, 12, 22)
    assert next_workday(date(2026, 3, 14)) == date(2026, 3, 16)
    assert next_workday(MONDAY) == MONDAY


def test_a_week_starts_on_its_first_worked_day() -> None:
    assert starts_week(MONDAY)
    assert not starts_week(date(2026, 3, 10))
    assert not starts_week(date(2025, 12, 25))
    assert starts_week(date(2024, 1, 2))  # after a Monday off


def test_releases_are_planned_for_thursdays() -> None:
    assert next_thursday(MONDAY) == date(2026, 3, 12)
    assert next_thursday(date(2026, 3, 12)) == date(2026, 3, 12)
    assert next_thursday(date(2026, 3, 13)) == date(2026, 3, 19)


def test_more_people_are_away_in_august_and_around_the_new_year() -> None:
    usual = leave_share(MONDAY)

    assert leave_share(date(2025, 8, 4)) > usual
    assert leave_share(date(2025, 12, 22)) > usual
    assert leave_share(date(2025, 12, 29)) > usual
    assert leave_share(date(2026, 1, 5)) == usual


def test_speed_wanders_but_never_far() -> None:
    rng = make_rng(1, 1)
    drifts = [0.0]
    for _ in range(500):
        drifts.append(next_drift(drifts[-1], rng))

    assert max(map(abs, drifts)) <= 0.2
    assert len(set(drifts)) > 400
