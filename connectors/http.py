"""Requests to a tracker: paced, repeated where that helps, and every failure one sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

from connectors.limiter import Limiter
from connectors.retry_after import retry_after_seconds
from connectors.retrying import retried
from connectors.tracker import FatalError, RetriableError, TrackerError, UnreachableError

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_SHOWN = 200  # characters of what a tracker says that are worth repeating

Judge = Callable[[httpx.Response], TrackerError | None]
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Http:
    """One tracker's address. Redirects are not followed: requests go to the set host alone.

    `judge` looks at every answer first and may name its error; what it passes over is judged by
    its status. Safe to use from several threads.
    """

    client: httpx.Client
    limiter: Limiter
    judge: Judge = lambda _: None

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """Give the JSON at a path. Raises TrackerError."""
        return self.send("GET", path, params=params).json()

    def post(self, path: str, body: Any) -> Any:
        """Give the JSON that answers a body of JSON. Raises TrackerError."""
        return self.send("POST", path, json=body).json()

    def send(
        self, method: str, path: str, *, params: Mapping[str, Any] | None = None, json: Any = None
    ) -> httpx.Response:
        """Give an answer whose body is JSON (or nothing, for 204), asking again where that helps.

        Raises:
            FatalError: a person must act first.
            UnreachableError: asked as often as makes sense.
        """
        return self.repeated(lambda: self.once(method, path, params=params, json=json))

    def once(
        self, method: str, path: str, *, params: Mapping[str, Any] | None = None, json: Any = None
    ) -> httpx.Response:
        """Ask a single time. Raises TrackerError, a RetriableError where asking again may help."""
        try:
            response = self.client.request(method, path, params=params, json=json)
        except httpx.TransportError as error:
            raise _unheard(error, self.host) from error
        except httpx.InvalidURL as error:
            raise FatalError(f"{self.host}: {error}. Check `url` of the source.") from error
        self.check(response)
        return response

    def repeated(self, call: Callable[[], _Answer]) -> _Answer:
        """Give what a call gives, at the tracker's pace and again where that helps.

        Raises:
            FatalError: a person must act first.
            UnreachableError: asked as often as makes sense.
        """

        def paced() -> _Answer:
            self.limiter.wait()
            try:
                return call()
            except RetriableError as error:
                if error.retry_after_seconds is not None:
                    self.limiter.pause(error.retry_after_seconds)
                raise

        try:
            return retried(paced)
        except RetriableError as error:
            raise UnreachableError(str(error)) from error

    def check(self, response: httpx.Response) -> None:
        """Raise the TrackerError that an answer amounts to, if it does."""
        wrong = self.judge(response) or self._judge_status(response)
        if wrong is not None:
            raise wrong

    @property
    def host(self) -> str:
        return self.client.base_url.host

    def _judge_status(self, response: httpx.Response) -> TrackerError | None:
        if response.status_code in _AGAIN:
            after = retry_after_seconds(
                response.headers.get("retry-after"), response.headers.get("date")
            )
            named = _named(response.status_code)
            return RetriableError(f"{self.host} answers {named}. Try again later.", after)
        told = _refusal(response)
        return None if told is None else FatalError(f"{self.host} {told}")


def _refusal(response: httpx.Response) -> str | None:
    """Say what a person must mend, after the host's name; None where nothing is wrong."""
    status = response.status_code
    if response.is_redirect:
        there = urlsplit(response.headers.get("location", "")).hostname or "elsewhere"
        return (
            f"sends us on to {there}: a login page or another address. Check `url` of the source."
        )
    if status == HTTPStatus.UNAUTHORIZED:
        return "does not take the token (401). Make a new one and set it."
    if status == HTTPStatus.FORBIDDEN:
        return (
            f"refuses this to the token's account (403): {said(response)}. Give it the permission "
            "to browse, or take the project out of the source."
        )
    if not response.is_success:
        return f"answers {_named(status)}: {said(response)}."
    if status != HTTPStatus.NO_CONTENT and not _is_json(response):
        return (
            "answers with a page instead of JSON: a proxy, a login or a wrong address. "
            "Check `url` of the source."
        )
    return None


def said(response: httpx.Response) -> str:
    """Give what an answer says, short; of a page only that it is one."""
    if not _is_json(response):
        return "a page, no JSON"
    told = response.json()
    if isinstance(told, dict):
        parts = [*told.get("errorMessages", []), *_values(told.get("errors"))]
        parts = parts or [told.get("message") or told.get("error") or "no reason given"]
        return "; ".join(str(part).rstrip(".") for part in parts)[:_SHOWN]
    return str(told)[:_SHOWN]


def _values(errors: Any) -> list[Any]:
    return list(errors.values()) if isinstance(errors, dict) else []


def _is_json(response: httpx.Response) -> bool:
    if "json" not in response.headers.get("content-type", ""):
        return False
    try:
        response.json()
    except ValueError:
        return False
    return True


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _unheard(error: httpx.TransportError, host: str) -> TrackerError:
    """Sort what never became an answer."""
    if isinstance(error, httpx.TimeoutException):
        return RetriableError(f"{host} does not answer in time. Try again later.")
    if "CERTIFICATE" in str(error).upper():
        return FatalError(
            f"{host} has a certificate that is not trusted here. Set `ca_file` of the source to "
            "the file of your authority."
        )
    if isinstance(error, httpx.UnsupportedProtocol):
        return FatalError(f"{host}: {error}. Check `url` of the source.")
    return RetriableError(
        f"{host} cannot be reached ({type(error).__name__}). Check `url` of the source and the "
        "network."
    )
