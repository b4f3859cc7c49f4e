"""Bulk closes: tidying up is no throughput."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.inputs import History
from planner.quality import BulkClose, bulk_closes, without_bulk
from planner.timeline import Bools
from tests.planner.build import NOW, TEAM, ago, history, moments, steady

OLD = 400.0


def closed(rows: list[tuple[float, float]]) -> History:
    """Give a history from (finished days ago, waited days)."""
    finished = moments([ago(days) for days, _ in rows])
    created = moments([ago(days + waited) for days, waited in rows])
    never = np.full(len(rows), np.datetime64("NaT", "s"))
    return History(TEAM, NOW, created, never, finished, never, np.full(len(rows), np.nan))


def is_bulk(told: History) -> Bools:
    """Tell which finishes are left out of the throughput of ten years."""
    left = without_bulk(told, 520).finished_at
    return np.asarray(np.isnat(left) & ~np.isnat(told.finished_at))


def usual(per_week: int = 4) -> list[tuple[float, float]]:
    """Give half a year of steady work; items wait for one to twenty days."""
    return [(days, 1.0 + i % 20) for i, days in enumerate(steady(per_week))]


def test_a_day_of_old_items_is_a_bulk_close() -> None:
    tidied = closed([*usual(), *[(61.0, OLD)] * 30])
    assert bulk_closes(tidied) == (BulkClose(ago(61).date(), 30, 30, 4.0),)
    assert is_bulk(tidied).tolist() == [False] * len(usual()) + [True] * 30


def test_a_release_day_of_fresh_items_is_throughput() -> None:
    assert bulk_closes(closed([*usual(), *[(61.0, 5.0)] * 30])) == ()


def test_an_import_is_a_bulk_close_whatever_its_age() -> None:
    (found,) = bulk_closes(closed([*usual(), *[(61.0, 5.0)] * 170]))
    assert (found.items, found.old_items) == (170, 0)


def test_a_good_day_is_none() -> None:
    assert bulk_closes(closed([*usual(), *[(61.0, OLD)] * 11])) == ()


def test_without_other_finishes_nobody_knows_what_is_usual() -> None:
    assert bulk_closes(closed([(61.0, OLD)] * 30)) == ()
    far = [(1000.0 + days, waited) for days, waited in usual()]
    assert bulk_closes(closed([*far, *[(61.0, OLD)] * 30])) == ()


def test_two_days_of_tidying_do_not_hide_each_other() -> None:
    found = bulk_closes(closed([*usual(), *[(61.0, OLD)] * 30, *[(65.0, OLD)] * 28]))
    assert [bulk.on for bulk in found] == [ago(65).date(), ago(61).date()]


def test_what_is_open_is_never_marked() -> None:
    tidied = closed([*usual(), *[(61.0, OLD)] * 30])
    reopened = replace(tidied, finished_at=tidied.finished_at.copy())
    reopened.finished_at[-1] = np.datetime64("NaT", "s")
    assert not is_bulk(reopened)[-1]
    assert is_bulk(reopened).sum() == 29


@given(per_week=st.integers(1, 40), weeks=st.integers(0, 60))
def test_steady_work_is_never_a_bulk_close(per_week: int, weeks: int) -> None:
    assert not is_bulk(history(steady(per_week, weeks))).any()


@given(later=st.integers(1, 300))
def test_a_later_question_with_the_same_facts_finds_the_same(later: int) -> None:
    """The same finishes, asked a year on, with nothing finished since: nothing moves."""
    tidied = closed([*usual(), *[(61.0, OLD)] * 30])
    asked_later = replace(tidied, as_of=NOW + timedelta(days=later))
    assert bulk_closes(asked_later) == bulk_closes(tidied)


def test_what_was_tidied_up_long_ago_is_not_looked_for() -> None:
    tidied = closed([*usual(), *[(61.0, OLD)] * 30])
    assert without_bulk(tidied, 5) is tidied
    assert np.isnat(without_bulk(tidied, 10).finished_at).sum() == 30
