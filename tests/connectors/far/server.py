"""The far tracker's server: python -m tests.connectors.far.server ISSUES; says its address."""

import json
import sys
from collections import Counter
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.connectors.far import payloads

PAGE, CENSUS_PAGE = 100, 5000
asked: Counter[str] = Counter()


def answer(url: str, body: bytes, issues: int) -> Any:
    """Give what a tracker of so many issues answers, as JSON has it."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path == "/read":
        numbers = [int(ext_id) - 10_000 for ext_id in json.loads(body)]
        return {"issues": [payloads.issue(number) for number in numbers]}
    if parts.path == "/time":
        return {"time": payloads.updated_at(issues + 1000).isoformat()}
    if parts.path == "/entities":
        return payloads.entities()
    size = CENSUS_PAGE if parts.path == "/census" else PAGE
    start = int(query["after"])
    there = range(start, min(start + size, issues))
    after = there.stop if there.stop < issues else None
    if parts.path == "/census":
        rows = [[str(10_000 + n), payloads.updated_at(n).isoformat()] for n in there]
        return {"rows": rows, "after": after}
    if query.get("since", "") > payloads.updated_at(issues).isoformat():
        return {"issues": [], "after": None}
    return {"issues": [payloads.issue(number) for number in there], "after": after}


@lru_cache(maxsize=256)
def _answered(url: str, issues: int) -> bytes:
    """Answer at once what was asked before: here it is clients that are measured."""
    return json.dumps(answer(url, b"", issues)).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers with JSON; `/asked` tells how often each path was."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body go out together
    issues = 0

    def do_GET(self) -> None:
        if self.path == "/asked":
            self._send(json.dumps(dict(asked)).encode())
            return
        asked[urlsplit(self.path).path] += 1
        self._send(_answered(self.path, self.issues))

    def do_POST(self) -> None:
        asked[self.path] += 1
        body = self.rfile.read(int(self.headers["content-length"]))
        self._send(json.dumps(answer(self.path, body, self.issues)).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing: stdout is for the address."""

    def _send(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main(issues: str) -> None:
    Handler.issues = int(issues)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
