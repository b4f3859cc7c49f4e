"""How far a sync is: what is known, and nothing made up."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What is being read; `DONE` comes once, after the last commit."""

    ENTITIES = "entities"
    ISSUES = "issues"
    RESUMED = "resumed"  # by id, what a walk that was broken off had not come to
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
    elapsed_seconds: float = 0.0


OnProgress = Callable[[Progress], None]
