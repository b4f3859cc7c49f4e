"""The card of a burn-up."""

from dataclasses import replace
from datetime import date

from bot.views.burn_up import burn_up_blocks, burn_up_text
from bot.views.chart import CHART, without_charts
from bot.views.cut_line import cut_blocks, cut_text
from planner.explain.burn_up import BurnUp
from planner.explain.cut_line import CutLine
from tests.bot.answers import ASKED, EVIL, TODAY, a_forecast, a_scope, an_item
from tests.bot.judge import judge, said_in

DAYS = (date(2026, 10, 25), date(2026, 11, 8), TODAY)
BURNT = BurnUp(DAYS, (3, 6, 5), (0, 1, 2))


def test_it_says_how_far_it_is_and_draws_both_lines_beside_their_table() -> None:
    answer = a_forecast()
    blocks = burn_up_blocks(answer, BURNT, ASKED)
    judge(burn_up_text(answer, BURNT), blocks)
    assert burn_up_text(answer, BURNT).startswith("2 of 5 items of Checkout redesign done. Since")
    assert "+2 done, +2 in scope" in said_in(blocks)
    types = [block["type"] for block in blocks]
    assert types.index(CHART) == types.index("table") + 1
    (chart,) = (block for block in blocks if block["type"] == CHART)
    assert [one["name"] for one in chart["chart"]["series"]] == ["In scope", "Done"]
    assert "6" in said_in(without_charts(blocks))


def test_without_a_past_it_says_so() -> None:
    blocks = burn_up_blocks(a_forecast(), None, ASKED)
    judge(burn_up_text(a_forecast(), None), blocks)
    assert "There is no past of it to draw yet" in said_in(blocks)


def test_a_tracker_without_history_is_told() -> None:
    hindsight = a_forecast(a_scope(hindsight=True))
    assert "keeps no history" in said_in(burn_up_blocks(hindsight, BURNT, ASKED))
    assert "keeps no history" not in said_in(burn_up_blocks(a_forecast(), BURNT, ASKED))


def test_a_name_that_steers_slack_is_inert() -> None:
    evil = a_forecast(a_scope(name=EVIL))
    judge(burn_up_text(evil, BURNT), burn_up_blocks(evil, BURNT, ASKED))


def test_a_plan_ends_with_it_and_stays_within_what_slack_takes() -> None:
    items = tuple(
        an_item(n, title="A rather long title, as people write them " * 3) for n in range(400)
    )
    scope = a_scope(items=items)
    burnt = BurnUp(tuple(date(2026, 1, 1 + 3 * n) for n in range(9)), (400,) * 9, (100,) * 9)
    cut = CutLine(date(2026, 12, 15), items[:200], items[200:], (), 0.87, 0.41)
    forecast = replace(a_forecast(scope))
    blocks = cut_blocks(cut, forecast, ASKED, burnt)
    judge(cut_text(cut, scope, TODAY), blocks)
    assert CHART in [block["type"] for block in blocks]
    assert CHART not in [block["type"] for block in cut_blocks(cut, forecast, ASKED)]
