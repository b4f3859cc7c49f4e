"""Several things at once: none waits for another, none stops another."""

from threading import Barrier

from bot.at_once import at_once


def test_all_are_worked_on_at_the_same_time() -> None:
    together = Barrier(3)

    def wait_for_the_others(number: int) -> int:
        together.wait(timeout=30)
        return number * 2

    assert at_once(wait_for_the_others, [1, 2, 3]) == [2, 4, 6]


def test_an_error_takes_the_place_of_what_was_to_be_made() -> None:
    def halve(number: int) -> float:
        return 1 / number

    one, none, two = at_once(halve, [1, 0, 2])
    assert (one, two) == (1.0, 0.5)
    assert isinstance(none, ZeroDivisionError)


def test_nothing_is_done_with_nothing() -> None:
    assert at_once(str, []) == []
