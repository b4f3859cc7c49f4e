"""Many who claim at once: nobody gets what another has."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import Engine, func, select

from store.engine import make_engine, make_sessions
from store.outbox import ClaimedPost, claim_posts, enqueue_post, mark_sent
from store.tables import post
from tests.store.posts import a_post
from tests.store.samples import day

LEASE = timedelta(minutes=2)
CHANNELS, A_CHANNEL = 12, 5

# A process of its own: claims until nothing is left, and prints the ids that it got.
_CLAIMER = """
import sys
from datetime import datetime, timedelta
from store.engine import make_engine, make_sessions
from store.outbox import ClaimedPost, claim_posts, mark_sent
sessions, now = make_sessions(make_engine(sys.argv[1])), datetime.fromisoformat(sys.argv[2])
idle = 0
while idle < 20:
    with sessions.begin() as session:
        claimed = claim_posts(session, now, timedelta(minutes=2), 3)
    idle = 0 if claimed else idle + 1
    for one in claimed:
        print(one.id)
        with sessions.begin() as session:
            mark_sent(session, one.id, "1.000100", now)
"""


def _fill(engine: Engine) -> None:
    with make_sessions(engine).begin() as session:
        for number in range(CHANNELS * A_CHANNEL):
            enqueue_post(session, a_post(str(number), channel=f"C{number % CHANNELS}"))


def _address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def _sent(engine: Engine) -> int:
    with make_sessions(engine)() as session:
        sent = select(func.count()).where(post.c.state == "sent", post.c.attempts == 1)
        return session.execute(sent).scalar_one()


def test_two_processes_share_the_work_and_never_a_post(engine: Engine) -> None:
    _fill(engine)
    command = [sys.executable, "-c", _CLAIMER, _address(engine), day(1).isoformat()]
    claimers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]  # noqa: S603 - our own
    got = [claimer.communicate(timeout=60)[0].split() for claimer in claimers]
    assert [claimer.returncode for claimer in claimers] == [0, 0]
    assert len(got[0] + got[1]) == len({*got[0], *got[1]}) == CHANNELS * A_CHANNEL
    assert _sent(engine) == CHANNELS * A_CHANNEL


def test_threads_never_claim_one_post_twice_or_two_of_one_channel(engine: Engine) -> None:
    _fill(engine)
    starters, rounds = 4, 6
    together = Barrier(starters)

    def claim() -> list[tuple[int, str]]:
        mine = make_engine(_address(engine))
        claimed: list[ClaimedPost] = []
        for _ in range(rounds):
            together.wait()
            with make_sessions(mine).begin() as session:
                claimed += claim_posts(session, day(1), LEASE, 2)
        mine.dispose()
        return [(one.id, one.post.channel) for one in claimed]

    with ThreadPoolExecutor(starters) as pool:
        started = [pool.submit(claim) for _ in range(starters)]
        got = [one for claimer in started for one in claimer.result()]
    assert Counter(channel for _, channel in got) == {f"C{n}": 1 for n in range(CHANNELS)}


def test_what_another_transaction_holds_is_left_alone_and_not_waited_for(
    postgres_engine: Engine,
) -> None:
    _fill(postgres_engine)
    sessions = make_sessions(postgres_engine)
    with sessions() as one, sessions() as other:
        first = claim_posts(one, day(1), LEASE, 4)
        second = claim_posts(other, day(1), LEASE, CHANNELS)
        one.commit()
        other.commit()
    channels = [claimed.post.channel for claimed in (*first, *second)]
    assert sorted(channels) == sorted({*channels})
    with sessions.begin() as session:
        assert mark_sent(session, first[0].id, "1.000100", day(1))
