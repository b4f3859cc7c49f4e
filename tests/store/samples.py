"""Small records and moments that tests are told with."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from planner.category import Category
from store.records import FieldEvent, IssueRecord
from store.sources import upsert_source

MONDAY = datetime(2024, 1, 1, tzinfo=UTC)
EVERYTHING = frozenset(
    {"status", "points", "release", "sprint", "parent", "label", "type", "team", "assignee"}
)


def day(number: float) -> datetime:
    """Give the moment that many days after a Monday."""
    return MONDAY + timedelta(days=number)


def an_issue(ext_id: str = "1", **told: Any) -> IssueRecord:
    """Give an issue created on day 0 and not touched since, unless told otherwise."""
    plain: dict[str, Any] = {
        "key": f"SHOP-{ext_id}",
        "title": f"Issue {ext_id}",
        "type": "Story",
        "status": "To Do",
        "category": Category.TODO,
        "created_at": day(0),
    }
    return IssueRecord(ext_id=ext_id, **(plain | told))


def moved(at: datetime, before: Category | None, after: Category) -> FieldEvent:
    """Give a change of status between categories."""
    return FieldEvent(at, "status", before, after, before, after)


def changed(at: datetime, field: str, before: str | None, after: str | None) -> FieldEvent:
    return FieldEvent(at, field, before, after)


def a_source(session: Session, name: str = "shop", history: Iterable[str] = EVERYTHING) -> int:
    return upsert_source(session, name=name, kind="files", history=frozenset(history))
