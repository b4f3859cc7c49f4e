"""Immutable ids in the style of each tracker; the same seed gives the same ones."""

from collections.abc import Callable
from uuid import NAMESPACE_URL, uuid5

MakeId = Callable[[str, int], str]  # (kind of thing, its number) -> ext_id

_JIRA_FIRST = {"issue": 10_000, "release": 20_000, "sprint": 300, "team": 40}


def jira_id(kind: str, number: int) -> str:
    """Number a thing as Jira does: each kind counts on from a figure of its own."""
    return str(_JIRA_FIRST[kind] + number)


def linear_ids(seed: int, key: str) -> MakeId:
    """Give a maker of UUIDs for the things of one Linear team."""

    def linear_id(kind: str, number: int) -> str:
        return str(
            uuid5(NAMESPACE_URL, f"https://linear.fern.example/{seed}/{key}/{kind}/{number}")
        )

    return linear_id
