"""A walk that was broken off is known again, with what it had read."""

from sqlalchemy.orm import Session

from store.walks import Walk, begin_walk, end_walk, load_walk, note_walked
from tests.store.samples import a_source, day


def test_a_walk_is_known_until_it_ends(session: Session) -> None:
    source_id, other = a_source(session), a_source(session, "other")
    begin_walk(session, source_id, "f1", day(1))
    note_walked(session, source_id, ["1", "2"])
    note_walked(session, source_id, ["2", "3"])
    assert load_walk(session, source_id, "f1") == Walk(day(1), frozenset("123"))
    assert load_walk(session, other, "f1") is None
    end_walk(session, source_id)
    assert load_walk(session, source_id, "f1") is None


def test_a_walk_of_another_fingerprint_says_nothing(session: Session) -> None:
    source_id = a_source(session)
    begin_walk(session, source_id, "f1", day(1))
    note_walked(session, source_id, ["1"])
    assert load_walk(session, source_id, "f2") is None
    begin_walk(session, source_id, "f2", day(2))
    assert load_walk(session, source_id, "f2") == Walk(day(2), frozenset())
