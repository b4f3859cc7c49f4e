"""The doctor finds each trouble of a source before its first sync, and says the way out."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from bot.cli.checks import Check, State
from bot.cli.source_check import check_hook, check_sources, check_tracker, is_reachable
from bot.clock import now
from config.model import Settings, WebSettings
from config.settings import load_settings
from config.sources import JiraSource
from connectors.http import Http
from connectors.known_secrets import keep_secret
from connectors.limiter import Limiter
from tests.connectors.scripted import ScriptedTracker

CERTIFICATE = Path(__file__).parents[2] / "connectors" / "certificate.pem"


@dataclass(frozen=True, slots=True)
class Said:
    """What a server answers, and after how long."""

    status: int = 200
    body: str = "{}"
    kind: str = "application/json"
    location: str = ""
    wait_seconds: float = 0


class Quiet(ThreadingHTTPServer):
    """Says nothing of clients that hang up."""

    def handle_error(self, *_: object) -> None: ...


@contextmanager
def answering(said: Said, *, tls: bool = False) -> Iterator[tuple[str, list[str]]]:
    """Serve one answer for everything; give the address and the paths that were asked for."""
    asked: list[str] = []
    is_over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked.append(self.path)
            is_over.wait(said.wait_seconds)
            self.send_response(said.status)
            self.send_header("Content-Type", said.kind)
            if said.location:
                self.send_header("Location", said.location)
            self.end_headers()
            self.wfile.write(said.body.encode())

        do_POST = do_GET  # noqa: N815  the parent's way of naming

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the parent's name
            """Stay quiet."""

    server = Quiet(("127.0.0.1", 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}", asked
    finally:
        is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()


class AskingTracker(ScriptedTracker):
    """A tracker whose time comes over HTTP, as that of Jira and Linear does."""

    def __init__(self, address: str, timeout_seconds: float = 5) -> None:
        super().__init__([[]])
        self._http = Http(httpx.Client(base_url=address, timeout=timeout_seconds), Limiter(1000.0))

    def server_time(self) -> datetime:
        with self._http.client:
            self._http.get("/time")
        return datetime(2026, 3, 2, tzinfo=UTC)


UNKNOWN = "The value 'NOPE' does not exist for the field 'project'"
BROKEN = "Error in the JQL Query: '==' is a reserved word"
TROUBLES = (
    (Said(401), "does not take the token (401)"),
    (Said(403, json.dumps({"message": "no browse permission"})), "no browse permission"),
    (Said(400, json.dumps({"errorMessages": [f"{UNKNOWN}."]})), UNKNOWN),
    (Said(400, json.dumps({"errorMessages": [f"{BROKEN}."]})), BROKEN),
    (Said(404, json.dumps({"message": "no such thing"})), "404 Not Found: no such thing"),
    (Said(200, "<html>Please log in</html>", "text/html"), "a page instead of JSON"),
    (Said(302, "", location="https://login.example/x"), "sends us on to login.example"),
    (Said(503), "503 Service Unavailable"),
)


@pytest.mark.parametrize(("said", "sentence"), TROUBLES)
def test_each_trouble_is_one_sentence_and_found_at_the_first_request(
    said: Said, sentence: str
) -> None:
    with answering(said) as (address, asked):
        check = check_tracker(AskingTracker(address))
    assert check.state is State.FAIL
    assert sentence in check.found
    assert "\n" not in check.found
    assert asked == ["/time"]


def test_an_answer_that_does_not_come_is_told_after_one_wait() -> None:
    with answering(Said(wait_seconds=20)) as (address, asked):
        began = time.monotonic()
        check = check_tracker(AskingTracker(address, timeout_seconds=0.3))
    assert "does not answer in time" in check.found
    assert time.monotonic() - began < 5
    assert asked == ["/time"]


def test_a_certificate_that_nobody_signed_is_told_with_the_way_out() -> None:
    with answering(Said(), tls=True) as (address, asked):
        check = check_tracker(AskingTracker(address))
    assert check.state is State.FAIL
    assert "certificate that is not trusted" in check.found
    assert "`ca_file`" in check.found
    assert asked == []


def test_a_wrong_address_is_told() -> None:
    assert "cannot be reached" in check_tracker(AskingTracker("http://127.0.0.1:9")).found


def test_a_tracker_that_answers_is_well_and_is_asked_again_elsewhere() -> None:
    with answering(Said()) as (address, _):
        assert check_tracker(AskingTracker(address)).state is State.OK


def test_a_trouble_shows_no_secret() -> None:
    keep_secret("NjE0plainPAT")
    with answering(Said(403, '{"message": "NjE0plainPAT may not"}')) as (address, _):
        assert "NjE0plainPAT" not in check_tracker(AskingTracker(address)).found


def checks_of(text: str, here: Path, **environ: str) -> list[Check]:
    path = here / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return list(check_sources(load_settings(path, environ), now()))


@pytest.mark.parametrize(
    ("source", "found", "todo"),
    [
        ("kind: jira, url: 'https://jira.example'", "no token", "SHIPCAST_SOURCE_MY_SHOP_TOKEN"),
        ("kind: linear", "no key", "SHIPCAST_SOURCE_MY_SHOP_TOKEN"),
        (
            "kind: linear, client_id: c1",
            "client_id without its secret",
            "SHIPCAST_SOURCE_MY_SHOP_CLIENT_SECRET",
        ),
    ],
)
def test_a_missing_secret_is_told_with_the_variable_that_is_its_place(
    here: Path, source: str, found: str, todo: str
) -> None:
    (check,) = checks_of(f"sources: [{{name: my shop, {source}}}]", here)
    assert (check.state, check.found) == (State.FAIL, found)
    assert todo in check.todo


def test_without_sources_it_says_how_to_get_one() -> None:
    (check,) = check_sources(Settings(), now())
    assert check.state is State.WARN


@pytest.mark.parametrize(
    ("host", "reachable"),
    [
        ("127.0.0.1", False),
        ("127.0.1.1", False),
        ("localhost", False),
        ("::1", False),
        ("0.0.0.0", True),  # noqa: S104  that is what is asked about
        ("10.0.0.7", True),
        ("ship.example", True),
    ],
)
def test_who_reaches_the_web_server(host: str, *, reachable: bool) -> None:
    assert is_reachable(host) is reachable


def test_a_hook_without_a_secret_is_warned_about_where_others_reach_us() -> None:
    settings = Settings.model_validate(
        {"sources": [{"kind": "jira", "name": "my shop", "url": "http://x"}]}
    )
    (source,) = settings.sources
    assert isinstance(source, JiraSource)
    assert list(check_hook(source, settings)) == []
    open_ = settings.model_copy(update={"web": WebSettings(host="0.0.0.0")})  # noqa: S104
    (warned,) = check_hook(source, open_)
    assert warned.state is State.WARN
    assert "every 10 min" in warned.found
    assert "SHIPCAST_SOURCE_MY_SHOP_WEBHOOK_SECRET" in warned.todo
    assert "/webhooks/jira/my%20shop" in warned.todo
    signed = source.model_copy(update={"webhook_secret": SecretStr("s3cret")})
    (well,) = check_hook(signed, settings)
    assert (well.state, "/webhooks/jira/my%20shop" in well.found) == (State.OK, True)
    assert "s3cret" not in str(well)
