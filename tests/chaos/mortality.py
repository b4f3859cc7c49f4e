"""When the process of the year dies: at a commit, at a call of Slack, or in the night."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy import event
from sqlalchemy.orm import Session, sessionmaker


class Moment(StrEnum):
    """What a process was about to do, or had just done, when it died."""

    BEFORE_COMMIT = "what was to be kept is lost"
    AFTER_COMMIT = "it is kept, and whoever kept it knows nothing of it"
    BEFORE_POST = "a post is claimed, and Slack never hears of it"
    AFTER_POST = "Slack has it, and nobody noted that"
    NIGHT = "between two days"


# How often a day has a kind, and how many moments of it may pass by until it is the one. Most
# days have nothing to say: then it is the night's.
_CHANCES: Final = {
    Moment.BEFORE_COMMIT: (2, 14),
    Moment.AFTER_COMMIT: (2, 14),
    Moment.BEFORE_POST: (4, 2),
    Moment.AFTER_POST: (4, 2),
    Moment.NIGHT: (1, 1),
}
_SAYS: Final = ("chat.postMessage", "chat.update")


class Died(BaseException):
    """The process is no more: what catches errors must not catch this."""


@dataclass
class Fate:
    """Lets a process die once a day, where `chance` says, and counts in `deaths` where it did."""

    chance: random.Random
    deaths: Counter[Moment] = field(default_factory=Counter)
    _next: tuple[Moment, int] | None = None
    _is_looming: bool = False
    _thread: int = field(default_factory=threading.get_ident)

    def begin_day(self) -> None:
        weights = [weight for weight, _ in _CHANCES.values()]
        (moment,) = self.chance.choices([*_CHANCES], weights)
        self._next = moment, self.chance.randrange(_CHANCES[moment][1])

    def ends_day(self) -> bool:
        """Tell whether it dies in the night, as the day was survived."""
        survived = self._next is not None
        self._next = None
        self.deaths[Moment.NIGHT] += survived
        return survived

    @contextmanager
    def looms(self) -> Iterator[None]:
        """Let it die meanwhile: of what people do nobody would know whether they do it again."""
        self._is_looming = True
        try:
            yield
        finally:
            self._is_looming = False

    def pass_by(self, moment: Moment) -> None:
        """Die, or not.

        Raises:
            Died: it was this moment.
        """
        if not self._is_looming or threading.get_ident() != self._thread:
            return
        if self._next is None or self._next[0] is not moment:
            return
        left = self._next[1]
        self._next = (moment, left - 1) if left else None
        if not left:
            self.deaths[moment] += 1
            raise Died(moment)

    def watch(self, sessions: sessionmaker[Session]) -> None:
        """Let it die at commits of these."""
        event.listen(sessions, "before_commit", lambda _: self.pass_by(Moment.BEFORE_COMMIT))
        event.listen(sessions, "after_commit", lambda _: self.pass_by(Moment.AFTER_COMMIT))


class MortalClient(WebClient):
    """Calls Slack, or dies of it."""

    def __init__(self, fate: Fate, **told: Any) -> None:
        super().__init__(**told)
        self._fate = fate

    def api_call(self, api_method: str, **told: Any) -> SlackResponse:
        if api_method in _SAYS:
            self._fate.pass_by(Moment.BEFORE_POST)
        answer = super().api_call(api_method, **told)
        if api_method in _SAYS:
            self._fate.pass_by(Moment.AFTER_POST)
        return answer
