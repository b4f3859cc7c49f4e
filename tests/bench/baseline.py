"""The baseline of every ratio: the plain bootstrap that anybody would write with numpy."""

import numpy as np

from planner.timeline import Floats, Ints


def plain_bootstrap(weekly: Ints, open_items: int, trials: int, seed: int) -> Floats:
    """Draw whole weeks until the items are done; weeks of each trial, sorted."""
    rng = np.random.default_rng(seed)
    weeks = 4 * int(np.ceil(open_items / max(float(weekly.mean()), 0.1)))
    path = np.cumsum(rng.choice(weekly, size=(trials, weeks)), axis=1)
    return np.sort((path < open_items).sum(axis=1) + 1.0)
