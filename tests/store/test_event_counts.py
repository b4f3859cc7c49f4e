"""How much history is stored."""

from sqlalchemy.orm import Session

from store.event_counts import count_events
from store.issues import mark_vanished, upsert_issues
from tests.store.samples import a_source, an_issue, changed, day


def test_the_changes_of_one_source_are_counted_doubles_once(session: Session) -> None:
    come, go = changed(day(1), "label", None, "a"), changed(day(2), "label", "a", None)
    for name in ("one", "two"):
        upsert_issues(session, a_source(session, name), [an_issue(events=(come, come, go))])
    mark_vanished(session, a_source(session, "one"), ["1"], day(3))
    assert count_events(session, "one") == 2
    assert count_events(session, "unheard of") == 0
