"""No secret leaves through an error."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from connectors.known_secrets import keep_secret
from connectors.scrub import LONGEST, scrub_error, scrub_text
from connectors.sync import sync_tracker
from connectors.tracker import Page
from store.tables import sync_run
from tests.connectors.scripted import START, ScriptedTracker


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET https://a:b@host/x failed", "GET https://***@host/x failed"),
        ("Authorization: Bearer abc.def refused", "Authorization: Bearer *** refused"),
        ("Authorization: Basic YWJj refused", "Authorization: Basic *** refused"),
        ("/rest?api_key=abc&x=1", "/rest?api_key=***&x=1"),
        ("lin_api_AbC123 is not valid", "*** is not valid"),
        ("ATATT3xFfGF0-x_y= expired", "*** expired"),
        ("xoxb-1-abc", "***"),
        ("issues.csv, line 17: blank", "issues.csv, line 17: blank"),
    ],
)
def test_secrets_are_taken_out_of_errors(said: str, kept: str) -> None:
    assert scrub_error(ValueError(said)) == f"ValueError: {kept}"


def test_only_the_first_line_is_kept() -> None:
    assert scrub_error(ValueError("One.\nTwo.")) == "ValueError: One."


def test_a_long_message_is_cut() -> None:
    assert len(scrub_error(ValueError("x" * 10_000))) == LONGEST


def test_a_secret_known_by_its_value_is_taken_out_as_an_address_writes_it_too() -> None:
    keep_secret("p/t&8f3+Q", "tiny")
    said = "GET /x?t=p%2Ft%268f3%2BQ for p/t&8f3+Q failed, tiny as it is"
    assert scrub_error(ValueError(said)) == "ValueError: GET /x?t=*** for *** failed, tiny as it is"


def test_of_two_secrets_that_begin_alike_nothing_is_left() -> None:
    keep_secret("abcdef", "abcdef-ghijkl")
    assert scrub_text("abcdef-ghijkl and abcdef") == "*** and ***"


def test_a_warning_of_a_sync_is_stored_without_secrets(sessions: sessionmaker[Session]) -> None:
    keep_secret("NjE0plainPAT")
    tracker = ScriptedTracker([[Page((), warnings=("NjE0plainPAT sees nothing.",))]])
    sync_tracker(tracker, sessions, now=lambda: START)
    with sessions() as session:
        assert session.scalars(select(sync_run.c.warnings)).one() == ["*** sees nothing."]
