"""A delivery is believed when it is signed, of this time and readable; then only its ids are."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.web.deliveries import JIRA, LINEAR, Delivery, UnbelievableError, believe, sign
from tests.bot.web.trackers import (
    NOW,
    OTHER_UUID,
    SECRET,
    UUID,
    Sent,
    from_jira,
    from_linear,
    milliseconds,
)

MILLISECOND = timedelta(milliseconds=1)
DAY, MINUTE = timedelta(hours=24), timedelta(seconds=60)


def believed(kind: str, sent: Sent, secret: str = SECRET) -> Delivery:
    headers = {name.lower(): value for name, value in sent.headers.items()}
    return believe(kind, secret, headers, sent.body, NOW)


def test_the_signature_is_that_of_the_known_vector() -> None:
    made = sign("It's a Secret to Everybody", b"Hello World!")
    assert made == "a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9"


def test_what_is_signed_is_believed() -> None:
    assert believed(JIRA, from_jira()).ext_ids == ("10002",)
    assert believed(LINEAR, from_linear()).ext_ids == (UUID,)


@pytest.mark.parametrize(
    ("kind", "sent"), [(JIRA, from_jira(secret="other")), (LINEAR, from_linear(secret="other"))]
)
def test_what_is_signed_with_another_secret_is_not(kind: str, sent: Sent) -> None:
    with pytest.raises(UnbelievableError, match="signature"):
        believed(kind, sent)


@pytest.mark.parametrize("secret", ["", "  "])
def test_without_a_secret_nothing_is_believed(secret: str) -> None:
    with pytest.raises(UnbelievableError, match="no webhook secret"):
        believed(JIRA, from_jira(secret=secret), secret)


@pytest.mark.parametrize("given", ["", "sha256=", "sha1=abc", "é", "sha256=" + "0" * 64])
def test_a_signature_that_is_none_is_refused(given: str) -> None:
    sent = from_jira()
    with pytest.raises(UnbelievableError, match="signature"):
        believed(JIRA, Sent({"X-Hub-Signature": given}, sent.body))
    with pytest.raises(UnbelievableError, match="signature"):
        believed(LINEAR, Sent({"Linear-Signature": given}, sent.body))


def test_the_bytes_are_signed_and_not_what_they_mean() -> None:
    sent = from_jira()
    spaced = json.dumps(json.loads(sent.body), indent=1).encode()
    with pytest.raises(UnbelievableError, match="signature"):
        believed(JIRA, Sent(sent.headers, spaced))


@pytest.mark.parametrize(
    ("kind", "make", "window"), [(JIRA, from_jira, DAY), (LINEAR, from_linear, MINUTE)]
)
def test_what_is_too_old_or_dated_ahead_is_refused(kind: str, make: Any, window: timedelta) -> None:
    assert believed(kind, make(at=NOW - window)).ext_ids
    assert believed(kind, make(at=NOW + window)).ext_ids
    for at in (NOW - window - MILLISECOND, NOW + window + MILLISECOND):
        with pytest.raises(UnbelievableError, match="time"):
            believed(kind, make(at=at))


@pytest.mark.parametrize("stamp", [None, "1764331200000", True, [1], 10**400, float("nan")])
def test_a_stamp_that_is_none_is_refused(stamp: Any) -> None:
    with pytest.raises(UnbelievableError):
        believed(JIRA, from_jira({"timestamp": stamp, "issue": {"id": "1"}}))
    with pytest.raises(UnbelievableError):
        believed(LINEAR, from_linear({"webhookTimestamp": stamp, "data": {}}))


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(UnbelievableError, match="body"):
        believed(JIRA, Sent({"X-Hub-Signature": f"sha256={sign(SECRET, body)}"}, body))


@pytest.mark.parametrize(
    ("told", "ext_ids"),
    [
        ({"issue": {"id": 10002}, "comment": {"id": "7"}}, ("10002",)),
        ({"worklog": {"issueId": "10003"}}, ("10003",)),
        ({"issueLink": {"sourceIssueId": 1, "destinationIssueId": 2}}, ("1", "2")),
        ({"version": {"id": "5"}}, ()),
        ({"issue": {"id": "10002; DROP TABLE issue"}}, ()),
        ({"issue": {"id": ["10002"]}}, ()),
        ({"issue": "10002"}, ()),
        ({"issue": {"id": "9" * 40}}, ()),
    ],
)
def test_of_a_jira_event_only_the_ids_of_issues_are_taken(
    told: dict[str, Any], ext_ids: tuple[str, ...]
) -> None:
    assert believed(JIRA, from_jira(told)).ext_ids == ext_ids


@pytest.mark.parametrize(
    ("told", "ext_ids"),
    [
        ({"type": "Comment", "data": {"id": OTHER_UUID, "issueId": UUID}}, (UUID,)),
        ({"type": "Project", "data": {"id": OTHER_UUID}}, ()),
        ({"type": "Issue", "data": {"id": UUID.upper()}}, ()),
        ({"type": "Issue", "data": None}, ()),
    ],
)
def test_of_a_linear_event_only_the_id_of_an_issue_is_taken(
    told: dict[str, Any], ext_ids: tuple[str, ...]
) -> None:
    assert believed(LINEAR, from_linear(told)).ext_ids == ext_ids


def test_a_delivery_is_known_by_its_identifier_and_by_its_body() -> None:
    first, again = from_jira(number="1"), from_jira(number="1", at=NOW - MINUTE)
    assert len({*believed(JIRA, first).keys, *believed(JIRA, again).keys}) == 3
    bare = Sent({"X-Hub-Signature": first.headers["X-Hub-Signature"]}, first.body)
    assert len(believed(JIRA, bare).keys) == 1
    long = Sent({**first.headers, "X-Atlassian-Webhook-Identifier": "x" * 9999}, first.body)
    assert max(map(len, believed(JIRA, long).keys)) < 250
    assert milliseconds(NOW) == 1795867200000
