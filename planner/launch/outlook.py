"""How far away a launch is, by its promise or by its forecast, and whether to believe that."""

import math
from dataclasses import dataclass
from datetime import date

from planner.answer import EVEN
from planner.calendar import WorkCalendar
from planner.launch.plan import LaunchPlan, launch_anchor
from planner.launch.stages import Stage
from planner.moves import days_later
from planner.snapshot import Snapshot

LEEWAY_DAYS = 2  # a date this little beyond a stage has not left it
# Who was told to get ready is told to hold when a promise is less likely than this; who was not
# yet is doubted below even. So what was said at 53% is not taken back at 48%, two days later.
CLEARLY_OFF = 0.4
_P15 = 0.15


def anchor_of(plan: LaunchPlan, snapshot: Snapshot, today: date) -> date | None:
    """Give the day that T-n counts back from: a promised one until it has passed, then P85."""
    day = launch_anchor(plan, snapshot)
    return snapshot.p85 if day is not None and day < today else day


def promised(plan: LaunchPlan, snapshot: Snapshot, today: date) -> date | None:
    """Give the launch date, else the committed one, as long as it is not over."""
    day = plan.launch_on or plan.committed_on or snapshot.due_on
    return day if day is not None and day >= today else None


@dataclass(frozen=True, slots=True)
class Outlook:
    """A release that is ahead, on a day; `was_held` if people were told "not yet" last.

    `is_prepared` while a stage is in force: what was asked for it still holds.
    """

    plan: LaunchPlan
    snapshot: Snapshot
    was_held: bool
    is_prepared: bool
    today: date
    calendar: WorkCalendar

    @property
    def promised(self) -> date | None:
        return promised(self.plan, self.snapshot, self.today)

    @property
    def left(self) -> float:
        return self._working_days(anchor_of(self.plan, self.snapshot, self.today))

    @property
    def late(self) -> float:
        return self._working_days(self.snapshot.p85)

    def is_hopeless(self, stage: Stage) -> bool:
        """Tell whether hardly anyone bets on the promised date, and P85 is beyond this stage."""
        return self._is_off_track and self.late > stage.days + LEEWAY_DAYS

    def is_near(self, stage: Stage) -> bool:
        return self.left <= stage.days

    def stays(self, stage: Stage) -> bool:
        return self.left <= stage.days + LEEWAY_DAYS and not self.is_hopeless(stage)

    def enters(self, stage: Stage) -> bool:
        """Tell whether it is time; after "not yet" the date must really be back."""
        if not self.is_near(stage) or self.is_hopeless(stage):
            return False
        return not self.was_held or self.late <= stage.days or self._p70_keeps

    @property
    def _is_off_track(self) -> bool:
        day = self.promised
        if day is None:
            return False
        least = CLEARLY_OFF if self.is_prepared else EVEN
        if day == self.snapshot.due_on and self.snapshot.likelihood_due is not None:
            return self.snapshot.likelihood_due < least
        middle = self._likely_day(least)
        return middle is None or middle > day

    def _likely_day(self, share: float) -> date | None:
        """Give the day by which it is ready with a likelihood of 0.15 to 0.5.

        Between P15 and P50 it is read off a straight line; None where they are beyond the horizon.
        """
        p15, p50 = self.snapshot.p15, self.snapshot.p50
        if p15 is None or p50 is None or share == EVEN:
            return p50
        return p15 + (p50 - p15) * ((share - _P15) / (EVEN - _P15))

    @property
    def _p70_keeps(self) -> bool:
        p70, day = self.snapshot.p70, self.promised
        return p70 is not None and day is not None and p70 <= day

    def _working_days(self, day: date | None) -> float:
        """Count the working days to `day`; beyond the horizon there is no end of them."""
        return math.inf if day is None else days_later(self.today, day, self.calendar)
