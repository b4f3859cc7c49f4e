"""The settings' working week and days off as the planner's calendar."""

import holidays
import numpy as np

from config.model import DAYS, HolidaySettings, Settings
from planner.calendar import Days, WorkCalendar

# Trackers go back to about 2000, forecasts end well before 2060; the lists take 0.2 s to make.
YEARS = range(2000, 2061)


def work_calendar(settings: Settings) -> WorkCalendar:
    """Turn settings into plain arrays: what the planner knows of calendars."""
    return WorkCalendar(
        week=tuple(day in settings.working_week for day in DAYS),
        holidays=_days_off(settings.holidays),
        zone=settings.timezone,
    )


def _days_off(settings: HolidaySettings) -> Days:
    days = set(settings.extra)
    if settings.country:
        days |= set(
            holidays.country_holidays(settings.country, subdiv=settings.subdivision, years=YEARS)
        )
    return np.array(sorted(days), dtype="datetime64[D]")
