"""What gates ask of issues: labels and priority as they were, and whether links are kept."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.category import Category
from planner.inputs import Item
from planner.launch.evidence import Issue
from store.engine import make_sessions
from store.issue_facts import has_links, load_issues
from store.issues import upsert_issues
from tests.store.samples import a_source, an_issue, changed, day


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def item(key: str) -> Item:
    return Item(
        key, key, None, "Bug", "shop:t", Category.TODO, day(0), None, None, None, None, False
    )


def facts_of(session: Session, key: str, as_of: datetime) -> Issue:
    (issue,) = load_issues(session, [item(key)], ("shop",), as_of)
    assert issue.item == item(key)
    return issue


def test_labels_and_priority_are_those_of_the_moment(either: Session) -> None:
    events = (
        changed(day(2), "label", None, "docs"),
        changed(day(3), "priority", "Low", "High"),
        changed(day(4), "label", "draft", None),
        changed(day(5), "priority", "High", "Blocker"),
        changed(day(6), "label", "docs", "qa"),
    )
    told = {"labels": ("qa",), "priority": "Blocker", "severity": "S1", "events": events}
    upsert_issues(either, a_source(either), [an_issue("1", **told)])
    seen = {at: facts_of(either, "SHOP-1", day(at)) for at in (1, 3.5, 5.5, 7)}
    assert [set(one.labels) for one in seen.values()] == [
        {"draft"},
        {"draft", "docs"},
        {"docs"},
        {"qa"},
    ]
    assert [one.priority for one in seen.values()] == ["Low", "High", "Blocker", "Blocker"]
    # It has no history in any tracker.
    assert {one.severity for one in seen.values()} == {"S1"}


def test_an_issue_of_the_same_key_in_another_tracker_is_another(either: Session) -> None:
    upsert_issues(either, a_source(either), [an_issue("1", labels=("docs",))])
    upsert_issues(either, a_source(either, "other"), [an_issue("1", labels=("secret",))])
    assert facts_of(either, "SHOP-1", day(1)).labels == {"docs"}


def test_of_what_is_not_there_nothing_is_known(either: Session) -> None:
    a_source(either)
    assert facts_of(either, "SHOP-9", day(1)) == Issue(item("SHOP-9"))


def test_hundreds_of_issues_are_asked_for_in_portions(either: Session) -> None:
    names = [str(number) for number in range(1100)]
    upsert_issues(either, a_source(either), [an_issue(name, priority=f"P{name}") for name in names])
    found = load_issues(either, [item(f"SHOP-{name}") for name in names], ("shop",), day(1))
    assert [one.priority for one in found] == [f"P{name}" for name in names]


def test_a_tracker_has_links_once_one_issue_blocks_another(either: Session) -> None:
    shop = a_source(either)
    a_source(either, "other")
    upsert_issues(either, shop, [an_issue("1")])
    assert not has_links(either, ("shop",), day(9))
    upsert_issues(either, shop, [an_issue("2", created_at=day(4), blocks=("1",))])
    assert has_links(either, ("shop",), day(9))
    assert not has_links(either, ("shop",), day(3))
    assert not has_links(either, ("other",), day(9))
