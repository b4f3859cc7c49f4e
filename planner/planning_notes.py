"""What a forecast takes for granted of the way a release is planned."""

import statistics
from collections.abc import Mapping, Sequence

from planner.inputs import PlanInputs, Scope, teams_of_nobody
from planner.note import Note, Value
from planner.units import Unit
from planner.work_order import standings


def planning_notes(
    inputs: PlanInputs,
    scope: Scope,
    cycles: Sequence[tuple[str, ...]],
    units: Mapping[str, Unit],
) -> tuple[Note, ...]:
    """Note rings of blocking items, unbroken epics, and what people have told of their planning.

    Restricted items are counted, never named. `units` are what teams are forecast in.
    """
    items = {item.key: item for item in scope.open_items}
    notes = []
    for ring in cycles:
        mine = [key for key in ring if key in items]
        named = [key for key in mine if not items[key].restricted]
        if named:
            told: dict[str, Value] = {"items": len(ring), "keys": ", ".join(named)}
            notes.append(Note("assume.blocking_cycle", told))
        elif mine:
            notes.append(Note("assume.blocking_cycle_private", {"items": len(ring)}))
    if scope.unbroken:
        size = statistics.median_low(inputs.reference_sizes or (1,))
        notes.append(Note("assume.unbroken", {"epics": scope.unbroken, "items": size}))
    if items:
        notes += _order_notes(inputs)
    if inputs.wip_limit is not None and items:
        notes.append(Note("assume.at_once", {"releases": inputs.wip_limit}))
    if stretches := _stretches_ahead(inputs, scope):
        notes.append(Note("assume.capacity", {"stretches": stretches}))
    if items:
        notes += [Note("assume.capacity_of_nobody", {"team": name}) for name in _nobody(inputs)]
    if inputs.train is not None and items:
        notes.append(Note("assume.train", {"weeks": inputs.train.every_weeks}))
    return (*notes, *_unit_notes(inputs, scope, units))


def _order_notes(inputs: PlanInputs) -> list[Note]:
    """Say by what releases are ordered, and how many of them stand behind without a score."""
    if inputs.priorities is None:
        return []
    standing = standings(inputs)
    unscored = sum(each.score is None for each in standing)
    notes = [Note(f"assume.order_{inputs.priorities.framework}")]
    if unscored:
        told: dict[str, Value] = {"releases": unscored, "all": len(standing)}
        notes.append(Note("assume.order_unscored", told))
    return notes


def _nobody(inputs: PlanInputs) -> tuple[str, ...]:
    """Name the teams that capacity to come is told of and that no source has."""
    today = inputs.calendar.today(inputs.as_of)
    ahead = [stretch.team for stretch in inputs.capacity if stretch.last > today]
    return teams_of_nobody(ahead, [history.team for history in inputs.teams])


def _unit_notes(inputs: PlanInputs, scope: Scope, units: Mapping[str, Unit]) -> tuple[Note, ...]:
    """Say in what the teams are forecast that estimate what they do, and why."""
    involved = {item.team for item in scope.open_items}
    notes = []
    for team in (history.team for history in inputs.teams if history.team.id in involved):
        unit = units.get(team.id)
        if unit is None or not unit.forecasts:
            continue
        told: dict[str, Value] = {"team": team.name, "forecasts": unit.forecasts}
        if unit.typical_points is None:
            notes.append(Note("assume.items", told))
        else:
            notes.append(Note("assume.points", {**told, "percent": unit.nearer_percent}))
    return tuple(notes)


def _stretches_ahead(inputs: PlanInputs, scope: Scope) -> int:
    """Count the stretches of other capacity that a release's teams have before them."""
    today = inputs.calendar.today(inputs.as_of)
    involved = {item.team for item in scope.open_items}
    names = {
        name
        for history in inputs.teams
        if history.team.id in involved
        for name in (history.team.id, history.team.name)
    }
    return sum(
        stretch.last > today and bool(names) and (stretch.team is None or stretch.team in names)
        for stretch in inputs.capacity
    )
