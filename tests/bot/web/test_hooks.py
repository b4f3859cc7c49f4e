"""`/webhooks/…`: a hint is remembered and answered at once, and nobody else learns anything."""

import time
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker
from starlette.applications import Starlette
from structlog.testing import capture_logs

from bot.web.app import make_web_app
from bot.web.hooks import LARGEST_BODY, Hook, Hooks
from tests.bot.web.serving import serving
from tests.bot.web.trackers import (
    SECRET,
    UUID,
    Sent,
    from_jira,
    from_linear,
    hooks_over,
    marked,
    post,
)

Sessions = sessionmaker[Session]


def app_of(hooks: Hooks) -> Starlette:
    return make_web_app({}, hooks=hooks)


def test_a_hint_marks_its_issue_and_is_answered(nobody: Sessions) -> None:
    with serving(app_of(hooks_over(nobody))) as address:
        for path, sent in (
            ("/webhooks/jira/shop", from_jira()),
            ("/webhooks/linear/apps", from_linear()),
        ):
            assert post(address, path, sent).status_code == 200
    assert (marked(nobody, "shop"), marked(nobody, "apps")) == (["10002"], [UUID])


def test_where_there_is_one_source_of_a_kind_its_name_may_be_left_out(nobody: Sessions) -> None:
    with serving(app_of(hooks_over(nobody))) as address:
        assert post(address, "/webhooks/jira", from_jira()).status_code == 200
        assert post(address, "/webhooks/linear", from_linear()).status_code == 200
    assert (marked(nobody, "shop"), marked(nobody, "apps")) == (["10002"], [UUID])


def test_where_there_are_two_of_a_kind_the_name_tells_which(nobody: Sessions) -> None:
    two = (Hook("jira", "shop", "secret of shop"), Hook("jira", "back office", SECRET))
    with serving(app_of(hooks_over(nobody, *two))) as address:
        assert post(address, "/webhooks/jira", from_jira()).status_code == 401
        assert post(address, "/webhooks/jira/shop", from_jira()).status_code == 401
        assert post(address, "/webhooks/jira/back%20office", from_jira()).status_code == 200
    assert (marked(nobody, "shop"), marked(nobody, "back office")) == ([], ["10002"])


def test_whoever_may_not_call_learns_nothing_at_all(nobody: Sessions) -> None:
    known = (Hook("jira", "shop", SECRET), Hook("jira", "mute", ""))
    answers = set()
    with serving(app_of(hooks_over(nobody, *known))) as address, capture_logs() as events:
        for path, sent in (
            ("/webhooks/jira/shop", from_jira(secret="other")),
            ("/webhooks/jira/shop", Sent({}, b"")),
            ("/webhooks/jira/shop", from_linear()),
            ("/webhooks/jira/mute", from_jira(secret="")),
            ("/webhooks/jira/nowhere", from_jira()),
            ("/webhooks/linear", from_linear()),
        ):
            got = post(address, path, sent)
            answers.add((got.status_code, got.text))
    assert answers == {(401, "refused")}
    assert marked(nobody, "shop") == []
    reasons = {str(event["reason"]) for event in events}
    assert "the source has no webhook secret" in reasons
    assert "no source is meant by that address" in reasons


def test_the_same_delivery_again_is_answered_and_marks_nothing(nobody: Sessions) -> None:
    first, replayed = from_jira(number="1"), from_jira(number="2")
    assert first.body == replayed.body
    retried = from_jira({"issue": {"id": "10003"}}, number="1")
    with serving(app_of(hooks_over(nobody))) as address:
        for sent in (first, first, replayed, retried):
            assert post(address, "/webhooks/jira", sent).status_code == 200
    assert marked(nobody, "shop") == ["10002"]


def test_a_body_that_is_too_large_is_not_even_read(nobody: Sessions) -> None:
    with serving(app_of(hooks_over(nobody))) as address:
        got = post(address, "/webhooks/jira", Sent({}, b"x" * (LARGEST_BODY + 1)))
        assert got.status_code == 413
        assert httpx.get(f"{address}/webhooks/jira").status_code == 405


def test_without_hooks_there_is_no_such_address() -> None:
    with serving(make_web_app({})) as address:
        assert post(address, "/webhooks/jira", from_jira()).status_code == 404


@pytest.mark.parametrize("table", ["webhook_delivery", "dirty_issue"])
def test_what_could_not_be_remembered_whole_is_to_be_sent_again(
    nobody: Sessions, table: str
) -> None:
    with nobody.begin() as session:
        session.execute(text(f"ALTER TABLE {table} RENAME TO away"))
    with serving(app_of(hooks_over(nobody))) as address:
        assert post(address, "/webhooks/jira", from_jira()).status_code == 503
        with nobody.begin() as session:
            session.execute(text(f"ALTER TABLE away RENAME TO {table}"))
        assert post(address, "/webhooks/jira", from_jira()).status_code == 200
    assert marked(nobody, "shop") == ["10002"]


def test_it_answers_in_time_though_somebody_else_is_writing(nobody: Sessions) -> None:
    hooks = replace(hooks_over(nobody), answer_seconds=0.2)
    with serving(app_of(hooks)) as address:
        with nobody.begin() as session:
            session.execute(text("SELECT 1"))  # SQLite lets one writer in, and this is it
            began = time.monotonic()
            assert post(address, "/webhooks/jira", from_jira()).status_code == 503
            assert time.monotonic() - began < 2
        # What waited is remembered now, and known when it is sent again.
        until = time.monotonic() + 20
        while not marked(nobody, "shop") and time.monotonic() < until:
            time.sleep(0.05)
        assert post(address, "/webhooks/jira", from_jira()).status_code == 200
    assert marked(nobody, "shop") == ["10002"]
