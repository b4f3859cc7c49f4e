"""Starts speakers, kills them, and waits until everything that was due has come to an end."""

import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import func, select

from bot.clock import now
from store.engine import make_engine, make_sessions, upgrade
from store.tables import post
from tests.bot.slack.local_slack import LocalSlack
from tests.chaos.speaker import CHANNELS, slot_key

ENDS = {"sent", "parked"}


@dataclass
class Stage:
    """Each channel is due a digest in every slot; `slots` of them in all."""

    database: str
    slack: LocalSlack
    slots: int
    first_at: datetime = field(default_factory=now)
    _speakers: list[subprocess.Popen[str]] = field(default_factory=list)

    def __enter__(self) -> Self:
        engine = make_engine(self.database)
        upgrade(engine)
        self._sessions = make_sessions(engine)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for speaker in [*self._speakers]:
            self.kill(speaker)
        self._sessions.kw["bind"].dispose()

    def start(self) -> subprocess.Popen[str]:
        """Start a speaker and wait until it speaks."""
        told = (self.database, self.slack.base_url, self.first_at.isoformat(), str(self.slots))
        speaker = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "tests.chaos.speaker", *told],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._speakers.append(speaker)
        assert speaker.stdout is not None
        assert speaker.stdout.readline() == "ready\n"
        return speaker

    def kill(self, speaker: subprocess.Popen[str]) -> None:
        """Kill it as `kill -9` does: it gets no say in the matter."""
        self._speakers.remove(speaker)
        assert speaker.poll() is None, "it had died of itself"
        speaker.send_signal(signal.SIGKILL)
        speaker.communicate()

    def wait_for_ends(self, seconds: float) -> None:
        """Wait until every slot came and every post came to an end."""
        until = time.monotonic() + seconds
        while not self._is_over():
            assert all(speaker.poll() is None for speaker in self._speakers)
            assert time.monotonic() < until, f"not over: {self._states()}"
            time.sleep(0.1)

    def due(self, channel: str) -> list[str]:
        return [slot_key(channel, number) for number in range(self.slots)]

    def rows(self, state: str) -> list[Any]:
        with self._sessions.begin() as session:
            return [*session.execute(select(post).where(post.c.state == state))]

    def attempts(self) -> int:
        """Give how often anything was tried."""
        with self._sessions.begin() as session:
            return int(session.execute(select(func.sum(post.c.attempts))).scalar_one())

    def _is_over(self) -> bool:
        states = self._states()
        return set(states) <= ENDS and states.total() >= self.slots * len(CHANNELS)

    def _states(self) -> Counter[str]:
        with self._sessions.begin() as session:
            return Counter(session.execute(select(post.c.state)).scalars())
