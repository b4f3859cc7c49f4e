"""Links between items, the order they ask for, and rings that they make."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.blocking import in_order, links_between
from planner.inputs import Item
from tests.planner.plans import an_item

links = st.lists(st.lists(st.integers(0, 7), max_size=3), min_size=8, max_size=8)


def _items(blocked_by: list[list[int]]) -> dict[str, Item]:
    return {
        str(n): replace(an_item(str(n)), blocked_by=tuple(map(str, blockers)))
        for n, blockers in enumerate(blocked_by)
    }


def test_a_ring_is_told_once_and_what_hangs_on_it_is_still_followed() -> None:
    found = links_between(_items([[1], [2], [0], [0], []]))
    assert found.cycles == (("0", "1", "2"),)
    assert found.blockers == {"3": ("0",)}


def test_links_to_oneself_and_to_what_is_not_there_say_nothing() -> None:
    found = links_between(_items([[0], [9]]))
    assert found.cycles == ()
    assert found.blockers == {}


@given(links)
def test_following_links_never_comes_back(blocked_by: list[list[int]]) -> None:
    found = links_between(_items(blocked_by))
    ordered = in_order(map(str, range(8)), found.blockers)
    place = {key: position for position, key in enumerate(ordered)}
    assert sorted(ordered) == [str(n) for n in range(8)]
    assert all(place[b] < place[key] for key, told in found.blockers.items() for b in told)


@given(links)
def test_every_link_is_followed_or_in_a_ring(blocked_by: list[list[int]]) -> None:
    found = links_between(_items(blocked_by))
    ring_of = {key: number for number, ring in enumerate(found.cycles) for key in ring}
    for n, blockers in enumerate(blocked_by):
        for blocker in set(blockers) - {n}:
            same_ring = str(n) in ring_of and ring_of.get(str(n)) == ring_of.get(str(blocker))
            assert same_ring != (str(blocker) in found.blockers.get(str(n), ()))


def test_without_links_the_order_stays_as_it_is() -> None:
    assert in_order(["b", "c", "a"], {}) == ["b", "c", "a"]
    assert in_order(["b", "c", "a"], {"b": ("a", "elsewhere")}) == ["a", "b", "c"]


def test_a_chain_of_ten_thousand_is_no_matter() -> None:
    chain = {str(n): (str(n + 1),) for n in range(10_000)}
    items = {str(n): an_item(str(n), blocked_by=chain.get(str(n), ())) for n in range(10_001)}
    assert links_between(items).cycles == ()
    assert in_order(items, chain)[0] == "10000"
