"""The card of a cut line."""

from dataclasses import replace
from datetime import date

from bot.views.cut_line import cut_blocks, cut_text
from planner.explain.cut_line import CutLine
from planner.inputs import Item, LeftOut
from tests.bot.answers import ASKED, EVIL, TODAY, a_forecast, a_scope, an_item
from tests.bot.judge import judge, said_in

BY = date(2026, 12, 15)
ITEMS = tuple(an_item(n) for n in range(4))


def said(fits: tuple[Item, ...], beyond: tuple[Item, ...], aside: tuple[Item, ...] = ()) -> str:
    scope = a_scope(
        items=(*fits, *beyond, *aside), left_out=(LeftOut("SHOP-50", "An epic", "container"),)
    )
    cut = CutLine(BY, fits, beyond, aside, 0.87 if fits else 0.0, 0.41 if beyond else 0.87)
    blocks = cut_blocks(cut, a_forecast(scope), ASKED)
    judge(cut_text(cut, scope, TODAY), blocks)
    return said_in(blocks)


def test_what_fits_stands_above_the_line_and_the_rest_below() -> None:
    told = said(ITEMS[:3], ITEMS[3:])
    assert "*3 of 4 items* of *Checkout redesign* fit by *Tue 15 Dec* with 85%" in told
    assert "all of them are 41% likely" in told
    above, below = told.split("✂️ *Cut line for Tue 15 Dec*")
    assert "SHOP-2|SHOP-2" in above
    assert "SHOP-3|SHOP-3" in below
    assert "0 of 4 items done, 4 left" in told
    assert "left out 1 epic or parent" in told
    assert "what is in progress, then the oldest first" in told


def test_everything_or_nothing_fits() -> None:
    assert "*All 4 items* of *Checkout redesign* fit by *Tue 15 Dec*: 87% likely" in said(ITEMS, ())
    assert "*Nothing* that is open" in said((), ITEMS)


def test_what_stands_aside_is_counted() -> None:
    assert "1 item of a team that cannot be forecast" in said(ITEMS[:3], (), ITEMS[3:])


def test_epics_that_nobody_has_broken_down_take_room() -> None:
    scope = replace(a_scope(items=ITEMS), unbroken_in=("jira:1", "jira:1"))
    cut = CutLine(BY, ITEMS, (), (), 0.9, 0.9)
    assert "Room is left for 2 epics" in said_in(cut_blocks(cut, a_forecast(scope), ASKED))


def test_private_issues_are_counted_and_never_named() -> None:
    secret = an_item(9, key="SEC-1", title="Secret", restricted=True)
    for told in (said((secret,), ITEMS), said(ITEMS, (secret,))):
        assert "1 private issue" in told
        assert "SEC-1" not in told
        assert "Secret" not in told


def test_growth_is_told_only_where_it_was_seen() -> None:
    forecast = a_forecast()
    cut = CutLine(BY, ITEMS, (), (), 0.9, 0.9)
    assert "usually joins" in said_in(cut_blocks(cut, forecast, ASKED))
    unseen = replace(forecast, pace=replace(forecast.pace, weeks=0))
    assert "usually joins" not in said_in(cut_blocks(cut, unseen, ASKED))


def test_hundreds_of_strange_issues_fit_into_a_message() -> None:
    many = tuple(
        an_item(n, key=f"A-{n}", title=EVIL * 9, url="https://x.example/" + "y" * 300)
        for n in range(300)
    )
    told = said(many[:150], many[150:])
    assert "and 1" in told
    assert "&lt;!channel&gt;" in told
