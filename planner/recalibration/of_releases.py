"""Recalibration of "when will this release be out?": from simulated work to a release date.

A release is not out when its last item is done. What it takes beyond that, and what is added and
put off on the way, shows in four things that are known at any moment: the simulated work, the
release's age, how much is left for what is done, and how much of what its teams finish is for it.
The place in the plan, growth, cadence and the time since the last release were tried beside them
and are worth nothing on releases that the fit had not seen.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from planner.inputs import Scope
from planner.metrics import DAY, WEEK_DAYS
from planner.recalibration.own_releases import OwnReleases
from planner.recalibration.prior import Model
from planner.state import as_moment
from planner.timeline import Floats

FEATURES = ("simulated", "age", "own_pace", "focus")
# More work is never earlier. The first is a choice, not a fit: on the releases that were at hand
# a slope from 0 to 0.2 scores alike, and a plan has to answer to its work.
LEAST_SLOPES = np.array([0.2, 0.0, 0.0, -np.inf])

FOCUS_DAYS = 28.0
YOUNGEST_DAYS = 28.0  # no release was asked about before it was as old as this
_NOTHING_OWN = OwnReleases()


@dataclass(frozen=True, slots=True)
class Recalibration:
    """What was made of one release's simulation, in ordinary days from now.

    `simulated_days` and `days` are the medians before and after. Days are those of full working
    weeks: holidays and freezes come on top. `features` is what the model was told,
    `width` how far the range is stretched by what this team's own releases did.
    """

    simulated_days: float
    days: float
    features: Floats
    width: float = 1.0

    @property
    def factor(self) -> float:
        """How many times longer releases like this one took than was simulated."""
        return self.days / self.simulated_days


def release_features(scope: Scope, simulated_days: float, team_finished: int) -> Floats:
    """Give the features of one release.

    `team_finished` is what its teams lately finished, for whatever: `FOCUS_DAYS` back.
    """
    left, done = max(len(scope.open_items) + scope.unbroken, 1), len(scope.done_items)
    ages = (as_moment(scope.as_of) - scope.done_at) / DAY
    lately = int((ages < FOCUS_DAYS).sum())
    return np.array(
        [
            np.log(simulated_days),
            np.log(max(age_days(scope), YOUNGEST_DAYS)),
            np.log(left / (done + 1)),
            np.log1p(lately) - np.log1p(max(team_finished, lately)),
        ]
    )


def age_days(scope: Scope) -> float:
    """Give the whole days since work on a release began, as far as its source can tell.

    Where only today's members are known they seem to have been in it since they were written:
    then the release's own start counts, or the first finish in it.
    """
    now = as_moment(scope.as_of)
    began = _midnight(scope.release.started_on)
    if not scope.release.hindsight and scope.first_member_at is not None:
        began = as_moment(scope.first_member_at)
    elif began is None and scope.release.created_at is not None:
        began = as_moment(scope.release.created_at)
    elif began is None and len(scope.done_at):
        began = scope.done_at[0]
    return 0.0 if began is None else float((now - began) // DAY)


def _midnight(day: date | None) -> np.datetime64 | None:
    return None if day is None else np.datetime64(day, "s")


def simulated_median_days(weeks: Floats, horizon_days: int) -> Floats:
    """Give the medians of (trials, releases) working weeks in ordinary days, 1 to the horizon."""
    return np.clip(np.median(weeks, axis=0) * WEEK_DAYS, 1.0, horizon_days)


def recalibrated_weeks(found: Recalibration, around: Floats) -> Floats:
    """Spread a median of ordinary days over trials, in order, in working weeks.

    `around` is what `Model.around_middle` says for as many trials.
    """
    return np.asarray(found.days * np.exp(around * found.width) / WEEK_DAYS)


def recalibrate(
    scope: Scope,
    simulated_days: float,
    team_finished: int,
    model: Model,
    own: OwnReleases = _NOTHING_OWN,
) -> Recalibration:
    """Give what the model and the tracker's own releases make of a simulated median."""
    features = release_features(scope, simulated_days, team_finished)
    days = float(np.exp(model.location(features) + model.middle))
    return Recalibration(simulated_days, days * own.place, features, own.width)


def as_anchored(anchor: Recalibration, simulated_days: float) -> Recalibration:
    """Give another simulation of the same release what the anchor's was given.

    What is known of the future, or asked "what if", changes the work and not what releases of
    this kind take beyond it.
    """
    return replace(anchor, simulated_days=simulated_days, days=anchor.factor * simulated_days)
