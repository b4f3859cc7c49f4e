"""Epics: which are not broken down yet, and how large finished ones were."""

import numpy as np

from planner.category import CODE_OF, Category
from planner.state import State
from planner.timeline import Ints, Timeline

_LEVELS = 4


def sizes_of_epics(timeline: Timeline, known: State) -> Ints:
    """Count the items that are in each container as known then, itself or in one within it.

    One row an item of the timeline; 0 for whatever is no container, or is not broken down.
    """
    sizes = np.zeros(len(timeline.keys), dtype=np.int64)
    if not len(timeline.parent):
        return sizes
    canceled = CODE_OF[Category.CANCELED]
    inside = np.flatnonzero(timeline.counts & known.exists & (known.category != canceled))
    # Containers stand in containers, a few levels deep at most; a ring of them must end, too.
    for _ in range(_LEVELS):
        inside = timeline.parent[inside]
        inside = inside[inside >= 0]
        np.add.at(sizes, inside, 1)
    return np.where(timeline.is_container, sizes, 0)


def unbroken_teams(timeline: Timeline, known: State, members: Ints) -> tuple[str, ...]:
    """Give the team of each open container among these items that holds no item yet."""
    if not len(timeline.parent):
        return ()
    epics = members[timeline.is_container[members]]
    if not len(epics):
        return ()
    open_epics = epics[known.is_open[epics]]
    if not len(open_epics):
        return ()
    sizes = sizes_of_epics(timeline, known)
    return tuple(timeline.teams[timeline.team[i]].id for i in np.unique(open_epics) if not sizes[i])


def finished_sizes(known: State, sizes: Ints) -> tuple[int, ...]:
    """Give the sizes of all epics that are finished, smallest first: a class to refer to.

    `sizes` are those of all epics then.
    """
    is_epic = np.flatnonzero(sizes)
    is_done = known.exists[is_epic] & (known.category[is_epic] == CODE_OF[Category.DONE])
    return tuple(np.sort(sizes[is_epic[is_done]]).tolist())
