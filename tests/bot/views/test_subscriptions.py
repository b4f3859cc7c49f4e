"""How a subscription is confirmed: who gets what, when, and what it would say now."""

from dataclasses import replace
from datetime import UTC, datetime, time

import numpy as np
import pytest

from bot.reply import Reply
from bot.views.blocks import section
from bot.views.subscriptions import Reader, Told, edited_text, subscribed_blocks, subscribed_text
from bot.words.escape import Mrkdwn
from bot.words.manner import talking_with
from bot.words.region import HOUSE, region_of
from planner.calendar import WorkCalendar
from store.subscriptions import WEEKDAYS, Subscription
from tests.bot.answers import EVIL
from tests.bot.judge import judge, said_in

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
READER = Reader(NOW, "Europe/Berlin", "C1")


def told(channel: str = "C1", zone: str = "Europe/Berlin", name: str | None = None) -> Told:
    days = frozenset({"Mon"})
    wish = Subscription(
        7, "T1", channel, "U01", None if name is None else "x", "digest", days, time(9), zone, NOW
    )
    return Told(wish, name)


def confirmed(of: Told, preview: Reply | None = None, overlaps: tuple[Told, ...] = ()) -> str:
    blocks = subscribed_blocks(of, overlaps, READER, preview)
    judge(subscribed_text(of, READER), blocks)
    return said_in(blocks)


@pytest.mark.parametrize(
    ("channel", "who"),
    [("C1", "This channel gets"), ("C2", "<#C2> gets"), ("U01", "You get")],
)
def test_it_says_who_gets_it(channel: str, who: str) -> None:
    assert confirmed(told(channel)).startswith(f"{who} a digest of *all releases*, every Mon at")


def test_a_reader_in_another_zone_is_told_their_own_time() -> None:
    assert "your time" not in confirmed(told())
    assert "15:00 Europe/Berlin>, your time" in confirmed(told(zone="America/New_York"))
    assert "Next: Mon 23 Nov, 15:00 Europe/Berlin." in subscribed_text(
        told(zone="America/New_York"), READER
    )


def test_the_next_one_is_announced_for_when_it_comes_after_a_holiday() -> None:
    monday_off = WorkCalendar(holidays=np.array(["2026-11-23"], dtype="datetime64[D]"))
    assert "Next: Tue 24 Nov, 09:00" in subscribed_text(
        replace(told(), calendar=monday_off), READER
    )


@pytest.mark.parametrize(
    ("days", "at", "said"),
    [
        (WEEKDAYS, time(22), "You named that time, so it comes then, outside of working hours"),
        (("Sat", "Sun"), time(9), "You named the weekend, so it comes then"),
        (("Mon", "Sun"), time(6), "You named that time and the weekend"),
        (WEEKDAYS, time(9), ""),
        (("Mon",), time(16, 59), ""),
    ],
)
def test_an_hour_or_a_weekend_that_somebody_named_is_theirs_and_said_to_be(
    days: tuple[str, ...], at: time, said: str
) -> None:
    wish = replace(told().subscription, days=frozenset(days), at=at)
    of = replace(told(), subscription=wish)
    for shown in (confirmed(of), subscribed_text(of, READER), edited_text(of, NOW)[0]):
        assert ("You named" in shown) is bool(said)
        assert said in shown


def test_every_day_begins_on_the_next_working_day() -> None:
    saturday = datetime(2026, 11, 28, 12, tzinfo=UTC)
    wish = replace(told().subscription, days=frozenset(WEEKDAYS), at=time(22))
    text = subscribed_text(replace(told(), subscription=wish), replace(READER, now=saturday))
    assert "every working day at 22:00" in text
    assert "Next: Mon 30 Nov, 22:00" in text


def test_a_moment_is_told_in_the_clock_of_whoever_reads_it() -> None:
    with talking_with(region_of("en-US") or HOUSE):
        said = confirmed(told())
    assert "{date_short_pretty} {time}|Mon, Nov 23, 9:00 AM Europe/Berlin>" in said
    assert "every Mon at 9:00 AM (Europe/Berlin)" in said


def test_what_would_be_said_is_shown_as_far_as_a_message_can_hold_it() -> None:
    blocks = [section(Mrkdwn(f"{number}{'x' * 2_400}")) for number in range(1, 6)]
    said = confirmed(told(name=EVIL * 20), Reply("x", blocks, {}), (told(), told()))
    assert "Send test" in said
    assert "3xxx" in said
    assert "4xxx" not in said
    assert said.endswith("and more")


def test_without_anything_to_show_there_is_nothing_to_send() -> None:
    assert "Send test" not in confirmed(told())
