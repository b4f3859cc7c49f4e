"""A written release can be all that is below an epic, a project or an initiative."""

import pytest
from sqlalchemy.orm import Session

from store.entities import save_entities
from store.predicates import Match
from store.records import ContainerRecord, Entities
from tests.store.samples import a_source, an_issue, changed, day
from tests.store.test_plans import define, members, store, the_plan

INITIATIVE = ContainerRecord("i1", "initiative", "Growth")
PROJECT = ContainerRecord("p1", "project", "Checkout", ("i1",))
MILESTONE = ContainerRecord("m1", "milestone", "Beta", ("p1",))
OTHER = ContainerRecord("p2", "project", "Search")


def save_containers(session: Session, *containers: ContainerRecord, source: str = "shop") -> None:
    save_entities(session, a_source(session, source), Entities(containers=containers), day(0))


@pytest.mark.parametrize("name", ["growth", "I1", "checkout", "p1", "beta", "M1"])
def test_an_item_is_below_all_that_holds_what_holds_it(session: Session, name: str) -> None:
    save_containers(session, INITIATIVE, PROJECT, MILESTONE, OTHER)
    store(session, an_issue("1", containers=("m1",)), an_issue("2", containers=("p2",)))
    define(session, Match("container", (name,)))
    assert members(session, 9) == ["SHOP-1"]


@pytest.mark.parametrize("name", ["shop-8", "8", "the epic", "growth"])
def test_children_are_below_what_their_parents_are_below(session: Session, name: str) -> None:
    save_containers(session, INITIATIVE, PROJECT)
    epic = an_issue("8", title="The epic", is_container=True, containers=("p1",))
    story, task = an_issue("9", parent="8"), an_issue("10", parent="9")
    store(session, epic, story, task, an_issue("11"))
    define(session, Match("container", (name,)))
    assert {"SHOP-9", "SHOP-10"} <= {*members(session, 9)} <= {"SHOP-8", "SHOP-9", "SHOP-10"}


def test_a_container_of_the_same_id_in_another_source_is_another(session: Session) -> None:
    save_containers(session, PROJECT)
    save_containers(session, ContainerRecord("p1", "project", "Else"), source="web")
    store(session, an_issue("1", containers=("p1",)), source="web")
    define(session, Match("container", ("checkout",)))
    assert members(session, 9) == []


def test_items_come_and_go_with_their_parent_and_their_container(session: Session) -> None:
    save_containers(session, PROJECT)
    joined = changed(day(3), "container", None, "p1")
    epic = an_issue("8", is_container=True, containers=("p1",), events=(joined,))
    left = changed(day(5), "parent", "8", None)
    store(session, epic, an_issue("9", events=(left,)))
    define(session, Match("container", ("checkout",)))
    assert ["SHOP-9" in members(session, at) for at in (2.9, 3, 4.9, 5)] == [
        False,
        True,
        True,
        False,
    ]


def test_parents_in_a_ring_end_where_they_began(session: Session) -> None:
    save_containers(session, PROJECT)
    one, two = an_issue("1", parent="2"), an_issue("2", parent="1", containers=("p1",))
    store(session, one, two)
    define(session, Match("container", ("checkout",)))
    assert members(session, 9) == ["SHOP-1", "SHOP-2"]


def test_containers_without_a_history_are_known_in_hindsight(session: Session) -> None:
    store(session, an_issue("1"))
    define(session, Match("container", ("checkout",)))
    assert not the_plan(session).hindsight
    save_containers(session, PROJECT)
    assert the_plan(session).hindsight
