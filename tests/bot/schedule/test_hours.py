"""When people may be asked to do something."""

from datetime import UTC, datetime

import numpy as np
import pytest

from bot.schedule.hours import next_open
from planner.calendar import WorkCalendar

BERLIN = WorkCalendar(
    holidays=np.array(["2026-04-03", "2026-04-06"], dtype="datetime64[D]"), zone="Europe/Berlin"
)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-03-25T09:00", "2026-03-25T09:00"),  # a Wednesday, 10:00 in Berlin
        ("2026-03-25T05:00", "2026-03-25T08:00"),  # before the day begins
        ("2026-03-25T16:00", "2026-03-26T08:00"),  # 17:00: the day is over
        ("2026-03-27T20:00", "2026-03-30T07:00"),  # over the weekend, and the clocks change
        ("2026-04-02T20:00", "2026-04-07T07:00"),  # over Easter
        ("2026-03-22T23:30", "2026-03-23T08:00"),  # Monday has begun in Berlin
    ],
)
def test_it_opens_at_nine_on_working_days_and_closes_at_five(now: str, opens: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert next_open(moment, BERLIN) == datetime.fromisoformat(opens).replace(tzinfo=UTC)
