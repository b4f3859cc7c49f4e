"""The `jira` library, for what it is good at: metadata, boards, sprints, versions and writing.

Version 3.10.5 has defects that are worked around here, each at its line. Its errors carry the
whole answer, and so never leave this module.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import httpx
import requests
from jira import JIRA
from jira.exceptions import JIRAError

from connectors.http import Http
from connectors.jira.options import JiraOptions
from connectors.jira.session import CONNECT_SECONDS, authorization
from connectors.jira.site import Site
from connectors.tracker import FatalError, RetriableError, TrackerError

_Answer = TypeVar("_Answer")


class Library:
    """A client of the library whose calls are paced, repeated and judged as all others are."""

    def __init__(self, client: JIRA, http: Http) -> None:
        self._client = client
        self._http = http

    def ask(self, call: Callable[[JIRA], _Answer]) -> _Answer:
        """Give what `call` makes of the client. Raises TrackerError."""
        return self._http.repeated(lambda: self.once(call))

    def once(self, call: Callable[[JIRA], _Answer]) -> _Answer:
        """Ask a single time: for what must not be done twice. Raises TrackerError."""
        return _translated(lambda: call(self._client), self._http)


@contextmanager
def library(options: JiraOptions, site: Site, http: Http) -> Iterator[Library]:
    """Open the library with the same address, credentials and certificates; nothing is asked."""
    client = _client(options, site)
    try:
        yield Library(client, http)
    finally:
        client.close()  # type: ignore[no-untyped-call]


def _client(options: JiraOptions, site: Site) -> JIRA:
    client = JIRA(
        options={
            "server": options.server,
            "rest_api_version": "3" if site.is_cloud else "2",
            "headers": authorization(options),
            "verify": True if options.ca_file is None else str(options.ca_file),
        },
        # Asking here would follow redirects, as what forbids it is set below. Without asking the
        # library takes Cloud for an old server: so it is told.
        get_server_info=False,
        # By default there is no timeout at all.
        timeout=(CONNECT_SECONDS, options.timeout_seconds),
        # It repeats no 502 and no 503 without a header, and fails on a `Retry-After` that is a
        # float or a date: with 0 it never looks, and we repeat.
        max_retries=0,
        logging=False,
    )
    session = client._session  # noqa: SLF001 - the library has no other way to these two
    # Logins and proxies answer with a redirect; following one shows our headers to a stranger.
    session.max_redirects = 0
    # Without an `auth` of its own requests would take a password from a .netrc file.
    session.auth = _as_it_is
    client.deploymentType = "Cloud" if site.is_cloud else "Server"
    return client


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _translated(call: Callable[[], _Answer], http: Http) -> _Answer:
    """Turn the library's errors, and those of requests, into ours; none is kept as a cause.

    Their texts hold addresses, headers and whole answers.
    """
    wrong: TrackerError
    try:
        return call()
    except JIRAError as error:
        wrong = _judged(error.response, http)
    except requests.TooManyRedirects as error:
        wrong = _judged(error.response, http)
    except requests.Timeout:
        wrong = RetriableError(f"{http.host} does not answer in time. Try again later.")
    except requests.exceptions.SSLError:
        wrong = FatalError(
            f"{http.host} has a certificate that is not trusted here. Set `ca_file` of the source "
            "to the file of your authority."
        )
    except ValueError:  # requests' JSONDecodeError is one, and so is what the library makes of it
        wrong = FatalError(
            f"{http.host} answers with a page instead of JSON: a proxy, a login or a wrong "
            "address. Check `url` of the source."
        )
    except requests.RequestException as error:
        wrong = RetriableError(
            f"{http.host} cannot be reached ({type(error).__name__}). Check `url` of the source "
            "and the network."
        )
    raise wrong from None


def _judged(response: requests.Response | None, http: Http) -> TrackerError:
    if response is None:
        return RetriableError(f"{http.host} gives no answer. Try again later.")
    request = httpx.Request(response.request.method or "GET", response.request.url or "")
    heard = httpx.Response(
        response.status_code,
        headers=_plain_headers(response),
        content=response.content,
        request=request,
    )
    try:
        http.check(heard)
    except TrackerError as wrong:
        return wrong
    return FatalError(f"{http.host} gives an answer that makes no sense. Tell us about it.")


def _plain_headers(response: requests.Response) -> dict[str, str]:
    """Leave out how the body was packed: it is unpacked already."""
    packing = ("content-encoding", "content-length", "transfer-encoding")
    return {name: value for name, value in response.headers.items() if name.lower() not in packing}
