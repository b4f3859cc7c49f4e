"""What past releases here were like, and what is no release at all."""

import pytest

from planner.category import Category
from planner.inputs import Scope
from planner.reference import is_parking_lot, peers_of, reference_class, usual_ages
from planner.scope import scope_at
from planner.timeline import DateMove, ReleaseFacts
from tests.planner.build import EVERY_DAY, NOW, Work, ago, release, timeline


def _past(count: int) -> list[ReleaseFacts]:
    return [release(f"1.{n}", is_released=True, released_on=ago(n).date()) for n in range(count)]


def _scopes(now: ReleaseFacts, age: float, done: int = 0, past: int = 10) -> tuple[Scope, ...]:
    """Past releases that lived 10, 20, … days, and one of ten items that is `age` days old."""
    work = [
        Work(400, [(n, Category.DONE)], [(n, n + 10.0 * (n + 1), None)])
        for n in range(past)
        for _ in range(n + 1)
    ]
    work += [
        Work(400, [(1, Category.DONE)] if i < done else [], [(past, age, None)]) for i in range(10)
    ]
    line = timeline(work, [*_past(past), now])
    return tuple(scope_at(line, i, NOW) for i in range(past + 1))


def _is_parked(name: str, age: float, *, done: int = 0, past: int = 10, **facts: object) -> bool:
    scopes = _scopes(release(name, **facts), age, done, past)
    return is_parking_lot(scopes[-1], usual_ages(scopes, EVERY_DAY), EVERY_DAY)


@pytest.mark.parametrize("name", ["1.next", "Future", "Backlog (old)", "None"])
def test_a_named_parking_lot_is_one_once_older_than_the_median_release(name: str) -> None:
    assert not _is_parked(name, 50)
    assert _is_parked(name, 60)


def test_any_other_must_be_far_older_than_nearly_all_past_releases() -> None:
    assert not _is_parked("2.4", 95)
    assert _is_parked("2.4", 195)


def test_a_date_or_finished_work_or_too_few_peers_make_it_a_release() -> None:
    assert not _is_parked("2.4", 195, due_moves=(DateMove(ago(5), NOW.date()),))
    assert not _is_parked("2.4", 195, done=2)
    assert not _is_parked("2.4", 195, past=2)
    assert _is_parked("1.next", 195, done=2)


def test_the_reference_class_tells_sizes_and_lifespans_of_this_source() -> None:
    note = reference_class(_scopes(release("2.4"), 5), EVERY_DAY)
    assert note is not None
    assert note.values["releases"] == 9
    assert (note.values["items_mid"], note.values["days_mid"]) == (6, 60)
    assert reference_class(_scopes(release("2.4"), 5, past=3), EVERY_DAY) is None


def test_a_release_elsewhere_says_nothing_about_what_is_usual_here() -> None:
    here, there = (
        scope_at(timeline([], [release("A", sources=(source,))]), 0, NOW) for source in ("a", "b")
    )
    assert peers_of(here, (here, there)) == (here,)
