"""Which issues count as items: leaves of the tree, each piece of work once; pure."""

import numpy as np

from planner.timeline import Bools, Ints


def counted_items(is_container: Bools, is_subtask: Bools, parent: Ints) -> Bools:
    """Tell which issues count. `parent` holds positions, -1 where it is not known.

    Containers never do. A sub-task counts with the piece of work that it is part of; it counts
    itself where its parent is unknown or a container, so that no work gets lost.
    """
    part_of_work = is_subtask & (parent >= 0)
    part_of_work[part_of_work] = ~is_container[parent[part_of_work]]
    counts = ~is_container & ~part_of_work
    for child in np.flatnonzero(part_of_work & ~is_container):
        counts[child] = _is_circular(int(child), part_of_work, parent)
    return counts


def _is_circular(child: int, part_of_work: Bools, parent: Ints) -> bool:
    """Tell whether an issue is, over its parents, part of itself: then nothing else counts it."""
    seen = {child}
    at = child
    while part_of_work[at]:
        at = int(parent[at])
        if at in seen:
            return True
        seen.add(at)
    return False
