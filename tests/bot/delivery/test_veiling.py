"""The last look at a post: names that its readers must not know become codenames."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.delivery.veiling import veiled_post
from bot.words.escape import escape
from planner.launch.embargo import Embargo
from store.outbox import Post

NOW = datetime(2026, 11, 28, tzinfo=UTC)
LONG = "The whole of the new & improved checkout " * 4


def embargo(*names: str, **told: Any) -> Embargo:
    return Embargo("a", "Falcon", names, **told)


def said(text: str, *embargoes: Embargo, address: str = "C1", blocks: Any = ()) -> Post:
    post = Post(
        dedupe_key="a",
        workspace="T1",
        channel="C1",
        kind="digest",
        text=text,
        blocks=[*blocks],
        not_before=NOW,
        expires_at=None,
        created_at=NOW,
    )
    return veiled_post(post, address, embargoes)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Checkout", "Checkout is late", "Falcon is late"),
        ("Checkout", "*checkout* is late, CHECKOUT!", "*Falcon* is late, Falcon!"),
        ("Checkout", "Checkouts and precheckout stay", "Checkouts and precheckout stay"),
        ("R&D <x>", f"{escape('R&D <x>')} is late", "Falcon is late"),
        (LONG, f"*{escape(LONG, 100)}* is late", "*Falcon* is late"),
        ("2.4", "*2.4* does 2.4 items a week", "*Falcon* does 2.4 items a week"),
    ],
)
def test_a_name_becomes_the_codename_however_it_is_written(
    name: str, before: str, after: str
) -> None:
    assert said(before, embargo(name)).text == after


def test_of_several_names_the_longer_one_counts_and_aliases_too() -> None:
    names = ("Checkout", "Checkout redesign", "CR")
    told = said("Checkout redesign, or CR for short", embargo(*names))
    assert told.text == "Falcon, or Falcon for short"


def test_blocks_are_looked_through_and_values_of_buttons_are_left() -> None:
    label = {"type": "plain_text", "text": "Checkout"}
    button = {"type": "button", "text": label, "value": "Checkout"}
    blocks = [{"type": "actions", "elements": [button]}]
    (row,) = said("x", embargo("Checkout"), blocks=blocks).blocks
    (shown,) = row["elements"]
    assert (shown["text"]["text"], shown["value"]) == ("Falcon", "Checkout")


def test_who_may_know_reads_it_as_it_is() -> None:
    known = embargo("Checkout", channels=frozenset({"C1"}), people=frozenset({"U1"}))
    assert said("Checkout", known).text == "Checkout"
    assert said("Checkout", known, address="U1").text == "Checkout"
    assert said("Checkout", known, address="C2").text == "Falcon"
    assert said("Checkout", known, address="U2").text == "Falcon"
    assert said("Checkout").text == "Checkout"
