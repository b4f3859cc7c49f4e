"""A team whose items differ in size by spells: points tell its pace, items do not."""

from dataclasses import replace

import numpy as np

from planner.inputs import History
from planner.timeline import Floats, TeamFacts
from tests.planner.build import history

DAYS_A_POINT = 0.5
SPELL_ITEMS = 40  # large ones, then as many small ones


def spells(items: int = 360) -> Floats:
    """Give points, the youngest item's first: 8 points or 1 point for spells of items."""
    return np.where(np.arange(items) // SPELL_ITEMS % 2, 8.0, 1.0)


def pointed(name: str = "s:team", points: Floats | None = None) -> History:
    """Give a team that takes so long for an item as its size in `spells` is.

    `points` are what it writes down, the youngest first; None: the truth.
    """
    sizes = spells()
    ages = np.cumsum(sizes * DAYS_A_POINT)
    told = sizes if points is None else points
    return replace(history(ages.tolist()), team=TeamFacts(name, name, "s"), points=told)
