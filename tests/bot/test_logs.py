"""Logs are one stream, machine-readable on demand, and hold no secret."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import MASK, configure_logs, scrub

SECRETS = (
    "xoxb-12-secret",
    "xoxe.xoxp-1-secret",
    "xapp-1-A-secret",
    "lin_api_secret",
    "ATATT3xsecret=AB",
    "https://hooks.slack.com/services/T1/B1/secret",
    "https://hooks.slack.com/commands/T1/secret",
    "Authorization: Bearer secret.x",
    "{'Authorization': 'Basic c2VjcmV0OnNlY3JldA==secret'}",
    "authorization=lin_secret",
    "Bearer secret",
    "postgresql://me:secret@host/db",
)


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def logged(*, as_json: bool = True) -> io.StringIO:
    stream = io.StringIO()
    configure_logs(as_json=as_json, stream=stream)
    return stream


def events(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("text", SECRETS)
def test_what_looks_like_a_secret_is_masked(text: str) -> None:
    assert "secret" not in scrub(f"before {text} after")
    assert MASK in scrub(text)


@given(st.from_regex(r"[a-z ]{0,30}", fullmatch=True))
def test_plain_words_are_left_alone(text: str) -> None:
    assert scrub(text) == text or "bearer" in text or "basic" in text


def test_an_event_is_one_line_of_json_with_time_level_and_name() -> None:
    stream = logged()

    structlog.get_logger("shipcast").info("synced", source="shop", issues=3)

    (event,) = events(stream)
    assert event["event"] == "synced"
    assert event["issues"] == 3
    assert event["level"] == "info"
    assert event["logger"] == "shipcast"
    assert event["timestamp"].endswith("Z")


@pytest.mark.parametrize("text", SECRETS)
@pytest.mark.parametrize("as_json", [True, False])
def test_a_library_cannot_log_a_secret(text: str, *, as_json: bool) -> None:
    stream = logged(as_json=as_json)

    logging.getLogger("slack_bolt.App").warning("request %s", text)

    assert "request" in stream.getvalue()
    assert "secret" not in stream.getvalue()


def test_secrets_are_found_in_values_however_deep_and_under_telling_keys() -> None:
    stream = logged()

    structlog.get_logger().info(
        "call", headers={"X": ["xoxb-1-secret"], "signing_secret": "abc"}, body=("lin_api_secret",)
    )

    (event,) = events(stream)
    assert event["headers"] == {"X": [MASK], "signing_secret": MASK}
    assert event["body"] == [MASK]


@pytest.mark.parametrize("as_json", [True, False])
def test_a_traceback_is_scrubbed_too(*, as_json: bool) -> None:
    stream = logged(as_json=as_json)

    try:
        int("xoxb-1-secret")
    except ValueError:
        structlog.get_logger().exception("failed")

    assert "ValueError" in stream.getvalue()
    assert "xoxb-1-secret" not in stream.getvalue()


def test_configuring_twice_does_not_say_things_twice() -> None:
    logged()
    stream = logged()

    logging.getLogger("slack_sdk").error("once")

    assert len(events(stream)) == 1


def test_debug_events_show_only_when_asked_for() -> None:
    stream = logged()
    structlog.get_logger("shipcast").debug("detail")
    assert stream.getvalue() == ""

    configure_logs(as_json=True, debug=True, stream=stream)
    structlog.get_logger("shipcast").debug("detail")
    assert len(events(stream)) == 1
