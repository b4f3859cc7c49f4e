"""What was known at one moment, cut out of a timeline once or many times over."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.category import Category
from planner.cut import Cutter, inputs_at
from planner.seed import fingerprint
from planner.timeline import Timeline
from tests.planner.build import EVERY_DAY, Work, ago, release, timeline

days = st.integers(0, 30)
works = st.builds(
    lambda created, stretches, places, counts, gone, blocks: Work(
        created,
        [(day, category) for day, category in stretches if day < created],
        [(where, max(a, b), min(a, b) if a != b else None) for where, a, b in places],
        counts=counts,
        gone=gone,
        blocks=blocks,
    ),
    st.integers(1, 35),
    st.lists(
        st.tuples(days, st.sampled_from(list(Category))), max_size=3, unique_by=lambda one: one[0]
    ).map(lambda stretches: sorted(stretches, key=lambda one: -one[0])),
    st.lists(st.tuples(st.integers(0, 2), days, days), max_size=3),
    st.booleans(),
    st.none() | days,
    st.lists(st.integers(0, 3), max_size=1),
)


def _timeline(work: list[Work], parents: list[int]) -> Timeline:
    out = release("C", is_released=True, released_on=ago(10).date())
    line = timeline(work, [release("A"), release("B"), out])
    return replace(line, parent=np.array(parents, dtype=np.int64))


@given(
    st.lists(works, min_size=4, max_size=4),
    st.lists(st.integers(-1, 3), min_size=4, max_size=4),
    st.lists(st.integers(0, 32), min_size=2, max_size=5),
)
def test_many_cuts_of_one_timeline_are_those_made_one_by_one(
    work: list[Work], parents: list[int], moments: list[int]
) -> None:
    line = _timeline(work, parents)
    cutter = Cutter(line, EVERY_DAY)
    for day in moments:
        alone = inputs_at(line, ago(day), EVERY_DAY)
        assert fingerprint(cutter.inputs_at(ago(day))) == fingerprint(alone)


def test_a_release_to_which_nothing_has_happened_is_not_put_together_again() -> None:
    line = _timeline([Work(30, places=[(0, 20, None)]), Work(30, places=[(1, 5, None)])], [-1, -1])
    cutter = Cutter(line, EVERY_DAY)
    before, after = (
        {scope.release.name: scope.items for scope in cutter.inputs_at(ago(day)).releases}
        for day in (15, 2)
    )
    assert after["A"] is before["A"]
    assert len(after["B"]) == 1
