"""Settings become the planner's calendar."""

from datetime import date

from bot.cli.calendar import work_calendar
from config.model import HolidaySettings, Settings


def test_the_working_week_is_a_mask_from_monday_on() -> None:
    calendar = work_calendar(Settings(working_week=("Sun", "Mon"), timezone="Europe/Berlin"))

    assert calendar.week == (True, False, False, False, False, False, True)
    assert calendar.zone == "Europe/Berlin"


def test_holidays_of_a_part_of_a_country_and_extra_days_are_off() -> None:
    holidays = HolidaySettings(country="DE", subdivision="BY", extra=(date(2026, 12, 24),))

    working = work_calendar(Settings(holidays=holidays)).is_working(date(2026, 12, 24), 5)

    assert working.tolist() == [False, False, False, False, True]


def test_without_holidays_every_weekday_is_worked() -> None:
    assert work_calendar(Settings()).is_working(date(2026, 12, 25), 1).all()
