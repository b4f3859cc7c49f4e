"""A date is looked at, written once, and leaves a trail whatever happens."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from bot.answering import Answerer
from bot.writing.desk import WritingDesk
from bot.writing.errors import BegunAlreadyError, CannotWriteError
from bot.writing.proposal import Offer, offer_of
from bot.writing.trace import Actor, Wish, unended_writes
from connectors.known_secrets import keep_secret
from connectors.tracker import FatalError, TrackerError
from connectors.writer import ChangedMeanwhileError, Target
from store.audit import AuditRow, load_audit
from tests.bot.answers import NOW
from tests.bot.writing.conftest import DUE, answer_of, look
from tests.connectors.local_tracker import LocalTracker, LocalWriter

Sessions = sessionmaker[Session]
ANA = Actor("T1", "U01")


def wish_of(desk: WritingDesk, answerer: Answerer, number: str = "n1") -> Wish:
    offer = offer_of(answer_of(answerer, "jira:checkout"), 85)
    return Wish(look(desk, answerer), offer, ANA, number)


def trail(sessions: Sessions) -> tuple[AuditRow, ...]:
    with sessions() as session:
        return load_audit(session, "release:jira:checkout")


def unended(sessions: Sessions) -> list[AuditRow]:
    with sessions() as session:
        return list(unended_writes(session, NOW - timedelta(days=1)))


def test_looking_changes_nothing(
    desk: WritingDesk, answerer: Answerer, tracker: LocalTracker, company: Sessions
) -> None:
    proposal = look(desk, answerer)
    assert proposal.target.due_on == DUE
    assert proposal.likelihood is not None
    assert [offer.percent for offer in proposal.offers] == [50, 70, 85, 95]
    assert (tracker.puts, trail(company)) == ([], ())


def test_the_date_that_is_there_already_is_not_offered(
    desk: WritingDesk, answerer: Answerer, tracker: LocalTracker
) -> None:
    tracker.dates["checkout"] = offer_of(answer_of(answerer, "jira:checkout"), 85).day.isoformat()
    assert 85 not in [offer.percent for offer in look(desk, answerer).offers]


def test_a_tracker_without_such_a_kind_says_so(desk: WritingDesk, answerer: Answerer) -> None:
    (name,) = (one for one in answerer.names() if one.id == "linear:v24")
    linear = WritingDesk(desk.sessions, {"linear": desk.writers["jira"]}, desk.now)
    with pytest.raises(FatalError, match="no date of a project that can be set"):
        linear.look(name, None, NOW.date())


def test_a_date_is_written_and_both_rows_of_it_are_kept(
    desk: WritingDesk, answerer: Answerer, tracker: LocalTracker, company: Sessions
) -> None:
    wish = wish_of(desk, answerer)
    assert desk.write(wish).due_on == wish.offer.day
    day = wish.offer.day.isoformat()
    assert tracker.puts == [("checkout", day)]
    asked, done = trail(company)
    assert (asked.actor, asked.workspace, asked.action) == ("U01", "T1", "write_date")
    assert asked.before == {"due_on": "2026-12-20"}
    assert asked.after == {
        "due_on": day,
        "percent": 85,
        "source": "jira",
        "ext_id": "checkout",
        "write": "n1",
    }
    assert (done.action, done.after) == ("write_date.done", {"write": "n1", "due_on": day})
    assert unended(company) == []


def test_the_intention_is_set_down_before_the_tracker_is_asked_and_no_transaction_is_open(
    desk: WritingDesk, answerer: Answerer, tracker: LocalTracker, company: Sessions
) -> None:
    seen: list[list[str]] = []

    def look_into_the_store(_: str) -> None:
        with company.begin() as session:  # it would wait for ever for an open transaction
            session.execute(text("SELECT 1"))
        seen.append([row.action for row in trail(company)])

    tracker.before_put = look_into_the_store
    desk.write(wish_of(desk, answerer))
    assert seen == [["write_date"]]


def test_the_same_wish_twice_at_once_is_written_once(
    desk: WritingDesk, answerer: Answerer, tracker: LocalTracker, company: Sessions
) -> None:
    wish, together = wish_of(desk, answerer), threading.Barrier(4)

    def click() -> bool:
        together.wait()
        try:
            desk.write(wish)
        except BegunAlreadyError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        clicks = [pool.submit(click) for _ in range(4)]
        assert sorted(one.result() for one in clicks) == [False, False, False, True]
    assert len(tracker.puts) == 1
    assert [row.action for row in trail(company)] == ["write_date", "write_date.done"]


def test_a_date_that_somebody_else_has_set_meanwhile_stays(
    desk: WritingDesk, answerer: Answerer, tracker: LocalTracker, company: Sessions
) -> None:
    wish = wish_of(desk, answerer)
    tracker.dates["checkout"] = "2027-02-01"
    with pytest.raises(ChangedMeanwhileError):
        desk.write(wish)
    assert tracker.puts == []
    assert trail(company)[-1].action == "write_date.changed"


def test_a_refusal_is_kept_without_secrets(
    desk: WritingDesk, answerer: Answerer, tracker: LocalTracker, company: Sessions
) -> None:
    keep_secret("edit versions")
    tracker.refuses = True
    with pytest.raises(TrackerError):
        desk.write(wish_of(desk, answerer))
    failed = trail(company)[-1]
    assert failed.action == "write_date.failed"
    assert "you cannot ******" in failed.after["error"]
    assert unended(company) == []


def test_who_dies_in_between_leaves_a_trace(
    desk: WritingDesk, answerer: Answerer, tracker: LocalTracker, company: Sessions
) -> None:
    class Died(BaseException):
        """What no handler catches."""

    class DyingWriter(LocalWriter):
        def set_due(self, target: Target, due_on: date) -> Target:
            super().set_due(target, due_on)
            raise Died

    writer = DyingWriter(tracker)
    with closing(writer), pytest.raises(Died):
        WritingDesk(company, {"jira": writer}, desk.now).write(wish_of(desk, answerer))
    assert len(tracker.puts) == 1
    (left,) = unended(company)
    assert (left.actor, left.subject) == ("U01", "release:jira:checkout")


def test_a_date_whose_end_cannot_be_recorded_is_written_all_the_same(
    desk: WritingDesk, answerer: Answerer, tracker: LocalTracker, company: Sessions
) -> None:
    def lose_the_audit(_: str) -> None:
        with company.begin() as session:
            session.execute(text("ALTER TABLE audit RENAME TO lost"))

    tracker.before_put = lose_the_audit
    wish = wish_of(desk, answerer)
    with capture_logs() as events:
        assert desk.write(wish).due_on == wish.offer.day
    assert events[-1]["event"] == "the end of a write was not recorded"
    with company.begin() as session:
        session.execute(text("ALTER TABLE lost RENAME TO audit"))
    assert len(unended(company)) == 1


def test_the_date_that_is_there_already_is_not_written_again(
    desk: WritingDesk, answerer: Answerer, tracker: LocalTracker, company: Sessions
) -> None:
    wish = Wish(look(desk, answerer), Offer(DUE), ANA, "n1")
    with pytest.raises(CannotWriteError, match="has the date Sun 20 Dec already"):
        desk.write(wish)
    assert (tracker.puts, trail(company)) == ([], ())
