"""One moment after another is what each is when it is looked at alone."""

from dataclasses import replace
from datetime import datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.category import Category
from planner.moments import Moments
from planner.state import state_at
from planner.timeline import Timeline
from tests.planner.build import Work, ago, spans, timeline

days = st.integers(0, 30)
works = st.builds(
    lambda created, stretches, gone: Work(
        created, [(day, category) for day, category in stretches if day < created], gone=gone
    ),
    st.integers(1, 35),
    st.lists(
        st.tuples(days, st.sampled_from(list(Category))), max_size=4, unique_by=lambda one: one[0]
    ).map(lambda stretches: sorted(stretches, key=lambda one: -one[0])),
    st.none() | days,
)
estimates = st.tuples(st.integers(0, 3), st.integers(1, 5), days, st.none() | st.integers(0, 10))


def _estimated(line: Timeline, told: list[tuple[int, int, int, int | None]]) -> Timeline:
    rows: list[tuple[int, int, datetime, datetime | None]] = [
        (item, points, ago(day), None if until is None else ago(day - until))
        for item, points, day, until in told
    ]
    return replace(line, estimates=spans(rows)) if rows else line


@given(
    st.lists(works, min_size=4, max_size=4),
    st.lists(estimates, max_size=5),
    st.lists(st.integers(0, 36), min_size=2, max_size=6),
)
def test_going_on_and_back_gives_what_a_first_look_does(
    work: list[Work], told: list[tuple[int, int, int, int | None]], asked: list[int]
) -> None:
    line = _estimated(timeline(work), told)
    moments = Moments(line)
    before = None
    for day in asked:
        state, happened = moments.go_to(ago(day))
        alone = state_at(line, ago(day))
        for name in ("exists", "category", "started_at", "finished_at", "canceled_at", "points"):
            column = getattr(state, name)
            assert np.array_equal(column.view("u1"), getattr(alone, name).view("u1")), name
            if before is not None:
                same = np.delete(np.arange(4), happened)
                then = getattr(before, name)[same]
                assert np.array_equal(column[same].view("u1"), then.view("u1")), name
        before = state
