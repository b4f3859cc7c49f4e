"""How a wish to be told is read."""

from datetime import time

import pytest

from bot.people.errors import RefusedError
from bot.people.wish import WEEKLY_ON, Wish, read_named, read_wish
from bot.wishes import CARD, DIGEST, READY, SHIPPED, SLIPS
from store.subscriptions import WEEKDAYS

WORKDAYS = frozenset(WEEKDAYS[:5])


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("checkout", Wish("checkout")),
        ("ALL", Wish("all")),
        ("all daily", Wish("all", "daily", frozenset(WEEKDAYS))),
        (
            "Checkout redesign digest weekdays at 09:30 Europe/Berlin",
            Wish(
                "Checkout redesign",
                "digest weekdays at 09:30 Europe/Berlin",
                WORKDAYS,
                time(9, 30),
                "Europe/Berlin",
            ),
        ),
        ("2.4 Mon,Thu", Wish("2.4", "Mon,Thu", frozenset({"Mon", "Thu"}))),
        (
            "all on mondays and Friday at 4pm",
            Wish("all", "on mondays and Friday at 4pm", frozenset({"Mon", "Fri"}), time(16)),
        ),
        ("all weekly at 12am UTC", Wish("all", "weekly at 12am UTC", WEEKLY_ON, time(0), "UTC")),
        (
            "all weekly, on Thursday at 9:30",
            Wish("all", "weekly, on Thursday at 9:30", frozenset({"Thu"}), time(9, 30)),
        ),
        ("Phase 2", Wish("Phase 2")),
        ("Single sign on", Wish("Single sign on")),
        ('"Weekly digest" daily', Wish("Weekly digest", "daily", frozenset(WEEKDAYS))),
        ("\u201cMonday\u201d at 8:15", Wish("Monday", "at 8:15", WEEKLY_ON, time(8, 15))),
        ("weekdays", Wish("", "weekdays", WORKDAYS)),
        ("all <#C2|team>", Wish("all", "<#C2>", channel="C2")),
        (
            "checkout in <#C2> daily",
            Wish("checkout", "in <#C2> daily", frozenset(WEEKDAYS), channel="C2"),
        ),
        ("Log in weekdays", Wish("Log in", "weekdays", WORKDAYS)),
        ("Release #5", Wish("Release #5")),
        ("checkout slips", Wish("checkout", "slips", kind=SLIPS)),
        (
            "all shipped <#C2> Europe/Berlin",
            Wish(
                "all",
                "shipped <#C2> Europe/Berlin",
                zone="Europe/Berlin",
                channel="C2",
                kind=SHIPPED,
            ),
        ),
        ("checkout ready", Wish("checkout", "ready", kind=READY)),
        ("checkout every monday at 9", Wish("checkout", "every monday at 9:00")),
        (
            "checkout daily at 8:30am Berlin time",
            Wish(
                "checkout",
                "daily at 8:30am Europe/Berlin",
                frozenset(WEEKDAYS),
                time(8, 30),
                "Europe/Berlin",
            ),
        ),
        (
            "checkout weekly 9:30 CET",
            Wish("checkout", "weekly 9:30 Europe/Berlin", WEEKLY_ON, time(9, 30), "Europe/Berlin"),
        ),
        (
            "all each weekday at 17:00 New York time",
            Wish(
                "all",
                "weekdays at 17:00 America/New_York",
                WORKDAYS,
                time(17),
                "America/New_York",
            ),
        ),
        ("to everything weekly", Wish("all", "weekly")),
        ("all the releases every day", Wish("all", "daily", frozenset(WEEKDAYS))),
        ('"Berlin time" weekly', Wish("Berlin time", "weekly")),
        ("Berlin office", Wish("Berlin office")),
        ("all readiness", Wish("all", "readiness", kind=READY)),
        (
            "checkout digest slips daily",
            Wish(
                "checkout",
                "digest slips daily",
                frozenset(WEEKDAYS),
                kind=DIGEST,
                also=(SLIPS,),
            ),
        ),
        (
            "all slips, ready and shipped",
            Wish("all", "slips, ready and shipped", kind=SLIPS, also=(READY, SHIPPED)),
        ),
        ("", Wish("")),
    ],
)
def test_release_days_time_and_zone_are_told_apart(text: str, wish: Wish) -> None:
    assert read_wish(text) == wish


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("all at 25:00", "25:00 is no time of day"),
        ("all at 13pm 12:99", "12:99 is no time of day"),
        ("all daily Europe/Atlantis", "I know no time zone Europe/Atlantis"),
        ("all daily #team", "I only know channels by their ids"),
        ("checkout card daily", "A card is changed whenever there is something to change: leave"),
        ("all slips daily", "Slip alerts are told as they happen, in working hours: leave “daily”"),
        ("all shipped at 9:30", "leave “9:30” out"),
        ("checkout monthly", "There is no digest “monthly”: it comes `daily`, on `weekdays`"),
        ("all ready weekly", "Readiness news are told as they happen, in working hours: leave"),
        ('"Checkout" sometimes', "I could not read “sometimes”"),
    ],
)
def test_what_there_is_none_of_is_said(text: str, sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        read_wish(text)


@pytest.mark.parametrize(
    ("text", "subject", "kind"),
    [
        ("Gift card", "Gift card", DIGEST),
        ("gift card card <#C1>", "gift card", CARD),
        ("Gift card slips", "Gift card", SLIPS),
        ('"Gift" card', "Gift", CARD),
        ("“Gift card” card", "Gift card", CARD),
        ("Checkout card", "Checkout", CARD),
        ("card <#C1>", "", CARD),
    ],
)
def test_a_release_may_be_called_a_card(text: str, subject: str, kind: str) -> None:
    wish = read_named(text, lambda name: name.casefold() == "gift card")
    assert (wish.subject, wish.kind) == (subject, kind)
