"""What a plan says: a forecast or a refusal for each release."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import numpy as np

from planner.flow import Flow
from planner.inputs import Scope
from planner.note import Note
from planner.recalibration.of_releases import Recalibration
from planner.timeline import Floats

PERCENTILES = (5, 15, 50, 70, 85, 95)
LIKELY_AT_MOST = 0.95  # nothing is certain: beyond this the words are "> 95%"
LIKELY_AT_LEAST = 0.05
SAFE = 0.85  # a date at least this likely is on track: the P85 promise
EVEN = 0.5  # a date less likely than this is off track


class Health(StrEnum):
    """How a release stands against its date; `NO_DATE` has none to stand against."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NO_DATE = "no_date"
    SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class Pace:
    """The speeds that were used, in items a week.

    Finished by the team(s), finished in this release, and scope change (added less removed) in
    this release; `weeks` is how far back they look.
    """

    team_items: float
    release_items: float
    scope_change_items: float
    weeks: int


@dataclass(frozen=True, slots=True)
class ReleaseForecast:
    """When one release will be done, as a distribution.

    `days` are the sorted outcomes of all trials in calendar days from `today` (inf: beyond the
    horizon), `recalibration` what lies between them and the simulated work. `flows` are the flow
    metrics of the teams that hold what is open. `seed` and `inputs_hash` say how to get the same
    answer again.
    """

    scope: Scope
    today: date
    data_as_of: datetime | None
    days: Floats
    horizon_days: int
    pace: Pace
    sprint_window: tuple[str, str] | None
    assumptions: tuple[Note, ...]
    recalibration: Recalibration
    seed: int
    inputs_hash: str
    flows: tuple[Flow, ...] = ()

    @property
    def health(self) -> Health:
        """Judge the release against its own due date.

        Where everything is done only the release itself is awaited: no trial tells when.
        """
        if self.scope.due_on is None or self.scope.is_complete:
            return Health.NO_DATE
        likelihood = self.likelihood(self.scope.due_on)
        if likelihood >= SAFE:
            return Health.ON_TRACK
        return Health.AT_RISK if likelihood >= EVEN else Health.OFF_TRACK

    def percentile(self, percent: int) -> date | None:
        """Give the date by which `percent` of the trials were done; None beyond the horizon."""
        position = int(np.ceil(percent / 100 * len(self.days))) - 1
        days = float(self.days[max(position, 0)])
        return None if np.isinf(days) else self.today + timedelta(days=int(days))

    def likelihood(self, by: date) -> float:
        """Give the share of trials that are done on or before `by`, 0 to 1, not capped."""
        return float(np.searchsorted(self.days, (by - self.today).days, side="right")) / len(
            self.days
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """No forecast, with the reason, what would make one possible, and what is known anyway.

    `reference` has sizes and durations of past releases, labelled as such, where there are any.
    """

    scope: Scope
    today: date
    data_as_of: datetime | None
    reason: Note
    way_out: Note
    reference: Note | None = None


@dataclass(frozen=True, slots=True)
class Shipped:
    """It is out: nothing to forecast. `on` is None where the tracker has no date."""

    scope: Scope
    today: date
    data_as_of: datetime | None
    on: date | None


Answer = ReleaseForecast | Refusal | Shipped


@dataclass(frozen=True, slots=True)
class Plan:
    """Every release's answer, in the order of the inputs."""

    as_of: datetime
    answers: tuple[Answer, ...]
    inputs_hash: str
    seed: int
