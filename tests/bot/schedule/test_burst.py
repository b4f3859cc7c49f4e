"""After a burst of changes there is one look, and it does not wait for ever."""

from datetime import UTC, datetime, timedelta

from bot.schedule.burst import AT_MOST, QUIET, Burst

START = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
STEP = timedelta(seconds=5)


def looks(changes: list[int], rest: int = 20) -> list[timedelta]:
    """Give when it was looked, with so many changes at each step and then none for a while."""
    told = iter(changes + [0] * rest)
    looked: list[timedelta] = []
    at = START
    burst = Burst(lambda: next(told), lambda: looked.append(at - START))
    for _ in range(len(changes) + rest):
        burst.run(at)
        at += STEP
    return looked


def test_where_nothing_changed_nobody_looks() -> None:
    assert looks([]) == []


def test_one_change_is_looked_at_once_it_stays_the_last() -> None:
    assert looks([0, 3]) == [STEP + QUIET]


def test_a_burst_is_looked_at_once() -> None:
    assert looks([1, 0, 2, 0, 0, 5]) == [5 * STEP + QUIET]


def test_changes_without_end_are_looked_at_now_and_then() -> None:
    steps = AT_MOST // STEP
    assert looks([1] * (2 * steps)) == [AT_MOST, 2 * AT_MOST + STEP]


def test_a_second_burst_is_looked_at_again() -> None:
    assert len(looks([1] + [0] * 10 + [1])) == 2


def test_a_look_that_fails_is_not_repeated_for_the_same_changes() -> None:
    told = iter([1])
    looked = []

    def look() -> None:
        looked.append(1)
        raise RuntimeError("the plan cannot be made")

    burst = Burst(lambda: next(told, 0), look, timedelta(0))
    try:
        burst.run(START)
    except RuntimeError:
        burst.run(START + STEP)
    assert looked == [1]
