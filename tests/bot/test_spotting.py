"""What a message speaks of: names and keys among other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spotting import spot_keys, spot_releases
from store.directory import ReleaseName


def a_name(name: str, *aliases: str, released: bool = False) -> ReleaseName:
    return ReleaseName(f"jira:{name}", name, aliases, "version", ("jira",), released, None, None)


NAMES = (
    a_name("Checkout redesign", "new checkout"),
    a_name("Checkout"),
    a_name("2.4"),
    a_name("2.3", released=True),
    a_name("Größe"),
    a_name("A"),
)


@pytest.mark.parametrize(
    ("text", "spotted"),
    [
        ("when is CHECKOUT-REDESIGN out", ["Checkout redesign"]),
        ("the new checkout looks great", ["Checkout redesign"]),
        ("checkout is broken, and so is 2.4", ["Checkout", "2.4"]),
        ("checkouts", []),
        ("2.4.1 and 12.4", []),
        ("v2.4!", ["2.4"]),
        ("2.3 was fine", ["2.3"]),
        ("2.3 was fine, 2.4 is not", ["2.4"]),
        ("grosse oder größe?", ["Größe"]),
        ("a plan", []),
        ("", []),
    ],
)
def test_names_are_spotted_whole(text: str, spotted: list[str]) -> None:
    assert [name.name for name in spot_releases(text, NAMES)] == spotted


def test_keys_are_spotted_once_in_capitals_and_not_inside_of_words() -> None:
    text = "shop-12, SHOP-12 (PLAT-7) x-SHOP-3 SHOP-4-5 utf-8x https://j.example/browse/SHOP-9"
    assert spot_keys(text) == ("SHOP-12", "PLAT-7", "SHOP-9")


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    spot_keys(text)
    spot_releases(text, NAMES)
