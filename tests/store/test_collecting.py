"""The garbage collector rests while rows are read, and never for good."""

import gc

import pytest

from store.collecting import collecting_later


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


def test_what_was_read_is_old_afterwards_without_a_walk_over_it() -> None:
    walks: list[str] = []
    gc.callbacks.append(lambda phase, _: walks.append(phase))
    try:
        with collecting_later():
            kept = [[number] for number in range(100_000)]
        assert not walks
        assert any(each is kept[-1] for each in gc.get_objects(generation=2))
    finally:
        gc.callbacks.pop()
