"""Each piece of work counts once, and none gets lost."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from store.counting import counted_items

_SIZE = 6
flags = st.lists(st.booleans(), min_size=_SIZE, max_size=_SIZE).map(np.array)
parents = st.lists(st.integers(-1, _SIZE - 1), min_size=_SIZE, max_size=_SIZE).map(np.array)


def counted(containers: list[int], subtasks: list[int], parent: list[int]) -> list[bool]:
    everyone = range(len(parent))
    counts = counted_items(
        np.array([one in containers for one in everyone]),
        np.array([one in subtasks for one in everyone]),
        np.array(parent),
    )
    return [bool(one) for one in counts]


def test_a_sub_task_of_a_sub_task_is_part_of_the_same_work() -> None:
    assert counted([], [1, 2], [-1, 0, 1]) == [True, False, False]


def test_sub_tasks_in_a_circle_count_themselves() -> None:
    assert counted([], [0, 1, 2], [1, 0, 0]) == [True, True, True]


@given(flags, flags, parents)
def test_whatever_is_not_counted_is_a_container_or_has_a_counted_ancestor(
    containers: np.ndarray[tuple[int], np.dtype[np.bool_]],
    subtasks: np.ndarray[tuple[int], np.dtype[np.bool_]],
    parent: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> None:
    counts = counted_items(containers, subtasks, parent)
    assert not counts[containers].any()
    for child in np.flatnonzero(~counts & ~containers):
        ancestor = parent[child]
        while not counts[ancestor]:
            assert subtasks[ancestor]
            ancestor = parent[ancestor]
