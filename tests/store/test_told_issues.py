"""What is known around issues that notes tell of, and notes that were edited."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from store.engine import make_sessions
from store.issues import upsert_issues
from store.records import NeedRecord
from store.release_notes import (
    EditedNotes,
    drop_edited_notes,
    load_edited_notes,
    save_edited_notes,
)
from store.told_issues import Around, load_around, load_hidden_keys
from tests.store.samples import a_source, an_issue, day


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def test_labels_epics_customers_and_votes_are_found_by_key(either: Session) -> None:
    source_id = a_source(either)
    asked = (NeedRecord("n1", "Acme"), NeedRecord("n2", "Acme"), NeedRecord("n3", "Bolt"))
    upsert_issues(
        either,
        source_id,
        [
            an_issue("1", title="Dark mode", is_container=True),
            an_issue("2", title="Secret", is_container=True, restricted=True),
            an_issue("3", labels=("web", "Bug"), parent="1", needs=asked, votes=7),
            an_issue("4", parent="2"),
            an_issue("5", parent="3"),
        ],
    )
    keys = [f"SHOP-{number}" for number in range(1, 9)]

    found = load_around(either, ["shop"], keys)

    assert found["SHOP-3"] == Around(("Bug", "web"), "Dark mode", customers=2, votes=7)
    assert found["SHOP-4"] == Around(), "nobody reads the title of a private epic"
    assert found["SHOP-5"] == Around(), "a story is no epic"
    assert load_around(either, ["another"], keys) == {}
    assert load_hidden_keys(either, keys) == {"SHOP-2"}


def test_what_was_edited_comes_back_until_it_is_dropped(either: Session) -> None:
    first = EditedNotes({"new": "- Dark mode"}, "U1", day(1))
    second = EditedNotes({"new": "", "fixed": "A crash"}, "U2", day(2))
    assert load_edited_notes(either, "shop:1") is None
    save_edited_notes(either, "shop:1", "T1", first)
    save_edited_notes(either, "shop:1", "T1", second)
    assert load_edited_notes(either, "shop:1") == second
    drop_edited_notes(either, "shop:1")
    assert load_edited_notes(either, "shop:1") is None
