"""A backtest that is spread over processes."""

from bot.backtesting import backtest_sources
from planner.backtest.outcome import Outcome
from planner.category import Category
from tests.planner.build import EVERY_DAY, Work, ago, release, steady, timeline


def told(outcomes: list[Outcome]) -> list[tuple[object, ...]]:
    return [
        (one.target, one.cutoff, {name: days.tolist() for name, days in one.methods.items()})
        for one in outcomes
    ]


def test_on_many_cores_the_same_is_said_in_the_same_order() -> None:
    team = [Work(d + 9, [(d, Category.DONE)]) for d in steady(5, 40)]
    held = [Work(120, [(97 - 7 * n, Category.DONE)], [(n % 2, 100, None)]) for n in range(12)] * 2
    out = [release(name, is_released=True, released_on=ago(10).date()) for name in "AB"]
    past = timeline(team + held, out)
    alone = backtest_sources(past, "release", ["s"], EVERY_DAY)
    spread = backtest_sources(past, "release", ["s"], EVERY_DAY, alone_below=0)
    assert alone
    assert told(spread) == told(alone)
