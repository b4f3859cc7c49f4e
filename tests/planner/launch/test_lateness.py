"""Which answers came late."""

import pytest

from planner.launch.lateness import Asking, Late, late_answer
from tests.planner.snapshots import TODAY, WEEKDAYS, ahead


@pytest.mark.parametrize(
    ("answered", "answers", "reminders", "was_escalated", "days"),
    [
        (0, 1, 0, False, "in time"),
        (1, 1, 0, False, "in time"),
        (2, 1, 1, False, 1),
        (8, 1, 3, True, 7),  # a week ahead is five working days
        (8, 2, 0, False, "in time"),  # it was put off in time
        (8, 2, 1, False, 7),
        (None, 0, 0, False, "in time"),  # something newer was said the same day
        (None, 0, 2, False, None),
        (None, 0, 0, True, None),
    ],
)
def test_late_is_what_had_to_be_asked_again(
    answered: int | None, answers: int, reminders: int, *, was_escalated: bool, days: object
) -> None:
    on = None if answered is None else ahead(answered)
    asking = Asking("support", "T-7", TODAY, on, answers, reminders, was_escalated)
    late = late_answer(asking, WEEKDAYS)
    if days == "in time":
        assert late is None
    else:
        assert late == Late("support", "T-7", days if isinstance(days, int) else None)
