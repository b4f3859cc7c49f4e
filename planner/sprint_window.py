"""The sprints in which a forecast lands."""

import itertools
import re
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from planner.timeline import SprintFacts

FEWEST_SPRINTS = 3
_LAST_NUMBER = re.compile(r"(\d+)(?!.*\d)")


def sprint_on(sprints: Sequence[SprintFacts], on: date) -> str | None:
    """Name the sprint that `on` falls into, counting on from the last one that is known.

    The names go on as the team numbers them ("Sprint 24" → "Sprint 26"). None for a team without
    at least three dated sprints, or whose last one has no number.
    """
    dated = sorted((s.start_at.date(), s.name) for s in sprints if s.start_at is not None)
    if len(dated) < FEWEST_SPRINTS:
        return None
    for (starts_on, name), (next_on, _) in itertools.pairwise(dated):
        if starts_on <= on < next_on:
            return name
    last_on, last_name = dated[-1]
    if on < dated[0][0]:
        return None
    length = _usual_length(dated)
    return _count_on(last_name, (on - last_on) // length)


def _usual_length(dated: list[tuple[date, str]]) -> timedelta:
    recent = [day.toordinal() for day, _ in dated[-9:]]
    return timedelta(days=max(round(float(np.median(np.diff(recent)))), 1))


def _count_on(name: str, sprints: int) -> str | None:
    if sprints == 0:
        return name
    number = _LAST_NUMBER.search(name)
    if number is None:
        return None
    later = str(int(number[1]) + sprints).zfill(len(number[1]))
    return name[: number.start()] + later + name[number.end() :]
