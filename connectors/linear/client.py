"""Questions to Linear's API: one at a time, or a connection page by page."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from connectors.http import TIMEOUT, Http
from connectors.limiter import Limiter
from connectors.linear.document import Listing, load_document
from connectors.linear.judging import judge
from connectors.linear.options import LinearOptions
from connectors.linear.pace import seconds_to_pause
from connectors.linear.signing import make_auth
from connectors.linear.values import Node
from connectors.retry_after import http_date
from connectors.tracker import FatalError, RetriableError, TrackerError

_PER_SECOND = 50.0  # Linear counts by the hour; this only keeps bursts civil


@dataclass(frozen=True, slots=True)
class LinearClient:
    """One workspace's API. Every answer is whole: one with errors never gets through."""

    http: Http
    path: str

    def ask(self, document: str, **variables: Any) -> dict[str, Any]:
        """Give the data that answer an operation. Raises TrackerError."""
        data: dict[str, Any] = self._send(document, variables).json()["data"]
        return data

    def fetch_time(self, document: str) -> datetime:
        """Give the time of the server at its answer to an operation.

        Raises:
            FatalError: it does not tell the time, so nobody knows since when to read next.
        """
        at = http_date(self._send(document, {}).headers.get("date"))
        if at is None:
            raise FatalError(
                f"{self.http.host} sends no Date: a proxy takes it out. Let it through, or ask "
                "Linear without the proxy."
            )
        return at

    def walk(
        self, listing: Listing, *, after: str | None = None, **variables: Any
    ) -> Iterator[list[Node]]:
        """Give a connection page by page, from a cursor on, to its end.

        A page that names its own cursor as the next one would be walked for ever: an error.
        """
        while True:
            data = self.ask(listing.document, first=listing.first, after=after, **variables)
            connection = _at(data, listing)
            if connection is None:
                return
            yield connection["nodes"]
            page = connection["pageInfo"]
            if not page["hasNextPage"]:
                return
            if not page["endCursor"] or page["endCursor"] == after:
                raise FatalError(
                    f"{self.http.host} gives the same page of {listing.document} again and again. "
                    "Nothing was taken for the end; report it to Linear."
                )
            after = page["endCursor"]

    def fetch_all(self, listing: Listing, **variables: Any) -> list[Node]:
        """Give a connection whole."""
        return [node for nodes in self.walk(listing, **variables) for node in nodes]

    def _send(self, document: str, variables: dict[str, Any]) -> httpx.Response:
        return self.http.send(
            "POST",
            self.path,
            json={
                "query": load_document(document),
                "operationName": document,
                "variables": variables,
            },
        )


def make_client(options: LinearOptions) -> LinearClient:
    """Make the client of a source; nothing is sent yet.

    Raises:
        FatalError: without a key, or with a certificate file that cannot be read.
    """
    url = httpx.URL(options.url)
    limiter = Limiter(_PER_SECOND)

    def look_at(response: httpx.Response) -> TrackerError | None:
        wrong = judge(response, url.host)
        is_limited = isinstance(wrong, RetriableError) and wrong.retry_after_seconds is not None
        if not is_limited:
            limiter.pause(seconds_to_pause(response.headers))
        return wrong

    client = httpx.Client(
        base_url=url.copy_with(raw_path=b"/"),
        auth=make_auth(options),
        timeout=TIMEOUT,
        verify=_trusted(options),
        headers={"User-Agent": "shipcast"},
    )
    return LinearClient(Http(client, limiter, look_at), url.raw_path.decode())


def _trusted(options: LinearOptions) -> ssl.SSLContext | bool:
    if options.ca_file is None:
        return True
    try:
        return ssl.create_default_context(cafile=str(options.ca_file))
    except (OSError, ssl.SSLError) as error:
        raise FatalError(
            f"{options.ca_file} cannot be read as a certificate ({error}). Set `ca_file` of the "
            f"source {options.name} to a PEM file."
        ) from error


def _at(data: Any, listing: Listing) -> Any:
    """Step to the connection; None where a list on the way is empty: its thing is gone."""
    for step in listing.path:
        if isinstance(step, int) and step >= len(data):
            return None
        data = data[step]
    return data
