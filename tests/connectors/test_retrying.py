"""Retries end, and wait as long as they are told."""

import pytest

from connectors.retrying import DEADLINE_SECONDS, asked_once, retried
from connectors.tracker import FatalError, RetriableError


class Failing:
    """Raises the errors that it was given, one a call, and answers when they are used up."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return "answer"


def test_what_may_succeed_later_is_asked_again() -> None:
    call = Failing(RetriableError("Busy.", 0.0), RetriableError("Busy.", 0.0))
    assert retried(call) == "answer"
    assert call.calls == 3


def test_where_the_tracker_names_no_time_the_pace_is_ours() -> None:
    assert retried(Failing(RetriableError("Reset by peer."))) == "answer"


def test_what_a_person_must_solve_is_not_asked_again() -> None:
    call = Failing(FatalError("The query was refused."))
    with pytest.raises(FatalError):
        retried(call)
    assert call.calls == 1


def test_a_wait_beyond_the_deadline_is_not_begun() -> None:
    call = Failing(RetriableError("Tomorrow.", DEADLINE_SECONDS))
    with pytest.raises(RetriableError):
        retried(call)
    assert call.calls == 1


def test_for_who_waits_at_a_screen_nothing_is_repeated_and_then_it_is_again() -> None:
    call = Failing(*[RetriableError("Busy.", 0.0)] * 2)
    with pytest.raises(RetriableError), asked_once():
        retried(call)
    assert call.calls == 1
    assert retried(call) == "answer"
    assert call.calls == 3
