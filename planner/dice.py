"""The dice for a team's coming weeks: they fall alike whenever somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.growth import times_lived
from planner.seed import stream
from planner.throughput import rolled_chance, rolled_pace, week_of_chance
from planner.timeline import Floats

# A backtest and a what-if ask for the same dice over and over. Of 2,000 trials a block of them
# takes 100 kB and the weeks that they stand for 50 kB, while what is lived through takes 800 kB.
_BLOCKS_KEPT = 64
_TEAMS_KEPT = 16


@dataclass(frozen=True, slots=True)
class Dice:
    """Names the dice of one team: it has its own, so that no other team reshuffles them.

    What they give is kept for whoever asks next, and is not to be written to.
    """

    seed: int
    team: str
    trials: int

    def pace(self) -> Floats:
        """Give the factor at which each trial runs."""
        return _rolled(self, 0).pace

    def weeks(self, block: int, past_weeks: int) -> NDArray[np.uint8]:
        """Give the past weeks that each trial lives through in a block: (coming weeks, trials).

        Each is a position in so many past weeks, oldest first.
        """
        return _weeks(self, block, past_weeks)

    def lived(self, past_weeks: int) -> Floats:
        """Give how much each trial lives through each past week at first: (past weeks, trials)."""
        return _lived(self, past_weeks)


@dataclass(frozen=True, slots=True)
class _Rolled:
    """A block of dice (coming weeks, trials), and the generator's state behind it."""

    pace: Floats
    chance: NDArray[np.uint16]
    state: Mapping[str, Any]


@lru_cache(maxsize=_BLOCKS_KEPT)
def _rolled(dice: Dice, block: int) -> _Rolled:
    if block:
        before = _rolled(dice, block - 1)
        rng, pace = np.random.Generator(np.random.PCG64(0)), before.pace
        rng.bit_generator.state = before.state
    else:
        rng = stream(dice.seed, dice.team)
        pace = _kept(rolled_pace(dice.trials, rng).ravel())
    chance = np.ascontiguousarray(rolled_chance(dice.trials, rng).T)
    return _Rolled(pace, _kept(chance), rng.bit_generator.state)


@lru_cache(maxsize=_BLOCKS_KEPT)
def _weeks(dice: Dice, block: int, past_weeks: int) -> NDArray[np.uint8]:
    # A look-up takes a quarter of the time if it does not check its index.
    return _kept(week_of_chance(past_weeks).take(_rolled(dice, block).chance, mode="clip"))


@lru_cache(maxsize=_TEAMS_KEPT)
def _lived(dice: Dice, past_weeks: int) -> Floats:
    return _kept(times_lived(dice.weeks(0, past_weeks), past_weeks))


def _kept(values: NDArray[Any]) -> NDArray[Any]:
    values.flags.writeable = False
    return values
