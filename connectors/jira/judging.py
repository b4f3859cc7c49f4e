"""What Jira's answers mean, where their status alone does not tell."""

from http import HTTPStatus

import httpx

from connectors.http import said
from connectors.tracker import FatalError, TrackerError

_LOGIN = "x-seraph-loginreason"
_DENIED = "x-authentication-denied-reason"


class AbsentError(FatalError):
    """There is no such thing, or nobody may see it (404)."""


class RefusedError(FatalError):
    """The request makes no sense to Jira (400)."""


class ForbiddenError(FatalError):
    """The account may not do this (403)."""


def judge(response: httpx.Response) -> TrackerError | None:
    """Name what is wrong in Jira's words; None leaves it to the status.

    A token that is not taken can get 200 and what everybody may see (JRASERVER-41559).
    """
    host, status = response.request.url.host, response.status_code
    reason = response.headers.get(_LOGIN, "")
    if any(word in reason for word in ("AUTHENTICATED_FAILED", "AUTHENTICATION_DENIED")):
        return FatalError(_denied(host, response))
    if _DENIED in response.headers and status == HTTPStatus.FORBIDDEN:
        return FatalError(_denied(host, response))
    if status == HTTPStatus.BAD_REQUEST and "jql" in response.request.url.params:
        return RefusedError(
            f"{host} refuses the query (400): {said(response)}. Mend `jql` or `projects` of the "
            "source."
        )
    if status == HTTPStatus.GONE:
        return FatalError(
            f"{host} no longer offers what was asked of it (410): {said(response)}. A newer "
            "Shipcast may know the new way."
        )
    if status == HTTPStatus.NOT_FOUND and response.request.url.path.endswith("/serverInfo"):
        return FatalError(
            f"{host} has no Jira at this address (404). Check `url` of the source: the address "
            "that a browser shows, without what follows the name (or with /jira, if there is one)."
        )
    return _sorted(host, response)


def _sorted(host: str, response: httpx.Response) -> TrackerError | None:
    """Give those refusals a name of their own that a caller may know how to live with."""
    status = response.status_code
    if status == HTTPStatus.NOT_FOUND:
        return AbsentError(f"{host} answers 404 Not Found: {said(response)}.")
    if status == HTTPStatus.BAD_REQUEST:
        return RefusedError(f"{host} answers 400 Bad Request: {said(response)}.")
    if status == HTTPStatus.FORBIDDEN:
        return ForbiddenError(
            f"{host} refuses this to the token's account (403): {said(response)}. Give it the "
            "permission Browse Projects, or take the project out of the source."
        )
    return None


def _denied(host: str, response: httpx.Response) -> str:
    if "CAPTCHA" in response.headers.get(_DENIED, ""):
        return (
            f"{host} wants to see a person after too many failed logins. Log in once with a "
            "browser as the token's user."
        )
    return f"{host} does not take the token. Make a new one and set it."
