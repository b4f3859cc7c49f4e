"""Requests are paced, repeated where that helps, and fail in one sentence."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import respx
import stamina

from connectors.http import Http
from connectors.limiter import Limiter
from connectors.retry_after import http_date, retry_after_seconds
from connectors.retrying import ATTEMPTS
from connectors.tracker import FatalError, TrackerError, UnreachableError

HOST = "https://jira.example.com"


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=ATTEMPTS):
        yield


@pytest.fixture
def http() -> Iterator[Http]:
    with httpx.Client(base_url=HOST) as client:
        yield Http(client, Limiter(1e6))


def failure(call: Callable[[], Any], kind: type[TrackerError]) -> str:
    with pytest.raises(kind) as raised:
        call()
    assert "\n" not in str(raised.value)
    return str(raised.value)


@respx.mock
@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_again(http: Http, status: int) -> None:
    route = respx.get(f"{HOST}/x").mock(
        side_effect=[httpx.Response(status), httpx.Response(200, json={"a": 1})]
    )
    assert http.get("/x") == {"a": 1}
    assert route.call_count == 2


@respx.mock
def test_what_does_not_pass_ends_and_is_not_asked_by_others_again(http: Http) -> None:
    route = respx.get(f"{HOST}/x").mock(return_value=httpx.Response(502))
    told = failure(lambda: http.get("/x"), UnreachableError)
    assert told == "jira.example.com answers 502 Bad Gateway. Try again later."
    assert route.call_count == ATTEMPTS


@respx.mock
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (httpx.Response(401), "does not take the token (401)"),
        (httpx.Response(403, json={"message": "Not yours."}), "(403): Not yours. Give it"),
        (httpx.Response(404, json={"errors": {"id": "No such."}}), "404 Not Found: No such."),
        (httpx.Response(418, json=["tea"]), "418 I'm a Teapot: ['tea']"),
        (httpx.Response(499, text="<html>"), "answers 499: a page, no JSON"),
        (httpx.Response(200, text="<html>"), "a page instead of JSON"),
        (httpx.Response(200, text="{", headers={"content-type": "application/json"}), "instead of"),
        (httpx.Response(302, headers={"location": "https://sso.example.com/x?t=1"}), "sso.example"),
        (httpx.Response(302), "on to elsewhere"),
    ],
)
def test_what_a_person_must_mend_is_said_once(
    http: Http, answer: httpx.Response, words: str
) -> None:
    route = respx.get(f"{HOST}/x").mock(return_value=answer)
    assert words in failure(lambda: http.get("/x"), FatalError)
    assert route.call_count == 1


@respx.mock
@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (httpx.ReadTimeout("slow"), UnreachableError, "does not answer in time"),
        (httpx.ConnectError("refused"), UnreachableError, "cannot be reached (ConnectError)"),
        (httpx.RemoteProtocolError("cut"), UnreachableError, "(RemoteProtocolError)"),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]"), FatalError, "Set `ca_file`"),
        (httpx.UnsupportedProtocol("no http"), FatalError, "Check `url`"),
        (httpx.InvalidURL("bad"), FatalError, "Check `url`"),
    ],
)
def test_what_never_becomes_an_answer_is_sorted(
    http: Http, error: Exception, kind: type[TrackerError], words: str
) -> None:
    respx.get(f"{HOST}/x").mock(side_effect=error)
    assert words in failure(lambda: http.get("/x"), kind)


@respx.mock
def test_a_body_may_be_missing_where_there_is_none(http: Http) -> None:
    respx.put(f"{HOST}/x").mock(return_value=httpx.Response(204))
    assert http.send("PUT", "/x").status_code == 204


@respx.mock
def test_a_judge_speaks_first(http: Http) -> None:
    respx.post(f"{HOST}/x").mock(return_value=httpx.Response(200, json={"errors": ["no"]}))
    strict = Http(http.client, http.limiter, lambda _: FatalError("Partial."))
    assert failure(lambda: strict.post("/x", {}), FatalError) == "Partial."


@respx.mock
def test_a_wait_that_is_asked_for_holds_for_all_who_share_the_limiter(http: Http) -> None:
    busy = httpx.Response(429, headers={"Retry-After": "0.2"})
    respx.get(f"{HOST}/x").mock(side_effect=[busy, httpx.Response(200, json=1)])
    begin = time.monotonic()
    http.get("/x")
    assert time.monotonic() - begin >= 0.2


def test_a_limiter_keeps_its_pace() -> None:
    limiter, begin = Limiter(50.0), time.monotonic()
    for _ in range(4):
        limiter.wait()
    assert time.monotonic() - begin >= 0.06


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("3", None, 3.0),
        ("2.5", None, 2.5),
        ("-1", None, 0.0),
        ("Mon, 02 Mar 2026 12:00:30 GMT", "Mon, 02 Mar 2026 12:00:00 GMT", 30.0),
        ("Mon, 02 Mar 2026 11:00:00 GMT", "Mon, 02 Mar 2026 12:00:00 GMT", 0.0),
        ("Mon, 02 Mar 2026 12:00:30 GMT", None, None),
        ("soon", "Mon, 02 Mar 2026 12:00:00 GMT", None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_wait_is_read_in_every_form(
    value: str | None, date: str | None, seconds: float | None
) -> None:
    assert retry_after_seconds(value, date) == seconds


def test_a_date_is_read_as_utc() -> None:
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert http_date("Mon, 02 Mar 2026 12:00:00 GMT") == noon
    assert http_date("Mon, 02 Mar 2026 12:00:00 -0000") == noon
    assert http_date("never") is http_date(None) is None
