"""Which one is meant, and what is nearest."""

import json
from datetime import date

from bot.views.choices import choices_blocks, labels_of, names_text, unknown_blocks
from bot.words.escape import Mrkdwn
from tests.bot.answers import TODAY
from tests.bot.judge import judge, said_in
from tests.bot.test_names import a_name

WHICH = Mrkdwn("Which one?")
BY = date(2026, 12, 15)


def test_up_to_five_choices_are_buttons_that_remember_the_day() -> None:
    names = [a_name(f"Checkout {n}") for n in range(5)]
    blocks = choices_blocks(WHICH, names, BY, TODAY)
    judge(names_text(WHICH, names, TODAY), blocks)
    buttons = blocks[1]["elements"]
    assert [each["text"]["text"] for each in buttons] == [name.name for name in names]
    assert json.loads(buttons[0]["value"]) == {"r": "jira:Checkout 0", "by": "2026-12-15"}
    assert len({each["action_id"] for each in buttons}) == 5


def test_more_choices_are_a_menu() -> None:
    names = [a_name(f"Checkout {n}") for n in range(130)]
    blocks = choices_blocks(WHICH, names, None, TODAY)
    judge(names_text(WHICH, names, TODAY), blocks)
    (menu,) = blocks[1]["elements"]
    assert menu["type"] == "static_select"
    assert len(menu["options"]) == 100
    assert "The first 100 of 130" in said_in(blocks)


def test_names_that_agree_are_told_apart_by_source() -> None:
    names = [a_name("Checkout"), a_name("Checkout", "linear"), a_name("API")]
    assert labels_of(names, TODAY) == ["Checkout · jira", "Checkout · linear", "API"]


def test_shipped_releases_say_when() -> None:
    names = [
        a_name("2.3", is_released=True, released_on=date(2026, 11, 3)),
        a_name("2.2", is_released=True),
    ]
    assert labels_of(names, TODAY) == ["2.3 · shipped Tue 3 Nov", "2.2 · shipped"]


def test_long_names_and_ids_fit_their_buttons_and_menus() -> None:
    names = [a_name("n" * 200 + str(n), "s" * 100, id="x" * 500 + str(n)) for n in range(7)]
    judge("Which one?", choices_blocks(WHICH, names, BY, TODAY))
    judge("Which one?", choices_blocks(WHICH, names[:3], BY, TODAY))


def test_an_unknown_name_offers_the_nearest() -> None:
    blocks = unknown_blocks(Mrkdwn("None."), [a_name("Checkout")], None, TODAY)
    judge(names_text(Mrkdwn("None."), [a_name("Checkout")], TODAY), blocks)
    assert "None. The nearest names:" in said_in(blocks)
    assert blocks[1]["elements"][0]["text"]["text"] == "Checkout"


def test_without_anything_near_there_is_still_a_hint() -> None:
    blocks = unknown_blocks(Mrkdwn("None."), [], None, TODAY)
    assert "`/release list` shows every release" in said_in(blocks)
    assert names_text(Mrkdwn("None."), [], TODAY) == "None."
