"""Who asks: a personal key, an OAuth token, or a client that gets tokens by itself."""

from collections.abc import Generator
from http import HTTPStatus
from threading import Lock

import httpx

from connectors.linear.judging import is_refused_key
from connectors.linear.options import LinearOptions
from connectors.tracker import FatalError, RetriableError

_PERSONAL = "lin_api_"


def make_auth(options: LinearOptions) -> httpx.Auth:
    """Give what signs the requests of a source.

    Raises:
        FatalError: there is neither a key nor a client with its secret.
    """
    if options.token:
        return Key(options.token)
    if options.client_id and options.client_secret:
        scope = "read,write" if options.writes else "read"
        return Client(
            httpx.URL(options.url).join("oauth/token"),
            options.client_id,
            options.client_secret,
            scope,
        )
    raise FatalError(
        f"The source {options.name} has no key. Set its token, or `client_id` with a client secret."
    )


class Key(httpx.Auth):
    """A personal key goes bare into the header, an access token as a bearer.

    Source: linear.app/developers/graphql, "Authentication".
    """

    def __init__(self, token: str) -> None:
        token = token.strip()
        if not token.isascii() or any(character.isspace() for character in token):
            raise FatalError("The token of the Linear source has characters that no key has.")
        self._header = token if token.startswith(_PERSONAL) else f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._header
        yield request


class Client(httpx.Auth):
    """The client credentials grant: a token for 30 days, another one when it is refused.

    There is no refresh token to be kept, and so none to be lost: those are good for one use only.
    A new token ends the one before it, also another process's, which then gets one anew.
    Source: linear.app/developers/oauth-2-0-authentication, "Client credentials tokens".
    """

    requires_response_body = True

    def __init__(self, url: httpx.URL, client_id: str, client_secret: str, scope: str) -> None:
        self._url = url
        self._form = {
            "grant_type": "client_credentials",
            "scope": scope,
            "client_id": client_id,
            "client_secret": client_secret,
        }
        self._token: str | None = None
        self._lock = Lock()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        with self._lock:
            used = self._token
            if used is None:
                used = self._token = self._read_token((yield self._ask()))
        request.headers["Authorization"] = f"Bearer {used}"
        response = yield request
        if not is_refused_key(response):
            return
        with self._lock:
            if self._token == used:
                self._token = self._read_token((yield self._ask()))
            request.headers["Authorization"] = f"Bearer {self._token}"
        yield request

    def _ask(self) -> httpx.Request:
        return httpx.Request("POST", self._url, data=self._form)

    def _read_token(self, response: httpx.Response) -> str:
        host = self._url.host
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS or response.is_server_error:
            raise RetriableError(
                f"{host} gives no token now ({response.status_code}). Try again later."
            )
        try:
            body = response.json()
            token = body["access_token"] if response.is_success else None
        except (ValueError, KeyError, TypeError):
            body, token = {}, None
        if not isinstance(token, str):
            told = body.get("error_description") if isinstance(body, dict) else None
            reason = str(told or f"HTTP {response.status_code}").rstrip(".")
            raise FatalError(
                f"{host} gives the client no token: {reason}. Check `client_id` and the client "
                "secret, and switch on client credentials in the application's settings."
            )
        return token
