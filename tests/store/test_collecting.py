"""The garbage collector rests while rows are read, and never for good."""

import gc
from weakref import ref

import pytest

from store.collecting import collect_frozen, collecting_later


def test_nothing_is_collected_meanwhile_and_everything_afterwards() -> None:
    with collecting_later():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_lets_it_go_on() -> None:
    with pytest.raises(ZeroDivisionError), collecting_later():
        _ = 1 / 0
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with collecting_later():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


class _Ring:
    def __init__(self) -> None:
        self.me = self


def test_what_was_read_is_not_walked_over_afterwards() -> None:
    frozen = gc.get_freeze_count()
    with collecting_later():
        kept = [[number] for number in range(1000)]
    assert gc.get_freeze_count() >= frozen + len(kept)


def test_garbage_that_was_frozen_can_still_be_collected() -> None:
    with collecting_later():
        ring = _Ring()
    seen = ref(ring)
    del ring
    gc.collect()
    assert seen() is not None
    collect_surely()
    assert seen() is None


def collect_surely() -> None:
    """Let what is frozen grow until it is collected."""
    kept: list[object] = []
    while not collect_frozen():
        with collecting_later():
            kept.append([[number] for number in range(100_000)])


def test_what_has_hardly_grown_is_not_walked_over_again() -> None:
    collect_surely()
    with collecting_later():
        kept = [[number] for number in range(1000)]
    assert not collect_frozen()
    assert gc.get_freeze_count() > len(kept)
