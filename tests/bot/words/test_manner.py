"""Two answers that are made at once each have the forms of their own reader."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from bot.words.catalogue import say, say_figure
from bot.words.days import say_clock, say_day, say_moment
from bot.words.manner import reads, says, talking_with, telling
from bot.words.region import HOUSE, Region, region_of
from tests.bot.answers import NOW

DAY, TODAY = date(2027, 5, 28), date(2026, 11, 28)


def region(code: str) -> Region:
    found = region_of(code)
    assert found is not None
    return found


def test_everything_that_is_said_has_the_forms_of_its_reader() -> None:
    with talking_with(region("en-US")):
        assert say("list.title_by", TODAY, day=DAY) == "What ships by Fri, May 28, 2027"
        assert say_moment(NOW) == f"{NOW:%b} {NOW.day}, {NOW.year}, {say_clock(NOW.time())} UTC"
    with talking_with(region("de-DE")):
        assert say("forecast.pace", pace=1250.4) == "*Pace*\n1.250 items a week here"
        assert say_figure(0.01) == "under 0,1"
        assert say_figure(4.8) == "4,8"
    assert says() is HOUSE


def test_the_spaces_of_a_figure_are_kept_in_a_sentence() -> None:
    with talking_with(region("fr-FR")):
        assert say("forecast.holds", key="A-1", name=say_figure(12_500)).endswith("12\u202f500.")


def test_what_is_told_to_all_has_their_forms_and_is_read_as_its_writer_means_it() -> None:
    with talking_with(region("en-US")), telling(region("de-DE")):
        assert (says(), reads()) == (region("de-DE"), region("en-US"))


def test_an_answer_that_fails_leaves_nothing_behind() -> None:
    with pytest.raises(RuntimeError), talking_with(region("en-US")):
        raise RuntimeError
    assert (says(), reads()) == (HOUSE, HOUSE)


def test_threads_that_answer_at_once_do_not_see_each_others_readers() -> None:
    codes = ("en-US", "en-GB", "de-DE", "fr-FR", "", "en-CA", "ja-JP", "sv-SE")
    meeting = Barrier(len(codes))

    def answer(code: str) -> tuple[str, ...]:
        said = []
        for _ in range(50):
            meeting.wait()
            with talking_with(region(code) if code else HOUSE):
                meeting.wait()  # now all of them are in the middle of an answer
                said.append(f"{say_day(DAY, TODAY)} {say_figure(1250)} {reads().reads_month_first}")
        return tuple(said)

    with ThreadPoolExecutor(len(codes)) as pool:
        at_once = [*pool.map(answer, codes)]

    alone = [region(code) if code else HOUSE for code in codes]
    assert at_once == [
        (f"{one.day(DAY, TODAY)} {one.figure('1250')} {one.reads_month_first}",) * 50
        for one in alone
    ]
