"""What kind of Jira answers, and what time it is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from connectors.http import Http
from connectors.jira.options import JiraOptions
from connectors.jira.values import moment_of
from connectors.retry_after import http_date
from connectors.tracker import FatalError

_INFO = "/rest/api/2/serverInfo"  # every deployment has version 2 of this


@dataclass(frozen=True, slots=True)
class Site:
    """A deployment. `server_at` is its time when it was asked, aware UTC.

    `zone` is the name of the time zone in which it reads a bare date-time of ours, None where it
    does not say.
    """

    is_cloud: bool
    server_at: datetime
    zone: str | None

    @property
    def api(self) -> str:
        return "/rest/api/3" if self.is_cloud else "/rest/api/2"


def fetch_site(http: Http, options: JiraOptions) -> Site:
    """Ask who is there and whether it knows us.

    Raises:
        FatalError: it is no Jira, or it does not take the token. An anonymous search "succeeds"
            with less, so that without `anonymous` an account is required.
    """
    response = http.send("GET", _INFO)
    info = response.json()
    if not isinstance(info, dict) or "versionNumbers" not in info:
        raise FatalError(f"{http.host} is no Jira. Check `url` of the source.")
    is_cloud = info.get("deploymentType") == "Cloud"
    server_at = _server_time(info, response.headers)
    if server_at is None:
        raise FatalError(f"{http.host} does not tell its time. A proxy may take out its headers.")
    api = "/rest/api/3" if is_cloud else "/rest/api/2"
    me = {} if options.anonymous else http.get(f"{api}/myself")
    return Site(is_cloud, server_at, me.get("timeZone") or info.get("serverTimeZone"))


def _server_time(info: Mapping[str, Any], headers: Mapping[str, str]) -> datetime | None:
    """Give the earlier of what Jira and what its web server say: too early only reads more.

    A header is told to the second, rounded down.
    """
    told = (moment_of(info.get("serverTime")), http_date(headers.get("date")))
    known = [moment for moment in told if moment is not None]
    return min(known) if known else None
