"""Statuses that nobody could place."""

from sqlalchemy.orm import Session

from planner.category import Category
from store.issues import mark_vanished, upsert_issues
from store.unknown_statuses import load_unknown_statuses
from tests.store.samples import a_source, an_issue, day


def test_the_commonest_comes_first_and_what_is_gone_does_not_count(session: Session) -> None:
    source_id = a_source(session)
    unplaced = [("1", "Parked"), ("2", "Limbo"), ("3", "Limbo"), ("4", "Gone")]
    rows = [an_issue(key, status=name, category=Category.UNKNOWN) for key, name in unplaced]
    upsert_issues(session, source_id, [*rows, an_issue("5")])
    mark_vanished(session, source_id, ["4"], day(9))
    assert load_unknown_statuses(session, "shop") == ("Limbo", "Parked")
    assert load_unknown_statuses(session, "other") == ()
