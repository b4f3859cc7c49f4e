"""The schedule's ticks: every moment is looked at by one process."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from store.engine import make_engine, make_sessions
from store.ticks import APART, begin_tick, load_last_tick
from tests.store.samples import day

SECOND = timedelta(seconds=1)


def test_the_first_tick_ever_has_missed_nothing(session: Session) -> None:
    assert load_last_tick(session) is None
    assert begin_tick(session, day(1)) == day(1)
    assert load_last_tick(session) == day(1)


def test_ticks_follow_each_other_without_a_gap(session: Session) -> None:
    begin_tick(session, day(1))
    assert begin_tick(session, day(1) + APART) == day(1)
    assert begin_tick(session, day(3)) == day(1) + APART, "two days of downtime"


def test_a_tick_right_after_another_has_nothing_to_do(session: Session) -> None:
    begin_tick(session, day(1))
    assert begin_tick(session, day(1) + APART - SECOND) is None
    assert begin_tick(session, day(1) - SECOND) is None, "a clock that is a little behind"
    assert load_last_tick(session) == day(1)


def test_a_clock_that_was_far_ahead_does_not_silence_the_schedule(session: Session) -> None:
    begin_tick(session, day(900))
    assert begin_tick(session, day(1)) == day(1)
    assert begin_tick(session, day(2)) == day(1)


def test_a_tick_that_fails_is_done_again(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        begin_tick(session, day(1))
    with sessions() as session:
        begin_tick(session, day(2))
        session.rollback()
    with sessions.begin() as session:
        assert begin_tick(session, day(2)) == day(1)


def test_of_many_processes_one_ticks(engine: Engine) -> None:
    starters = 4
    together = Barrier(starters)

    def tick(now: datetime) -> datetime | None:
        mine = make_engine(engine.url.render_as_string(hide_password=False))
        together.wait()
        with make_sessions(mine).begin() as session:
            before = begin_tick(session, now)
        mine.dispose()
        return before

    for at in (day(1), day(2)):
        with ThreadPoolExecutor(starters) as pool:
            got = [*pool.map(tick, [at + number * SECOND for number in range(starters)])]
        assert len([before for before in got if before is not None]) == 1


def test_nobody_waits_for_a_process_that_is_ticking(postgres_engine: Engine) -> None:
    sessions = make_sessions(postgres_engine)
    with sessions.begin() as session:
        begin_tick(session, day(1))
    with sessions() as one, sessions() as other:
        assert begin_tick(one, day(2)) == day(1)
        assert begin_tick(other, day(2)) is None
        one.commit()
