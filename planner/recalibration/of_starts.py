"""Releases that are not begun before a day, in a future that runs at a pace of its own.

A recalibrated answer says: releases like this one take so many times what was simulated, each
trial its own times. A day that somebody names is no part of that: it comes when it comes. So in a
trial in which all takes three times as long, the simulation has to begin the release after a third
of the wait. It is made again for a few such scales; what lies between two is read off a line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from planner.inputs import PlanInputs, Scope
from planner.metrics import WEEK_DAYS
from planner.recalibration.of_plans import HORIZON_DAYS
from planner.recalibration.of_releases import (
    Recalibration,
    as_anchored,
    simulated_median_days,
)
from planner.simulated import Simulated, simulate_plan
from planner.timeline import Floats

_OUTER = (0.05, 0.95)  # of the trials; what lies beyond is taken as these are
_STEP = 2.0  # from one scale to the next


def weeks_until(starts: Mapping[str, date], inputs: PlanInputs) -> dict[str, float]:
    """Give the working weeks from now to each start, for those that lie ahead."""
    today, calendar = inputs.calendar.today(inputs.as_of), inputs.calendar
    days = {
        release_id: calendar.working_days_between(today, start - timedelta(days=1))
        for release_id, start in starts.items()
    }
    a_week = calendar.working_days_a_week()
    return {release_id: ahead / a_week for release_id, ahead in days.items() if ahead > 0}


@dataclass(frozen=True, slots=True)
class ScaledStarts:
    """Medians of the simulated days of every release, (scales, releases), by rising scale.

    At a scale of 2 the simulation begins late releases after twice the wait; at 0 at once.
    `wait_weeks` is how long each release waits.
    """

    scales: Floats
    medians: Floats
    wait_weeks: Floats

    def anchored(self, position: int, found: Recalibration) -> Recalibration:
        """Give the middle of a release that was recalibrated without any wait."""
        return as_anchored(found, float(self._median(position, np.array([1 / found.factor]))[0]))

    def weeks(self, position: int, found: Recalibration, around: Floats) -> Floats:
        """Spread it over trials, in order, as `recalibrated_weeks` does: never before its start.

        `found` is the recalibration without any wait.
        """
        times = found.factor * np.exp(around * found.width)
        weeks = times * self._median(position, 1.0 / times) / WEEK_DAYS
        wait = self.wait_weeks[position]
        least = wait + 1 / WEEK_DAYS if wait else 0.0
        return np.sort(np.maximum(weeks, least))

    def _median(self, position: int, scales: Floats) -> Floats:
        return np.interp(scales, self.scales, self.medians[:, position])


def scaled_starts(
    inputs: PlanInputs,
    planned: tuple[Scope, ...],
    simulated: Simulated,
    found: tuple[Recalibration, ...],
    seed: int,
    waits: Mapping[str, float],
) -> ScaledStarts:
    """Simulate the plan with late starts, at the scales that matter to those who start late.

    `simulated` and `found` are the plan with all beginning at once, `waits` working weeks by id.
    """
    wait_weeks = np.array([waits.get(scope.release.id, 0.0) for scope in planned])
    late = [one for one, wait in zip(found, wait_weeks, strict=True) if wait]
    scales = _scales(late, inputs.prior.releases.around_middle(len(simulated.weeks)))
    runs = [simulated.weeks]
    for scale in scales:
        starts = {release_id: wait * scale for release_id, wait in waits.items()}
        runs.append(simulate_plan(inputs, planned, seed, starts=starts).weeks)
    medians = np.array([simulated_median_days(weeks, HORIZON_DAYS) for weeks in runs])
    return ScaledStarts(np.concatenate(([0.0], scales)), medians, wait_weeks)


def _scales(late: list[Recalibration], around: Floats) -> Floats:
    if not late:
        return np.array([])
    outer = np.quantile(around, _OUTER)
    times = np.array([one.factor * np.exp(outer * one.width) for one in late])
    least, most = 1.0 / times.max(), 1.0 / times.min()
    count = int(np.ceil(np.log(most / least) / np.log(_STEP))) + 1
    return np.geomspace(least, most, count)
