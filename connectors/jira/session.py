"""Who asks, and how: one connection to a site for as long as an operation takes."""

import base64
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from connectors.http import Http
from connectors.jira.judging import judge
from connectors.jira.options import JiraOptions
from connectors.limiter import Limiter
from connectors.tracker import FatalError

CONNECT_SECONDS = 10.0


@contextmanager
def connected(options: JiraOptions, limiter: Limiter) -> Iterator[Http]:
    """Open a connection with the credentials of the source.

    Raises:
        FatalError: there are none, or the file of certificates cannot be read.
    """
    timeout = min(CONNECT_SECONDS, options.timeout_seconds)
    with httpx.Client(
        base_url=options.server,
        headers={"Accept": "application/json", **authorization(options)},
        timeout=httpx.Timeout(options.timeout_seconds, connect=timeout),
        verify=certificates(options),
        follow_redirects=False,
    ) as client:
        yield Http(client, limiter, judge)


def authorization(options: JiraOptions) -> dict[str, str]:
    if options.anonymous:
        return {}
    if not options.token:
        raise FatalError(
            f"The source {options.name} has no token. Set it in the environment "
            "(`shipcast doctor` names the variable), or say `anonymous: true` for a public Jira."
        )
    if options.user:
        pair = f"{options.user}:{options.token}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
    return {"Authorization": f"Bearer {options.token}"}


def certificates(options: JiraOptions) -> ssl.SSLContext | bool:
    if options.ca_file is None:
        return True
    try:
        return ssl.create_default_context(cafile=str(options.ca_file))
    except (OSError, ssl.SSLError) as error:
        raise FatalError(
            f"{options.ca_file} holds no certificates that can be read. Set `ca_file` of the "
            "source to a PEM file."
        ) from error
