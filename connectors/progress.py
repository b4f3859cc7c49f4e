"""How far a sync is: what is known, and nothing made up."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What is being read; `DONE` comes once, after the last commit."""

    ENTITIES = "entities"
    ISSUES = "issues"
    CENSUS = "census"
    MISSED = "missed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """Pages and issues committed so far. Nobody knows how many are to come."""

    source: str
    stage: Stage
    pages: int
    issues: int


OnProgress = Callable[[Progress], None]
