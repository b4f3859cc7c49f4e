"""Titles read like ones that a product team wrote."""

from datetime import date

from connectors.demo.chance import make_rng
from connectors.demo.platform_words import PARTNERS, PLATFORM_THEMES
from connectors.demo.shop_words import CHECKOUT, SHOP_THEMES
from connectors.demo.titles import TitleWriter


def test_every_area_can_be_written_about() -> None:
    writer = TitleWriter(make_rng(1, 1))

    for theme in (*SHOP_THEMES, *PLATFORM_THEMES, PARTNERS):
        titles = [write(theme) for write in (writer.feature, writer.bug, writer.chore) * 10]
        assert len(set(titles)) == len(titles)
        for title in titles:
            assert title[0].isupper()
            assert "{" not in title
            assert 10 < len(title) < 100


def test_routine_comes_once_a_month_and_then_gives_way_to_other_chores() -> None:
    writer = TitleWriter(make_rng(1, 1))

    titles = [writer.routine(CHECKOUT, date(2026, 3, 12)) for _ in range(6)]

    assert sum(title.endswith("March 2026") for title in titles) == 4
    assert len(set(titles)) == 6


def test_an_epic_that_comes_again_is_its_next_part() -> None:
    writer = TitleWriter(make_rng(1, 1))
    count = len(CHECKOUT.epics)

    first, second = writer.epics(CHECKOUT, count), writer.epics(CHECKOUT, count)

    assert set(first) == set(CHECKOUT.epics)
    assert set(second) == {f"{name}, part 2" for name in CHECKOUT.epics}


def test_a_title_comes_again_once_the_words_are_used_up() -> None:
    writer = TitleWriter(make_rng(1, 1))

    titles = [writer.feature(PARTNERS) for _ in range(400)]

    assert 60 < len(set(titles)) < 400
    assert len(set(titles[:40])) == 40


def test_pieces_carry_the_title_of_what_they_are_part_of() -> None:
    writer = TitleWriter(make_rng(1, 1))

    pieces = writer.pieces("Let shoppers pay by invoice", 3)

    assert len(set(pieces)) == 3
    assert all(piece.endswith(": let shoppers pay by invoice") for piece in pieces)
