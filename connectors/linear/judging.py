"""What Linear's answers mean: GraphQL errors come before the status, and name what to do."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import httpx

from connectors.linear.pace import seconds_to_reset
from connectors.tracker import FatalError, RetriableError, TrackerError

_SHOWN = 200  # characters of what Linear says that are worth repeating
_LIMITED = frozenset({"RATELIMITED"})
_NO_KEY = frozenset({"AUTHENTICATION_ERROR", "UNAUTHENTICATED"})
_FORBIDDEN = frozenset({"FORBIDDEN"})
_NOT_IN_PLAN = frozenset({"FEATURE_NOT_ACCESSIBLE"})
_BAD_QUERY = frozenset(
    {
        "GRAPHQL_PARSE_FAILED",
        "GRAPHQL_VALIDATION_FAILED",
        "BAD_USER_INPUT",
        "BAD_REQUEST",
        "INVALID_INPUT",
        "INPUT_ERROR",
        "USER_ERROR",
        "GRAPHQL_ERROR",
    }
)

_DOES_NOT_TAKE = (
    "{host} does not take the key. Make a new one under Settings, Security & access, and set it as "
    "the token of the source."
)
_REFUSES_ACCESS = (
    "{host} refuses this to the key's account: {told}. Give the key the permission to read (to "
    "write, for write-back), or the account access to the team."
)
_REFUSES_QUERY = (
    "{host} refuses the query: {told}. Linear's API has changed, or `url` is not its: update "
    "Shipcast, check `url` of the source."
)
_FATAL = ((_NO_KEY, _DOES_NOT_TAKE), (_FORBIDDEN, _REFUSES_ACCESS), (_BAD_QUERY, _REFUSES_QUERY))


class NotInPlanError(FatalError):
    """The workspace's plan does not hold what was asked for; the rest of it can be read."""


def judge(response: httpx.Response, host: str) -> TrackerError | None:
    """Name the error of an answer, None where its data are whole.

    Linear refuses by a `code` in `errors`, with HTTP 400 as with 200. Data that came beside an
    error lack a part: the whole answer counts as failed, and an error that nobody knows is worth
    another try. A bad query never counts as an empty answer.
    """
    body = _body(response)
    errors = body.get("errors") if body is not None else None
    if errors:
        return _sorted_out(errors, response, host)
    if body is not None and response.is_success and not isinstance(body.get("data"), dict):
        return FatalError(
            f"{host} answers with JSON that is no GraphQL answer. Check `url` of the source."
        )
    return None


def is_refused_key(response: httpx.Response) -> bool:
    """Tell whether an answer says that the token is no longer taken."""
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        return True
    errors = (_body(response) or {}).get("errors") or []
    return any(_code(error) in _NO_KEY for error in errors)


def _sorted_out(errors: list[Any], response: httpx.Response, host: str) -> TrackerError:
    codes, told = {_code(error) for error in errors}, _told(errors[0])
    if codes & _LIMITED:
        return RetriableError(
            f"{host} has given out what this key may ask for an hour. Try again later.",
            seconds_to_reset(response.headers),
        )
    if codes & _NOT_IN_PLAN:
        return NotInPlanError(f"{host}: {told}. The workspace's plan lacks it; nothing to mend.")
    if told.casefold().startswith("entity not found"):
        return FatalError(
            f"{host} has no such thing: {told}. It was deleted, or hidden from the key's account."
        )
    for of_a_kind, sentence in _FATAL:
        if codes & of_a_kind:
            return FatalError(sentence.format(host=host, told=told))
    return RetriableError(f"{host} could not answer in full: {told}{_where(errors[0])}.")


def _body(response: httpx.Response) -> Mapping[str, Any] | None:
    if "json" not in response.headers.get("content-type", ""):
        return None
    try:
        body = response.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _code(error: Any) -> str:
    """Give the code; older answers name only a `type` such as `feature not accessible`."""
    extensions = error.get("extensions") if isinstance(error, dict) else None
    told = (extensions or {}).get("code") or (extensions or {}).get("type") or ""
    return str(told).upper().replace(" ", "_")


def _told(error: Any) -> str:
    if not isinstance(error, dict):
        return str(error)[:_SHOWN]
    extensions = error.get("extensions") or {}
    told = extensions.get("userPresentableMessage") or error.get("message") or "no reason given"
    return str(told).rstrip(".")[:_SHOWN]


def _where(error: Any) -> str:
    path = error.get("path") if isinstance(error, dict) else None
    return f" (at {'.'.join(str(step) for step in path)})" if path else ""
