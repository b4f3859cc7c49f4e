"""Epics that nobody has broken down, and the sizes of those that are finished."""

from dataclasses import replace

import numpy as np

from planner.category import Category
from planner.cut import inputs_at
from planner.timeline import Timeline
from tests.planner.build import EVERY_DAY, NOW, TEAM, Work, release, timeline


def _line(epics: list[Work], children: list[int], release_name: str = "A") -> Timeline:
    """Put `children[n]` items into the n-th epic; those of an epic stand behind all epics."""
    work = [*epics, *(Work(50, places=[(0, 40, None)]) for count in children for _ in range(count))]
    parents = [-1] * len(epics) + [n for n, count in enumerate(children) for _ in range(count)]
    return replace(
        timeline(work, [release(release_name)]), parent=np.array(parents, dtype=np.int64)
    )


def _epic(*stretches: tuple[float, Category], places: bool = True) -> Work:
    return Work(60, stretches, [(0, 40, None)] if places else [], counts=False)


def test_an_open_epic_without_items_is_unbroken_and_others_are_not() -> None:
    done = _epic((10, Category.DONE))
    line = _line([_epic(), _epic(), done, _epic(places=False)], [0, 3, 0, 0])
    (scope,) = inputs_at(line, NOW, EVERY_DAY).releases
    assert scope.unbroken_in == (TEAM.id,)
    assert scope.unbroken == 1
    assert not scope.is_complete


def test_sizes_are_those_of_finished_epics() -> None:
    done = (10, Category.DONE)
    line = _line([_epic(done), _epic(done), _epic(), _epic(done)], [3, 2, 9, 0])
    assert inputs_at(line, NOW, EVERY_DAY).reference_sizes == (2, 3)


def test_an_item_deep_inside_counts_for_all_above_it_and_a_ring_ends() -> None:
    line = _line([_epic((10, Category.DONE)), _epic((10, Category.DONE))], [0, 2])
    nested = replace(line, parent=np.array([-1, 0, 1, 1]))
    assert inputs_at(nested, NOW, EVERY_DAY).reference_sizes == (2, 2)
    ring = replace(line, parent=np.array([1, 0, 1, 1]))
    assert len(inputs_at(ring, NOW, EVERY_DAY).reference_sizes) == 2


def test_where_nobody_knows_parents_nothing_is_unbroken() -> None:
    line = replace(_line([_epic()], [0]), parent=np.zeros(0, dtype=np.int64))
    inputs = inputs_at(line, NOW, EVERY_DAY)
    assert inputs.releases[0].unbroken == 0
    assert inputs.reference_sizes == ()
