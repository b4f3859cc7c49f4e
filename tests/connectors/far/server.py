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


@lru_cache(maxsize=256)
def _page(numbers: range, after: int | None) -> bytes:
    """Give a page of issues, at once where it was asked for before: clients are measured here."""
    issues = [payloads.issue(number) for number in numbers]
    return json.dumps({"issues": issues, "after": after}).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers with JSON; `/asked` tells how often each path was."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body go out together
    issues = 0

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        asked[parts.path] += 1
        self._answer(self._found(parts.path, query))

    def do_POST(self) -> None:
        asked["/read"] += 1
        ids = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self._answer({"issues": [payloads.issue(int(ext_id) - 10_000) for ext_id in ids]})

    def log_message(self, *_: Any) -> None:
        """Say nothing: stdout is for the address."""

    def _found(self, path: str, query: dict[str, str]) -> Any:
        if path == "/asked":
            return dict(asked)
        if path == "/time":
            return {"time": payloads.updated_at(self.issues + 1000).isoformat()}
        if path == "/entities":
            return payloads.entities()
        start, since = int(query.get("after", "0")), query.get("since", "")
        size = CENSUS_PAGE if path == "/census" else PAGE
        there = range(start, min(start + size, self.issues))
        after = there.stop if there.stop < self.issues and len(there) == size else None
        if path == "/census":
            rows = [[str(10_000 + n), payloads.updated_at(n).isoformat()] for n in there]
            return {"rows": rows, "after": after}
        if since > payloads.updated_at(self.issues).isoformat():
            return {"issues": [], "after": None}
        return _page(there, after)

    def _answer(self, told: Any) -> None:
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
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
