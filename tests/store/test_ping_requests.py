"""Pings that somebody has to answer."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, sessionmaker

from store.outbox import claim_posts, enqueue_post, mark_sent
from store.ping_requests import (
    PingRequest,
    RequestState,
    answer_request,
    ask_again,
    load_asked_again,
    load_request,
    load_requests,
    save_request,
)
from tests.store.posts import a_post
from tests.store.samples import day

Sessions = sessionmaker[Session]
NOW = day(1)
DAY = timedelta(days=1)


def ask(sessions: Sessions, key: str = "ping", function: str = "support") -> None:
    with sessions.begin() as session:
        enqueue_post(session, a_post(key, channel=f"C0{function.upper()}"))
        for _ in range(2):  # the same again changes nothing
            save_request(
                session,
                key,
                workspace="T1",
                release_id="jira:A",
                function=function,
                stage="T-14",
                next_at=NOW + DAY,
            )


def send(sessions: Sessions) -> None:
    with sessions.begin() as session:
        for one in claim_posts(session, NOW, DAY, 9):
            mark_sent(session, one.id, "1.0", NOW)


def request(sessions: Sessions, key: str = "ping") -> PingRequest:
    with sessions.begin() as session:
        found = load_request(session, key)
    assert found is not None
    return found


def test_what_slack_has_is_asked_again_until_it_is_answered(sessions: Sessions) -> None:
    ask(sessions)
    with sessions() as session:
        assert load_asked_again(session, "T1") == ()
    send(sessions)
    with sessions.begin() as session:
        (asked,) = load_asked_again(session, "T1")
        assert load_asked_again(session, "T2") == ()
        assert (asked.key, asked.ts, asked.channel) == ("ping", "1.0", "C0SUPPORT")
        assert (asked.state, asked.reminders, asked.answers) == (RequestState.OPEN, 0, 0)
        ask_again(session, asked, RequestState.OPEN, NOW + 2 * DAY, 1)
    assert (request(sessions).next_at, request(sessions).reminders) == (NOW + 2 * DAY, 1)


@pytest.mark.parametrize("state", [RequestState.ACKED, RequestState.BLOCKED])
def test_an_answer_is_kept_and_ends_the_asking(sessions: Sessions, state: RequestState) -> None:
    ask(sessions)
    send(sessions)
    with sessions.begin() as session:
        found = load_request(session, "ping")
        assert found is not None
        assert answer_request(session, found, state, by="U1", at=NOW, reason="why") == 1
        assert load_asked_again(session, "T1") == ()
    now = request(sessions)
    assert (now.state, now.by, now.at, now.reason, now.answers) == (state, "U1", NOW, "why", 1)


def test_a_snooze_moves_the_next_time(sessions: Sessions) -> None:
    ask(sessions)
    send(sessions)
    with sessions.begin() as session:
        found = load_request(session, "ping")
        assert found is not None
        later = NOW + 3 * DAY
        answer_request(session, found, RequestState.SNOOZED, by="U1", at=NOW, next_at=later)
        (asked,) = load_asked_again(session, "T1")
    assert (asked.state, asked.next_at) == (RequestState.SNOOZED, NOW + 3 * DAY)


def test_all_that_was_asked_about_a_release_is_known(sessions: Sessions) -> None:
    ask(sessions)
    ask(sessions, "other", "marketing")
    with sessions() as session:
        functions = [one.function for one in load_requests(session, "jira:A")]
        assert load_requests(session, "jira:B") == ()
        assert load_request(session, "nothing") is None
    assert functions == ["support", "marketing"]


def test_there_is_no_request_without_its_post(sessions: Sessions) -> None:
    with sessions.begin() as session, pytest.raises(NoResultFound):
        save_request(
            session,
            "nothing",
            workspace="T1",
            release_id="jira:A",
            function="support",
            stage="T-14",
            next_at=NOW,
        )
