"""Raw payloads: one a thing, small, given back as they came, and let go when it is time."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.issues import mark_vanished, upsert_issues
from store.raw_payloads import (
    drop_raw_before,
    load_issues_without_raw,
    load_raw_entities,
    load_raw_issues,
    replace_raw_entities,
    save_raw,
)
from store.records import RawRecord
from store.tables import raw_payload
from tests.store.samples import a_source, an_issue, day

TEXT = b'{"summary": "a thing"}'


def kept_since(session: Session) -> dict[str, datetime]:
    rows = session.execute(select(raw_payload.c.ext_id, raw_payload.c.fetched_at))
    return dict(rows.all())


def test_a_payload_comes_back_as_it_was_and_small(session: Session) -> None:
    source_id, long = a_source(session), TEXT * 100
    save_raw(session, source_id, [RawRecord("issue", "1", long)], day(1))
    assert load_raw_issues(session, source_id, None, 9) == (RawRecord("issue", "1", long),)
    body = session.execute(select(raw_payload.c.body)).scalar_one()
    assert len(body) < len(long) / 10


def test_a_newer_payload_takes_the_place_of_the_older(session: Session) -> None:
    source_id = a_source(session)
    for number, body in enumerate((b"old", b"new")):
        save_raw(session, source_id, [RawRecord("issue", "1", body)], day(number))
    assert load_raw_issues(session, source_id, None, 9) == (RawRecord("issue", "1", b"new"),)
    assert kept_since(session) == {"1": day(1)}


def test_the_same_payload_again_is_written_once_a_day_at_most(session: Session) -> None:
    source_id = a_source(session)
    told = [RawRecord("issue", "1", TEXT)]
    save_raw(session, source_id, told, day(1))
    save_raw(session, source_id, told, day(1.5))
    assert kept_since(session) == {"1": day(1)}
    save_raw(session, source_id, told, day(3))
    assert kept_since(session) == {"1": day(3)}


def test_issues_are_given_in_pages_and_in_order(session: Session) -> None:
    source_id, other = a_source(session), a_source(session, "other")
    numbers = ("3", "1", "2")
    save_raw(session, source_id, [RawRecord("issue", n, TEXT) for n in numbers], day(1))
    save_raw(session, other, [RawRecord("issue", "0", TEXT)], day(1))
    save_raw(session, source_id, [RawRecord("fields", "0", TEXT)], day(1))
    first = load_raw_issues(session, source_id, None, 2)
    rest = load_raw_issues(session, source_id, first[-1].ext_id, 2)
    assert [one.ext_id for one in (*first, *rest)] == ["1", "2", "3"]


def test_what_is_read_whole_is_kept_whole_and_nothing_else_of_it(session: Session) -> None:
    source_id = a_source(session)
    one, two = RawRecord("version", "1", TEXT), RawRecord("version", "2", TEXT)
    save_raw(session, source_id, [RawRecord("issue", "1", TEXT)], day(1))
    replace_raw_entities(session, source_id, [one, two], day(1))
    replace_raw_entities(session, source_id, [two], day(2))
    assert load_raw_entities(session, source_id) == (two,)
    assert len(load_raw_issues(session, source_id, None, 9)) == 1


def test_what_was_sent_of_an_issue_goes_with_it(session: Session) -> None:
    source_id = a_source(session)
    upsert_issues(session, source_id, [an_issue("1"), an_issue("2")])
    save_raw(session, source_id, [RawRecord("issue", n, TEXT) for n in "12"], day(1))
    mark_vanished(session, source_id, ["1"], day(2))
    assert [one.ext_id for one in load_raw_issues(session, source_id, None, 9)] == ["2"]
    assert load_issues_without_raw(session, source_id) == ()


def test_old_payloads_are_let_go_and_their_issues_known(session: Session) -> None:
    source_id = a_source(session)
    upsert_issues(session, source_id, [an_issue("1"), an_issue("2")])
    for number in (1, 2):
        save_raw(session, source_id, [RawRecord("issue", str(number), TEXT)], day(number))
    assert drop_raw_before(session, day(2)) == 1
    assert load_issues_without_raw(session, source_id) == ("SHOP-1",)
    assert drop_raw_before(session, day(2)) == 0
