"""Time in which a team gets more or less done than usual: absences, a freeze, more people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from planner.calendar import WorkCalendar
from planner.inputs import Capacity
from planner.simulation import HORIZON_WEEKS
from planner.timeline import Floats, TeamFacts


@dataclass(frozen=True, slots=True)
class CapacityTime:
    """Turns weeks of usual work into working weeks from now, and back.

    `done` is the usual work, in weeks, that is done by the end of each coming worked day; its
    first figure, 0, is now.
    """

    done: Floats
    days_a_week: int

    def working_weeks(self, usual_weeks: Floats) -> Floats:
        """Give when so much is done: never within a stretch in which nothing is."""
        day = np.searchsorted(self.done, usual_weeks)
        last = np.clip(day, 1, len(self.done) - 1)
        before = self.done[last - 1]
        part = (usual_weeks - before) / np.maximum(self.done[last] - before, 1e-12)
        days = np.where(day == 0, 0.0, last - 1 + np.clip(part, 0.0, 1.0))
        return np.where(day >= len(self.done), np.inf, days / self.days_a_week)

    def usual_weeks(self, working_weeks: Floats) -> Floats:
        """Give how much usual work is done by then; at infinity it is infinite."""
        days = np.arange(len(self.done)) / self.days_a_week
        known = np.interp(working_weeks, days, self.done)
        return np.where(np.isfinite(working_weeks), known, np.inf)


def capacity_time(
    capacity: Sequence[Capacity], team: TeamFacts, calendar: WorkCalendar, today: date
) -> CapacityTime | None:
    """Give how a team's coming time differs from the usual; None where nothing is known of it.

    A stretch may call its team by id or by name.
    """
    mine = [stretch for stretch in capacity if stretch.team in (None, team.id, team.name)]
    if not mine:
        return None
    days = np.datetime64(today, "D") + np.arange(1, 7 * HORIZON_WEEKS + 1)
    is_worked = calendar.is_working(today + timedelta(days=1), len(days))
    share = np.ones(len(days))
    for stretch in mine:
        inside = (days >= np.datetime64(stretch.first)) & (days <= np.datetime64(stretch.last))
        share[inside] *= max(stretch.share, 0.0)
    a_week = calendar.working_days_a_week()
    return CapacityTime(np.concatenate(([0.0], np.cumsum(share[is_worked]) / a_week)), a_week)
