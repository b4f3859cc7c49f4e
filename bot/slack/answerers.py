"""The threads that answer: quick answers never queue behind those that make the plan again."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from logging import Logger
from queue import PriorityQueue

from slack_bolt.lazy_listener.internals import build_runnable_function
from slack_bolt.lazy_listener.runner import LazyListenerRunner
from slack_bolt.request import BoltRequest

from bot.slack.bodies import Body, verb_asked

_QUICK = 16  # most of the time they wait for Slack to take what they say
_SLOW = 1  # all that it does is compute, and Python computes one thing at a time
_CALM_SECONDS = 0.01
_PATIENCE_SECONDS = 0.2
_TAKES_LONG = ("plan", "why", "whatif")  # the quicker ones first


AsReader = Callable[[Body, Callable[[], None]], None]


def _plainly(_: Body, answer: Callable[[], None]) -> None:
    answer()


class Answerers(LazyListenerRunner):
    """Runs Bolt's lazy listeners; `quick` is free for whatever else is short.

    `as_reader` runs the answer to a request in the forms of whoever reads it: here it is done once
    for every listener, and Slack may be asked who that is, as the request is acknowledged by now.
    """

    def __init__(self, logger: Logger, bot_user: str, as_reader: AsReader = _plainly) -> None:
        self.logger = logger
        self.quick = ThreadPoolExecutor(_QUICK, thread_name_prefix="slack-answer")
        self._slow = ThreadPoolExecutor(_SLOW, thread_name_prefix="slack-explain")
        self._bot_user = bot_user
        self._as_reader = as_reader
        self._later: PriorityQueue[tuple[int, int, Callable[[], None]]] = PriorityQueue()
        self._numbers = count()
        self._asked_at = 0.0

    def start(self, function: Callable[..., None], request: BoltRequest) -> None:
        verb = verb_asked(request.body, self._bot_user)
        self._asked_at = time.monotonic()
        runnable = build_runnable_function(function, self.logger, request)
        answer = partial(self._as_reader, request.body, runnable)
        if verb not in _TAKES_LONG:
            self.quick.submit(self._run_when_calm, answer)
            return
        self._later.put((_TAKES_LONG.index(verb), next(self._numbers), answer))
        self._slow.submit(self._run_when_calm, self._answer_next)

    def _answer_next(self) -> None:
        """Give the answer that takes the least of those that take long, the oldest of its kind."""
        self._later.get_nowait()[-1]()

    def _run_when_calm(self, answer: Callable[[], None]) -> None:
        """Answer once no further question comes in, for a moment at most.

        Of many that come at once all are acknowledged first: that takes a millisecond each, and
        far longer while answers are being computed beside it.
        """
        until = time.monotonic() + _PATIENCE_SECONDS
        while (now := time.monotonic()) < until and now - self._asked_at < _CALM_SECONDS:
            time.sleep(_CALM_SECONDS)
        answer()

    def drain(self) -> None:
        """Wait until every answer that was begun is out."""
        self.quick.shutdown(wait=True)
        self._slow.shutdown(wait=True)
