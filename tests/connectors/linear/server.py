"""A Linear on this machine: GraphQL over HTTP by the real schema, with limits and faults."""

import json
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from graphql import ExecutionResult, GraphQLSchema, execute, parse, validate

from tests.connectors.linear.cost import MOST, cost_of
from tests.connectors.linear.resolving import resolve
from tests.connectors.linear.schema import schema_to_answer_by
from tests.connectors.linear.world import Row, World

KEY = "lin_api_0123456789"


@dataclass(frozen=True)
class Reply:
    """What is sent instead of an answer; `seconds` is how long that takes."""

    status: int = 200
    body: bytes = b"{}"
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


def refusal(code: str, status: int = 200, message: str = "No", **more: str) -> Reply:
    """Give an answer that is an error, as Linear words one."""
    error = {"message": message, "extensions": {"code": code, **more}}
    return Reply(status, json.dumps({"data": None, "errors": [error]}).encode())


@dataclass
class Linear:
    """A running server. `faults` are sent instead of the next answers, oldest first.

    `before` is called with an operation and its variables before each answer, and may replace it.
    """

    world: World
    url: str = ""
    tokens: set[str] = field(default_factory=lambda: {KEY})
    faults: deque[Reply] = field(default_factory=deque)
    before: Callable[[str, Row], Reply | None] = lambda _operation, _variables: None
    headers: dict[str, str] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    authorizations: list[str] = field(default_factory=list)
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)
    schema: GraphQLSchema = field(default_factory=schema_to_answer_by)
    crashes: list[BaseException] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def requests(self) -> int:
        return self.asked.total()

    def answer(self, authorization: str, body: Row) -> Reply:
        operation, variables = body["operationName"], body["variables"]
        self.asked[operation] += 1
        self.authorizations.append(authorization)
        if self.faults:
            return self.faults.popleft()
        if authorization.removeprefix("Bearer ") not in self.tokens:
            return refusal("AUTHENTICATION_ERROR", 401, "Authentication required")
        instead = self.before(operation, variables)
        if instead is not None:
            return instead
        cost = cost_of(body["query"], variables)
        self.costs.append(cost)
        if cost > MOST:
            return refusal("INPUT_ERROR", 400, f"Query too complex ({cost})")
        result = self._execute(body["query"], variables)
        told: Row = {"data": result.data}
        if result.errors:
            told["errors"] = [error.formatted for error in result.errors]
        return Reply(200, json.dumps(told).encode(), headers={"X-Complexity": str(cost)})

    def _execute(self, query: str, variables: Row) -> ExecutionResult:
        document = parse(query)
        errors = validate(self.schema, document)
        if errors:
            for error in errors:
                error.extensions = {"code": "GRAPHQL_VALIDATION_FAILED"}
            return ExecutionResult(None, errors)
        result = execute(
            self.schema,
            document,
            context_value=self.world,
            variable_values=variables,
            field_resolver=resolve,
        )
        assert isinstance(result, ExecutionResult)
        return result

    def give_token(self, form: dict[str, list[str]]) -> Reply:
        """Answer the client credentials grant; a new token ends the one before."""
        self.forms.append(form)
        if form.get("client_secret") != ["open sesame"]:
            told = {"error": "invalid_client", "error_description": "Client is not known"}
            return Reply(401, json.dumps(told).encode())
        token = f"token-{len(self.forms)}"
        self.tokens = {token}
        return Reply(200, json.dumps({"access_token": token, "expires_in": 2591999}).encode())


@contextmanager
def serving(world: World) -> Iterator[Linear]:
    """Serve a world and give its server."""
    linear = Linear(world)
    server = _Server(("127.0.0.1", 0), _handler(linear))
    server.crashes = linear.crashes
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    linear.url = f"http://127.0.0.1:{server.server_address[1]}/graphql"
    yield linear
    server.shutdown()
    thread.join()
    server.server_close()
    assert linear.crashes == [], "the server itself went wrong"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    crashes: list[BaseException]

    def handle_error(self, *_: object) -> None:
        """Keep what went wrong for the test; a client that hangs up is no fault of ours."""
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.crashes.append(error)


def _handler(linear: Linear) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            with linear.lock:
                if self.path == "/oauth/token":
                    reply = linear.give_token(parse_qs(sent.decode()))
                elif self.path == "/graphql":
                    told: Any = json.loads(sent)
                    reply = linear.answer(self.headers.get("Authorization", ""), told)
                else:
                    reply = Reply(404, b"<html>Not here</html>", "text/html")
            time.sleep(reply.seconds)
            self._send(reply)

        def _send(self, reply: Reply) -> None:
            if reply.status == 0:  # the line goes dead
                self.close_connection = True
                return
            self.send_response_only(reply.status)
            sent = {"Date": format_datetime(linear.world.now, usegmt=True)}
            sent |= {"Content-Type": reply.kind, "Content-Length": str(len(reply.body))}
            for name, value in (sent | linear.headers | reply.headers).items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
            """Say nothing."""

    return Handler
