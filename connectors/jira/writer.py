"""Sets the release date of a Jira version, when a person asks for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from jira import JIRA

from connectors.http import Http
from connectors.jira.facts import Row
from connectors.jira.judging import AbsentError
from connectors.jira.library import Library, library
from connectors.jira.options import JiraOptions
from connectors.jira.permission import fetch_missing_permission
from connectors.jira.session import connected
from connectors.jira.site import Site, fetch_site
from connectors.jira.values import day_of
from connectors.limiter import Limiter
from connectors.tracker import FatalError, RetriableError, TrackerError
from connectors.writer import ChangedMeanwhileError, Target

KIND = "version"


class JiraWriter:
    """Writes one date of one version at a time, and reads it back."""

    def __init__(self, options: JiraOptions) -> None:
        self.name = options.name
        self._options = options
        self._limiter = Limiter(options.per_second)

    def fetch_target(self, kind: str, ext_id: str) -> Target:
        """Read a version as it is. Raises TrackerError, also where there is no such version."""
        if kind != KIND:
            raise FatalError(f"Jira has no date of a {kind} to set: only a version has one.")
        with self._library() as (_, lib):
            return self._target(_fetch(lib, ext_id))

    def missing_permission(self) -> str | None:
        """Say what the account lacks to set dates; None where it lacks nothing."""
        with self._connection() as (http, site, lib):
            return fetch_missing_permission(http, lib, site, self._options)

    def set_due(self, target: Target, due_on: date) -> Target:
        """Set the release date, if it still is what was seen; give the version as it is then.

        Raises:
            ChangedMeanwhileError: somebody has set another date since.
            TrackerError: nothing was written, or nobody knows: the message says which.
        """
        with self._library() as (site, lib):
            raw = _fetch(lib, target.ext_id)
            now = self._target(raw)
            if now.due_on != target.due_on:
                raise ChangedMeanwhileError(
                    f"{now.name} is due on {now.due_on} by now, not on {target.due_on}. Look again."
                )
            if raw.get("released"):
                raise FatalError(
                    f"{now.name} is released: its date is a fact, not a plan. Nothing was written."
                )
            unsure = self._put(lib, site, target.ext_id, due_on)
            try:
                after = self._target(_fetch(lib, target.ext_id))
            except TrackerError as error:
                raise FatalError(
                    f"Nobody knows whether {now.name} has the new date: {error} Look in Jira."
                ) from None
        if after.due_on != due_on:
            raise FatalError(
                f"{now.name} still is due on {after.due_on}: Jira has not taken {due_on}"
                f"{f' ({unsure})' if unsure else ''}. Look in Jira."
            )
        return after

    def _put(self, lib: Library, site: Site, ext_id: str, due_on: date) -> TrackerError | None:
        """Write once. Where no answer came the caller looks whether it was done."""
        path = f"/rest/api/{'3' if site.is_cloud else '2'}/version/{ext_id}"
        address = f"{self._options.server}{path}"

        def put(jira: JIRA) -> None:
            version = jira.version(ext_id)
            # The library writes to wherever the answer says that it came from; behind the gateway
            # or a proxy that is another address.
            version.self = address
            version.update(releaseDate=due_on.isoformat())  # type: ignore[no-untyped-call]

        try:
            lib.once(put)
        except RetriableError as error:
            return error
        return None

    def _target(self, raw: Row) -> Target:
        ext_id = str(raw["id"])
        return Target(
            ext_id=ext_id,
            kind=KIND,
            name=str(raw.get("name") or ext_id),
            due_on=day_of(raw.get("releaseDate")),
            url=f"{self._options.url}/projects/{raw.get('projectId')}/versions/{ext_id}",
        )

    @contextmanager
    def _library(self) -> Iterator[tuple[Site, Library]]:
        with self._connection() as (_, site, lib):
            yield site, lib

    @contextmanager
    def _connection(self) -> Iterator[tuple[Http, Site, Library]]:
        with connected(self._options, self._limiter) as http:
            site = fetch_site(http, self._options)
            with library(self._options, site, http) as lib:
                yield http, site, lib


def _fetch(lib: Library, ext_id: str) -> Row:
    try:
        raw: Row = lib.ask(lambda jira: jira.version(ext_id)).raw
    except AbsentError:
        raise FatalError(
            f"Jira has no version {ext_id} that this account may see: deleted, or merged into "
            "another one. Sync, and look again."
        ) from None
    return raw
