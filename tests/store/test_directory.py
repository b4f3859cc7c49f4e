"""What can be asked about by name."""

from datetime import date

from sqlalchemy.orm import Session

from store.definitions import Match, ReleaseDefinition, upsert_definitions
from store.directory import ReleaseName, load_issue_names, load_release_names
from store.entities import save_entities
from store.issues import mark_vanished, upsert_issues
from store.records import Entities, ReleaseRecord
from tests.store.samples import a_source, an_issue, day

_OUT_ON = date(2024, 2, 1)


def test_found_and_written_releases_are_listed_with_who_speaks_for_whom(session: Session) -> None:
    source_id = a_source(session)
    out = ReleaseRecord("1", "Checkout", "version", released_on=_OUT_ON, is_released=True)
    save_entities(session, source_id, Entities(releases=(out,)), day(0))
    plan = ReleaseDefinition("v2", "Checkout v2", ("co2",), Match("release", ("checkout",)))
    upsert_definitions(session, [plan])
    assert load_release_names(session) == (
        ReleaseName(
            "shop:1", "Checkout", (), "version", ("shop",), True, _OUT_ON, covered_by="plan:v2"
        ),
        ReleaseName(
            "plan:v2", "Checkout v2", ("co2",), "plan", ("shop",), True, _OUT_ON, covered_by=None
        ),
    )


def test_an_issue_is_found_by_its_exact_key(session: Session) -> None:
    source_id = a_source(session)
    record = an_issue("1", restricted=True)
    upsert_issues(session, source_id, [record, an_issue("12"), an_issue("2")])
    (found,) = load_issue_names(session, "shop-1")
    assert (found.key, found.restricted, found.category) == ("SHOP-1", True, record.category)
    assert load_issue_names(session, "SHOP-1") == (found,)
    assert load_issue_names(session, "SHOP") == ()


def test_an_issue_that_is_gone_is_not_found(session: Session) -> None:
    source_id = a_source(session)
    upsert_issues(session, source_id, [an_issue()])
    mark_vanished(session, source_id, ["1"], day(1))
    assert load_issue_names(session, "SHOP-1") == ()


def test_one_key_in_two_sources_is_two_issues(session: Session) -> None:
    for name, restricted in (("one", True), ("two", False)):
        upsert_issues(session, a_source(session, name), [an_issue(restricted=restricted)])
    found = load_issue_names(session, "SHOP-1")
    assert [issue.restricted for issue in found] == [True, False]
