"""Which answer waits for which."""

import logging
import threading
from collections.abc import Iterator

import pytest
from slack_bolt import BoltRequest

from bot.slack.answerers import Answerers


@pytest.fixture
def answerers() -> Iterator[Answerers]:
    made = Answerers(logging.getLogger(__name__), "U9")
    yield made
    made.drain()


def asked(text: str) -> BoltRequest:
    return BoltRequest(body={"command": "/release", "text": text}, mode="socket_mode")


def test_a_quick_answer_passes_those_for_which_the_plan_is_made_again(
    answerers: Answerers,
) -> None:
    held, answered = threading.Event(), threading.Event()

    def hold() -> None:
        held.wait(20)

    for text in ("why checkout", "plan checkout", "whatif checkout add 3") * 10:
        answerers.start(hold, asked(text))
    answerers.start(answered.set, asked("status checkout"))
    try:
        assert answered.wait(10)
    finally:
        held.set()


def test_of_those_that_take_long_the_quickest_come_first_each_kind_in_turn(
    answerers: Answerers,
) -> None:
    begun, held, out = threading.Event(), threading.Event(), list[str]()

    def hold() -> None:
        begun.set()
        held.wait(20)

    def say(body: dict[str, str]) -> None:
        out.append(body["text"])

    answerers.start(hold, asked("whatif checkout add 3"))
    assert begun.wait(10)
    for text in ("whatif a add 1", "why b", "plan c", "why d", "plan e"):
        answerers.start(say, asked(text))
    held.set()
    answerers.drain()
    assert out == ["plan c", "plan e", "why b", "why d", "whatif a add 1"]


def test_every_answer_that_was_begun_is_out_when_it_is_drained(answerers: Answerers) -> None:
    out: list[str] = []

    def say(body: dict[str, str]) -> None:
        out.append(body["text"])

    for text in ("why checkout", "status checkout"):
        answerers.start(say, asked(text))
    answerers.drain()
    assert sorted(out) == ["status checkout", "why checkout"]
