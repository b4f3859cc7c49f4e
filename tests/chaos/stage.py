"""Starts speakers, kills them, and waits until everything that was due has come to an end."""

import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import now
from bot.review import review
from bot.schedule.tick import tick
from connectors.files.tracker import FilesTracker
from connectors.sync import sync_tracker
from store.engine import make_engine, make_sessions, upgrade
from store.subscriptions import WEEKDAYS, add_subscription
from store.tables import post
from tests.bot.cli.folders import write_shop
from tests.bot.newsrooms import WORKSPACE, newsroom_over
from tests.bot.slack.local_slack import LocalSlack
from tests.chaos.speaker import CHANNELS, EVERY, slot_key

ENDS = {"sent", "parked"}


@dataclass
class Stage:
    """Each channel is subscribed to a digest in every slot; `slots` of them in all."""

    database: str
    slack: LocalSlack
    slots: int
    folder: Path
    _speakers: list[subprocess.Popen[str]] = field(default_factory=list)

    def __enter__(self) -> Self:
        engine = make_engine(self.database)
        upgrade(engine)
        self._sessions = make_sessions(engine)
        newsroom = newsroom_over(self._sessions)
        sync_tracker(FilesTracker(write_shop(self.folder), "shop"), self._sessions, now=now)
        review(newsroom, now())
        began_at = now()
        tick(newsroom, began_at)  # the first one ever: what was due before it is not missed
        self._slots = [began_at + number * EVERY for number in range(1, self.slots + 1)]
        with self._sessions.begin() as session:
            for slot in self._slots:
                subscribe_all(session, slot, began_at)
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
        speaker = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "tests.chaos.speaker", self.database, self.slack.base_url],
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
        return [slot_key(channel, slot) for slot in self._slots]

    def rows(self, state: str) -> list[Any]:
        with self._sessions.begin() as session:
            return [*session.execute(select(post).where(post.c.state == state))]

    def attempts(self) -> int:
        """Give how often anything was tried."""
        with self._sessions.begin() as session:
            return int(session.execute(select(func.sum(post.c.attempts))).scalar_one())

    def _is_over(self) -> bool:
        states = self._states()
        digests = sum(count for (kind, _), count in states.items() if kind == "digest")
        all_ended = all(state in ENDS for _, state in states)
        return all_ended and digests == len(self._slots) * len(CHANNELS)

    def _states(self) -> Counter[tuple[str, str]]:
        with self._sessions.begin() as session:
            rows = session.execute(select(post.c.kind, post.c.state))
            return Counter((row.kind, row.state) for row in rows)


def subscribe_all(session: Session, slot: datetime, created_at: datetime) -> None:
    """Let every channel be told at this time of the day that it is on, a Sunday as well."""
    for channel in CHANNELS:
        add_subscription(
            session,
            workspace=WORKSPACE,
            channel=channel,
            creator="U1",
            release_id=None,
            days=(WEEKDAYS[slot.weekday()],),
            at=slot.time(),
            zone="UTC",
            created_at=created_at,
        )
