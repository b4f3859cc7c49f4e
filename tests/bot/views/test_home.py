"""App Home at its fullest, and whose date can be set from there."""

from datetime import time

from bot.views.home import Freshness, Home, home_view
from bot.views.subscriptions import Told
from store.subscriptions import Subscription
from tests.bot.answers import NOW, a_forecast, a_refusal, a_scope
from tests.bot.judge import judge_view, said_in


def a_wish(number: int) -> Told:
    days = frozenset({"Mon"})
    one = Subscription(
        number, "T1", "C1", "U1", None, "digest", days, time(9), "UTC", NOW, paused_reason="x" * 200
    )
    return Told(one, None)


def test_however_much_there_is_it_stays_within_a_hundred_blocks() -> None:
    names = [f"Release {n} with a name that is rather long" for n in range(40)]
    mine = [a_forecast(a_scope(name=name)) for name in names]
    home = Home(
        mine=mine,
        at_risk=(),
        subscriptions=[a_wish(n) for n in range(20)],
        sources=[Freshness(f"source {n}", NOW) for n in range(30)],
        now=NOW,
        is_paused=True,
        dated=frozenset(one.scope.release.id for one in mine),
    )
    view = home_view(home)
    judge_view(view)
    assert "and 25 more" in said_in(view["blocks"])  # type: ignore[arg-type]


def test_only_a_release_whose_date_may_be_set_has_the_button_for_it() -> None:
    first, second = (a_forecast(a_scope(name=name)) for name in ("One", "Two"))
    dated = frozenset({first.scope.release.id})
    home = Home([first, second, a_refusal()], (), (), (), NOW, dated=dated)
    rows = [
        [one["text"]["text"] for one in block["elements"]]
        for block in home_view(home)["blocks"]  # type: ignore[attr-defined]
        if block["type"] == "actions"
    ]
    assert rows == [
        ["Details", "Why?", "What if?", "Set its date"],
        ["Details", "Why?", "What if?"],
        ["Details", "Why?"],
        ["Subscribe"],
    ]
