"""What was true of every item at a moment, and nothing that was learned later."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from planner.category import CODE_OF, Category
from planner.history import history_at
from planner.state import as_moment, from_moment, merge_runs, state_at
from tests.planner.build import NOW, Work, ago, moment, spans, timeline

TODO, DOING, DONE, CANCELED = Category.TODO, Category.DOING, Category.DONE, Category.CANCELED


def test_a_closed_item_was_finished_when_it_was_resolved() -> None:
    """Resolved, then closed: one stretch of done, which starts with the first."""
    line = timeline([Work(30, [(20, DOING), (10, DONE), (5, DONE)])])
    state = state_at(line, NOW)
    assert state.finished_at[0] == moment(ago(10))
    assert state.started_at[0] == moment(ago(20))


def test_a_reclosed_item_is_finished_once_and_open_in_between() -> None:
    line = timeline([Work(30, [(20, DONE), (15, DOING), (5, DONE)])])
    assert state_at(line, ago(18)).finished_at[0] == moment(ago(20))
    assert state_at(line, ago(10)).is_open[0]
    assert state_at(line, NOW).finished_at[0] == moment(ago(5))
    assert len(history_at(line, 0, NOW).finished_at) == 1


def test_canceled_is_neither_open_nor_finished() -> None:
    state = state_at(timeline([Work(30, [(3, CANCELED)])]), NOW)
    assert not state.is_open[0]
    assert np.isnat(state.finished_at[0])
    assert state.canceled_at[0] == moment(ago(3))


def test_an_item_does_not_exist_before_its_creation_nor_after_it_vanished() -> None:
    line = timeline([Work(10, gone=2)])
    seen = [bool(state_at(line, ago(days)).exists[0]) for days in (11, 5, 1)]
    assert seen == [False, True, False]


def test_a_team_has_only_its_own_counted_items() -> None:
    line = timeline([Work(9), Work(9, team=1), Work(9, counts=False)])
    assert len(history_at(line, 0, NOW).created_at) == 1


def test_runs_of_another_item_or_after_a_gap_are_not_joined() -> None:
    done = CODE_OF[DONE]
    rows = [(0, done, ago(9), ago(8)), (0, done, ago(7), None), (1, done, ago(6), None)]
    assert len(merge_runs(spans(rows)).item) == 3
    assert len(merge_runs(spans([])).item) == 0


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        as_moment(datetime(2026, 1, 1))  # noqa: DTZ001 - naive on purpose


def test_a_moment_comes_back_as_the_same_aware_time() -> None:
    at = datetime(2026, 1, 1, 5, tzinfo=UTC)
    assert from_moment(as_moment(at)) == at
    assert from_moment(as_moment(at) + np.timedelta64(1, "s")) == at + timedelta(seconds=1)
    assert from_moment(np.datetime64("NaT", "s")) is None
