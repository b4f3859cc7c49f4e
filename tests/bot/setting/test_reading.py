"""Reads what is said of a release by words."""

from datetime import date

import pytest

from bot.setting.reading import UnreadError, only_named, read_settings, read_window
from planner.launch.market import MarketEvent
from planner.launch.plan import Tier

TODAY = date(2026, 11, 28)
FAIR = MarketEvent("Trade fair", date(2027, 2, 1), date(2027, 2, 3))


def test_each_word_takes_what_stands_behind_it() -> None:
    told = read_settings(
        'checkout redesign tier: T1, committed Dec 15 own "Jan 10" launch = Jan 12'
        ' window "Dec 1 to Dec 20" codename Red  Falcon goal “Fewer carts at launch” owner nobody',
        TODAY,
    )
    assert told.subject == "checkout redesign"
    assert dict(told.wanted) == {
        "tier": Tier.STRATEGIC,
        "committed_on": date(2026, 12, 15),
        "own_on": date(2027, 1, 10),
        "launch_on": date(2027, 1, 12),
        "window": (date(2026, 12, 1), date(2026, 12, 20)),
        "codename": "Red Falcon",
        "goal": "Fewer carts at launch",
        "owner": None,
    }


@pytest.mark.parametrize("word", ["committed", "own", "launch", "window", "codename", "goal"])
def test_none_takes_it_back(word: str) -> None:
    assert list(read_settings(f"2.4 {word} none", TODAY).wanted.values()) == [None]


@pytest.mark.parametrize(
    ("text", "subject", "fields"),
    [
        ("launch page tier 2", "launch page", ["tier"]),
        ('"launch page" launch Jan 5', "launch page", ["launch_on"]),
        ("Own goal tier 3", "Own goal", ["tier"]),
        ("page launch tier 3", "page launch", ["tier"]),
        ("checkout", "checkout", []),
        ("", "", []),
    ],
)
def test_a_name_may_hold_a_word_of_ours(text: str, subject: str, fields: list[str]) -> None:
    names = {"launch page", "Own goal", "page", "page launch"}
    told = read_settings(text, TODAY, names.__contains__)
    assert (told.subject, list(told.wanted)) == (subject, fields)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Dec 1 to Dec 20", (date(2026, 12, 1), date(2026, 12, 20))),
        ("Nov 20 to Dec 5", (date(2026, 11, 20), date(2026, 12, 5))),
        ("2026-12-01 \u2013 2026-12-20", (date(2026, 12, 1), date(2026, 12, 20))),
        ("Dec 20 until Jan 8", (date(2026, 12, 20), date(2027, 1, 8))),
        ("December", (date(2026, 12, 1), date(2026, 12, 31))),
        ("trade FAIR", (date(2027, 2, 1), date(2027, 2, 3))),
        ("Dec 20 to Dec 1", (date(2026, 12, 20), date(2026, 12, 1))),
    ],
)
def test_a_window_is_two_days_a_month_or_an_event(text: str, window: tuple[date, date]) -> None:
    assert read_window(text, TODAY, (FAIR,)) == window


@pytest.mark.parametrize("text", ["tomorrow", "a fair", "Dec 1 to never"])
def test_what_is_no_window_says_how_to_say_it(text: str) -> None:
    with pytest.raises(UnreadError, match="as a window"):
        read_window(text, TODAY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("settings checkout redesign", "checkout redesign"),
        ('settings "launch page"', "launch page"),
        ("settings launch page", "launch page"),
        ("settings page launch", ""),
        ("settings checkout tier 1", ""),
        ("settings", ""),
        ("when checkout", ""),
    ],
)
def test_an_order_that_only_names_a_release_is_told_apart(text: str, name: str) -> None:
    assert only_named(text) == name
