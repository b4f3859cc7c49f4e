"""A team's line of releases ends as if it were worked off from one finish to the next."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.backlog import Backlog
from planner.dice import Dice
from planner.growth import Growth
from planner.line import finish_weeks
from planner.timeline import Bools, Floats
from planner.workpath import WorkPath

MANY = settings(max_examples=300, deadline=None)
TRIALS = 3

Releases = list[list[float]]  # the sizes of the segments of each
lines = st.lists(st.lists(st.floats(0, 6), min_size=1, max_size=3), min_size=1, max_size=8)
shares = st.lists(st.floats(0.01, 1), min_size=2, max_size=4)


def worked_off(releases: Releases, own: list[float], at_once: int) -> list[float]:
    """Give what is done in all by the end of each segment, from one finish to the next."""
    slots = min(at_once, len(releases))
    rest = 1.0 - sum(own[:slots])
    left, worked = [list(sizes) for sizes in releases], 0.0
    ends: list[list[float]] = [[] for _ in releases]
    while busy := [i for i, sizes in enumerate(left) if sizes][:slots]:
        paces = {i: (own[i] if i < len(own[:slots]) else 0.0) + rest / len(busy) for i in busy}
        first = min(busy, key=lambda i: left[i][0] / paces[i])
        took = left[first][0] / paces[first]
        worked += took * sum(paces.values())
        for i in busy:
            left[i][0] = max(left[i][0] - took * paces[i], 0.0)
        left[first].pop(0)
        ends[first].append(worked)
    return [end for each in ends for end in each]


def a_backlog(releases: Releases) -> Backlog:
    """Give a backlog in which nothing is unknown and nothing comes or goes."""
    rows = (len(releases), TRIALS)
    return Backlog(
        np.array([size for sizes in releases for size in sizes]),
        np.repeat(np.arange(len(releases)), [len(sizes) for sizes in releases]),
        np.zeros(rows),
        Growth(np.zeros(rows), np.ones(rows)),
    )


def work_at_the_ends(
    releases: Releases, own: list[float], at_once: int, asked: Bools | None = None
) -> Floats:
    """Give the same as the line tells it: (segments, trials)."""
    path = WorkPath(np.full(8, 9.0), np.ones(TRIALS), Dice(1, "s:1", TRIALS))
    backlog = a_backlog(releases)
    reserved = np.repeat(np.array(own)[:, None], TRIALS, axis=1).reshape(len(own), TRIALS)
    everything = np.ones(len(backlog.sizes), dtype=bool)
    wanted = everything if asked is None else asked
    return np.asarray(finish_weeks(backlog, path, reserved, at_once, wanted) * 9.0 * path.scale)


@MANY
@given(lines, st.integers(1, 5))
def test_an_evenly_shared_line_ends_as_from_finish_to_finish(
    releases: Releases, at_once: int
) -> None:
    expected = worked_off(releases, [], at_once)
    told = work_at_the_ends(releases, [], at_once)
    assert np.allclose(told, np.array(expected)[:, None], atol=1e-9)


@MANY
@given(lines, shares, st.floats(0.05, 0.95))
def test_so_does_one_whose_first_releases_have_a_share_of_their_own(
    releases: Releases, weights: list[float], rest: float
) -> None:
    at_once = min(len(weights), len(releases))
    own = [(1 - rest) * weight / sum(weights) for weight in weights[:at_once]]
    expected = worked_off(releases, own, at_once)
    told = work_at_the_ends(releases, own, at_once)
    assert np.allclose(told, np.array(expected)[:, None], atol=1e-9)


@MANY
@given(lines, st.integers(1, 5), st.data())
def test_what_is_asked_about_alone_ends_the_same_to_the_byte(
    releases: Releases, at_once: int, data: st.DataObject
) -> None:
    rows = sum(map(len, releases))
    asked = np.array(data.draw(st.lists(st.booleans(), min_size=rows, max_size=rows)))
    whole = work_at_the_ends(releases, [], at_once)
    alone = work_at_the_ends(releases, [], at_once, asked)
    assert alone[asked].tobytes() == whole[asked].tobytes()


def test_of_two_that_end_at_once_both_are_told() -> None:
    releases = [[1.0], [1.0], [1.0], [1.0]]
    asked = np.array([True, True, False, False])
    assert np.allclose(work_at_the_ends(releases, [], 2, asked)[:2], 2.0)


def test_what_is_beyond_the_path_never_ends() -> None:
    told = work_at_the_ends([[9.0], [1e9, 1.0], [9.0]], [], 1)
    assert np.isfinite(told[0]).all()
    assert np.isinf(told[1:]).all()
