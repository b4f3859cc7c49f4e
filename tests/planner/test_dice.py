"""A team's dice are rolled once, and are those that a generator of its own would roll."""

import numpy as np
import pytest

from planner.dice import Dice
from planner.seed import stream
from planner.throughput import BLOCK_WEEKS, rolled_chance, rolled_pace, week_of_chance

TRIALS = 50
PAST_WEEKS = 30


@pytest.mark.parametrize("asked", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_blocks_are_those_of_one_generator_whatever_is_asked_first(asked: tuple[int, ...]) -> None:
    rng = stream(7, "s:1")
    pace, table = rolled_pace(TRIALS, rng), week_of_chance(PAST_WEEKS)
    rolled = [table[rolled_chance(TRIALS, rng)].T for _ in asked]
    dice = Dice(7, "s:1", TRIALS)
    for block in asked:
        assert np.array_equal(dice.weeks(block, PAST_WEEKS), rolled[block])
    assert np.array_equal(dice.pace(), pace[:, 0])


def test_another_team_and_another_seed_have_other_dice() -> None:
    named = ((1, "a"), (1, "b"), (2, "a"))
    told = [Dice(seed, team, TRIALS).weeks(0, PAST_WEEKS) for seed, team in named]
    assert not any(np.array_equal(told[i], told[j]) for i, j in ((0, 1), (0, 2), (1, 2)))


def test_every_coming_week_is_lived_through_and_the_first_counts_most() -> None:
    lived = Dice(7, "s:1", TRIALS).lived(PAST_WEEKS)
    assert lived.shape == (PAST_WEEKS, TRIALS)
    assert np.ptp(lived.sum(axis=0)) < 1e-9
    first = Dice(7, "s:1", TRIALS).weeks(0, PAST_WEEKS)[0]
    assert (lived[first, np.arange(TRIALS)] >= 1.0).all()
    assert 1 < lived.sum(axis=0)[0] < BLOCK_WEEKS


def test_nobody_can_write_on_the_dice_of_others() -> None:
    with pytest.raises(ValueError, match="read-only"):
        Dice(7, "s:1", TRIALS).weeks(0, PAST_WEEKS)[0, 0] = 1
