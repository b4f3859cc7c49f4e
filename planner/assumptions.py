"""What a forecast takes for granted, so that its reader can disagree."""

import numpy as np

from planner.answer import Pace
from planner.churn import Churn
from planner.inputs import PlanInputs, Scope
from planner.note import Note
from planner.recalibration.of_releases import Recalibration
from planner.timeline import Floats


def assumptions_of(
    inputs: PlanInputs,
    scope: Scope,
    churn: Churn,
    pace: Pace,
    days: Floats,
    found: Recalibration,
    aside: frozenset[str],
) -> tuple[Note, ...]:
    """List the notes of one release's forecast, weightiest first; `aside` are teams left out."""
    notes = [*inputs.notes]
    if not scope.is_complete:
        notes.append(_recalibrated(found))
    if scope.release.hindsight:
        notes.append(Note("assume.hindsight", {"sources": ", ".join(scope.release.sources)}))
    for team_id in sorted(aside):
        items = sum(item.team == team_id for item in scope.open_items)
        name = next(team.team.name for team in inputs.teams if team.team.id == team_id)
        notes.append(Note("assume.team_left_out", {"team": name, "items": items}))
    if scope.is_complete:
        notes.append(Note("assume.feature_complete"))
    elif churn.weeks:
        growth = {"added": round(pace.scope_change_items, 1), "weeks": churn.weeks}
        notes.append(Note("assume.growth", growth))
    else:
        notes.append(Note("assume.growth_unknown"))
    if len(inputs.calendar.holidays):
        notes.append(Note("assume.holidays", {"days": len(inputs.calendar.holidays)}))
    beyond = float(np.isinf(days).mean())
    if beyond > 0:
        notes.append(Note("assume.beyond_horizon", {"percent": max(round(beyond * 100), 1)}))
    return tuple(notes)


def _recalibrated(found: Recalibration) -> Note:
    """Say how far the stated middle lies from the simulated work, and why."""
    times = {"days": round(found.simulated_days), "times": round(found.factor, 1)}
    return Note("assume.recalibrated", times)
