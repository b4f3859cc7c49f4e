"""The threads that answer: quick answers never queue behind those that make the plan again."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from logging import Logger

from slack_bolt.lazy_listener.internals import build_runnable_function
from slack_bolt.lazy_listener.runner import LazyListenerRunner
from slack_bolt.request import BoltRequest

from bot.slack.bodies import Body, verb_asked

_QUICK = 16  # most of the time they wait for Slack to take what they say
_SLOW = 1  # all that it does is compute, and Python computes one thing at a time
_CALM_SECONDS = 0.01
_PATIENCE_SECONDS = 0.2
_TAKES_LONG = frozenset({"plan", "why", "whatif"})


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
        self._asked_at = 0.0

    def start(self, function: Callable[..., None], request: BoltRequest) -> None:
        takes_long = verb_asked(request.body, self._bot_user) in _TAKES_LONG
        executor = self._slow if takes_long else self.quick
        self._asked_at = time.monotonic()
        answer = build_runnable_function(function, self.logger, request)
        executor.submit(self._run_when_calm, partial(self._as_reader, request.body, answer))

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
