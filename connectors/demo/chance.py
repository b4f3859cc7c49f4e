"""Draws by chance, all from generators that a seed makes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import numpy as np


def make_rng(seed: int, stream: int) -> np.random.Generator:
    """Give one of a seed's independent generators; any integer is a seed."""
    return np.random.default_rng([abs(seed), int(seed < 0), stream])


def pick(rng: np.random.Generator, odds: Mapping[str, float]) -> str:
    """Draw one of the names by its odds, whatever they sum to."""
    names = list(odds)
    bounds = np.cumsum(list(odds.values()))
    return names[int(np.searchsorted(bounds, rng.random() * bounds[-1], side="right"))]


def moment(day: date, rng: np.random.Generator, first_hour: int, last_hour: int) -> datetime:
    """Draw a time of that day, to the minute, aware UTC; `last_hour` is not reached."""
    minutes = int(rng.integers(first_hour * 60, last_hour * 60))
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=UTC)
