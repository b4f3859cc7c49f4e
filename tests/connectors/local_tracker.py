"""A small tracker on loopback that keeps dates of releases, and the writer that speaks to it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from connectors.http import Http
from connectors.limiter import Limiter
from connectors.tracker import FatalError
from connectors.writer import ChangedMeanwhileError, Target


@dataclass
class LocalTracker:
    """`dates` has what releases are due on by id; `puts` is what was written, in its order.

    `before_put` is called when a write comes in, with its id, and `before_get` when a look does,
    with how many there were. With `refuses` nothing can be written.
    """

    dates: dict[str, str | None]
    puts: list[tuple[str, str]] = field(default_factory=list)
    before_put: Callable[[str], None] = lambda _: None
    before_get: Callable[[int], None] = lambda _: None
    gets: int = 0
    refuses: bool = False
    address: str = ""


@contextmanager
def tracking(tracker: LocalTracker) -> Iterator[LocalTracker]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(tracker))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    tracker.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield tracker
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(tracker: LocalTracker) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            ext_id = self.path.rpartition("/")[2]
            tracker.before_get(tracker.gets)
            tracker.gets += 1
            if ext_id not in tracker.dates:
                self._say(404, {"errorMessages": [f"there is no version {ext_id}"]})
            else:
                self._say(200, {"id": ext_id, "due": tracker.dates[ext_id]})

        def do_PUT(self) -> None:
            ext_id = self.path.rpartition("/")[2]
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            tracker.before_put(ext_id)
            if tracker.refuses:
                self._say(403, {"errorMessages": ["you cannot edit versions"]})
                return
            tracker.puts.append((ext_id, told["due"]))
            tracker.dates[ext_id] = told["due"]
            self._say(200, {"id": ext_id, "due": told["due"]})

        def _say(self, status: int, told: Any) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the parent's name
            """Stay quiet."""

    return Handler


class LocalWriter:
    """Writes dates over HTTP as the writers of real trackers do."""

    def __init__(self, tracker: LocalTracker, name: str = "jira") -> None:
        self.name = name
        client = httpx.Client(base_url=tracker.address)
        self._http = Http(client, Limiter(1000.0))

    def fetch_target(self, kind: str, ext_id: str) -> Target:
        if kind != "version":
            raise FatalError(f"{self.name} has no date of a {kind} that can be set.")
        told = self._http.get(f"/version/{ext_id}")
        due_on = None if told["due"] is None else date.fromisoformat(told["due"])
        return Target(ext_id, kind, f"Version {ext_id}", due_on)

    def set_due(self, target: Target, due_on: date) -> Target:
        if self.fetch_target(target.kind, target.ext_id).due_on != target.due_on:
            raise ChangedMeanwhileError("Somebody has set another date meanwhile; look again.")
        self._http.send("PUT", f"/version/{target.ext_id}", json={"due": due_on.isoformat()})
        return replace(target, due_on=due_on)

    def close(self) -> None:
        self._http.client.close()
