"""The card of a what if."""

from dataclasses import replace
from datetime import date

import numpy as np

from bot.views.what_if import what_if_blocks, what_if_text
from bot.words.escape import escape
from planner.answer import Answer, ReleaseForecast
from planner.explain.what_if import Effect, Moved, WhatIf
from tests.bot.answers import ASKED, EVIL, a_forecast, a_refusal, a_scope
from tests.bot.judge import judge, said_in

BY = date(2027, 1, 31)
NOW = a_forecast()


def later(days: float, forecast: ReleaseForecast = NOW) -> ReleaseForecast:
    return replace(forecast, days=forecast.days + days)


def shown(
    after: Answer, *others: Moved, what_if: WhatIf | None = None, by: date | None = BY
) -> tuple[str, str]:
    told = what_if or WhatIf("jira:1", add=3)
    effect = Effect(NOW, after, others)
    blocks = what_if_blocks(told, effect, by, None, ASKED)
    text = what_if_text(told, effect, by, None)
    judge(text, blocks)
    return text, said_in(blocks)


def test_both_sides_stand_in_a_table_with_the_day_asked_about() -> None:
    blocks = what_if_blocks(WhatIf("jira:1", add=3), Effect(NOW, later(7), ()), BY, None, ASKED)
    table = next(block for block in blocks if block["type"] == "table")
    rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert rows == [
        ["Likely", "As it is", "What if"],
        ["50%", "Mon 11 Jan 2027", "Mon 18 Jan 2027"],
        ["85%", "Mon 15 Feb 2027", "Mon 22 Feb 2027"],
        ["By Sun 31 Jan 2027", "70%", "63%"],
    ]


def test_the_text_says_it_without_the_table() -> None:
    text, _ = shown(later(7))
    assert text == (
        "What if: Checkout redesign with 3 more items. 85% likely by Mon 22 Feb 2027 instead of "
        "Mon 15 Feb 2027: 7 days later. 63% likely for Sun 31 Jan 2027 instead of 70%"
    )


def test_every_change_is_told_and_a_long_list_cut() -> None:
    many = WhatIf(
        "jira:1",
        drop=tuple(f"SHOP-{n}" for n in range(9)),
        add=1,
        capacity=0.8,
        first=True,
        releases_at_once=2,
    )
    _, said = shown(later(-3), what_if=many)
    assert "without SHOP-0, SHOP-1, SHOP-2, SHOP-3, SHOP-4, and 4 more, with 1 more item" in said
    assert "with its teams at 80% from tomorrow on, before all other releases" in said
    assert "with 2 releases at once per team" in said
    assert "*3 days earlier*" in said


def test_what_moves_nothing_says_so() -> None:
    assert "That moves nothing here" in shown(NOW, by=None)[0]


def test_a_date_that_is_lost_or_found_is_told() -> None:
    endless = replace(NOW, days=np.full(100, np.inf))
    assert "No date is 85% likely any more" in shown(endless)[0]
    lost = Effect(endless, NOW, ())
    assert "as it is, no date is" in what_if_text(WhatIf("jira:1", add=3), lost, None, None)
    same = Effect(endless, endless, ())
    assert "either way" in what_if_text(WhatIf("jira:1", add=3), same, None, None)


def test_a_release_that_would_be_complete_or_refused_has_no_table() -> None:
    text, said = shown(a_refusal())
    assert "There would be no forecast" in text
    assert "As it is" not in said
    assert "Nothing would be left to do" in shown(a_forecast(a_scope(left=0)))[0]


def test_other_releases_that_move_are_listed_with_both_dates() -> None:
    far = a_forecast(a_scope(name="Search"))
    endless = replace(far, days=np.full(100, np.inf))
    moves = (
        Moved(far, later(10, far), 7),
        Moved(far, later(-10, far), -7),
        Moved(far, endless, None),
        Moved(endless, far, None),
    )
    text, said = shown(later(2), *moves)
    assert "Search: ~Mon 15 Feb 2027~ → *Thu 25 Feb 2027* (7 working days later)" in said
    assert "(7 working days earlier)" in said
    assert "no date that is 85% likely" in said
    assert "4 other releases move by 3 working days or more" in text


def test_a_long_list_of_others_and_strange_names_fit() -> None:
    evil = a_forecast(a_scope(name=EVIL))
    others = tuple(Moved(evil, later(9, evil), 9) for _ in range(300))
    told = WhatIf("jira:1", drop=(EVIL,), after="jira:2")
    effect = Effect(evil, later(9, evil), others)
    blocks = what_if_blocks(told, effect, BY, escape(EVIL), ASKED)
    judge(what_if_text(told, effect, BY, escape(EVIL)), blocks)
    assert "&lt;!channel&gt; &amp;" in said_in(blocks)
