"""The doctor tells whether dates may be written, and shows those whose end nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from bot.cli.checks import State
from bot.cli.database import Database, open_database
from bot.cli.writing_check import check_unended, check_writer
from bot.clock import now
from bot.writing.proposal import Offer, Proposal, Writable
from bot.writing.trace import DONE, Actor, Wish, begin_write, end_write
from connectors.tracker import FatalError
from connectors.writer import Target
from tests.bot.cli.running import shipcast_json
from tests.connectors.local_tracker import LocalTracker, LocalWriter, tracking

HOUR = timedelta(hours=1)
SEEN = Target("17", "version", "2.0", None)
PROPOSAL = Proposal(
    Writable("jira:17", "2.0", "version", "jira", "17"), SEEN, date(2026, 11, 28), None, ()
)
WISH = Wish(PROPOSAL, Offer(date(2027, 1, 8), 85, 0.85), Actor("T1", "U01"), "n1")


@dataclass
class KnowingWriter(LocalWriter):
    """A writer that asks what its account may before anybody needs it."""

    tracker: LocalTracker
    missing: str | None = None
    trouble: FatalError | None = None

    def __post_init__(self) -> None:
        super().__init__(self.tracker)

    def missing_permission(self) -> str | None:
        if self.trouble is not None:
            raise self.trouble
        return self.missing


@pytest.fixture
def tracker() -> Iterator[LocalTracker]:
    with tracking(LocalTracker({})) as tracker:
        yield tracker


@pytest.fixture
def database() -> Iterator[Database]:
    with open_database("shipcast.db") as opened:
        yield opened


def test_a_writer_that_lacks_a_permission_is_warned_about(tracker: LocalTracker) -> None:
    check = check_writer(KnowingWriter(tracker, "me@shop may not administer SHOP"))
    assert (check.state, check.found) == (State.WARN, "me@shop may not administer SHOP")
    assert "writeback" in check.todo


def test_a_writer_that_may_is_well_and_one_that_cannot_tell_says_so(tracker: LocalTracker) -> None:
    assert check_writer(KnowingWriter(tracker)).found == "its account may set dates"
    unknown = check_writer(LocalWriter(tracker))
    assert unknown.state is State.OK
    assert "seen at the first date" in unknown.found


def test_a_tracker_that_does_not_tell_is_warned_about(tracker: LocalTracker) -> None:
    check = check_writer(KnowingWriter(tracker, trouble=FatalError("jira.example is away.")))
    assert (check.state, check.found) == (State.WARN, "jira.example is away.")


def begin(database: Database, at: datetime) -> None:
    with database.sessions.begin() as session:
        assert begin_write(session, WISH, at)


def test_a_write_without_an_end_is_shown_for_a_month(database: Database) -> None:
    begin(database, now() - HOUR)
    (check,) = check_unended(database, now())
    assert check.state is State.WARN
    assert "U01 wanted 2027-01-08 for jira:17" in check.found
    assert list(check_unended(database, now() + timedelta(days=31))) == []
    found = [one["found"] for one in shipcast_json("doctor") if one["check"] == "writing"]
    assert len(found) == 1


def test_one_that_goes_on_or_has_ended_is_not(database: Database) -> None:
    begin(database, now())
    assert list(check_unended(database, now())) == []
    with database.sessions.begin() as session:
        end_write(session, WISH, now(), DONE, due_on=WISH.offer.day)
    assert list(check_unended(database, now() + HOUR)) == []
