"""Issues of Jira Data Center and Server: payload and history by search, in pages by position."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from connectors.http import Http
from connectors.jira.ahead import in_chunks
from connectors.jira.epic_keys import EpicKeys
from connectors.jira.fields import Fields
from connectors.jira.judging import AbsentError
from connectors.jira.normalise import RawIssue
from connectors.jira.positions import walk_positions
from connectors.jira.raw import trimmed
from connectors.jira.reader import Batch
from connectors.jira.scope import Scope, of_ids, ordered, quoted
from connectors.jira.startat import pages_of
from connectors.jira.values import moment_of, rows_of
from connectors.jira.windows import windows
from connectors.tracker import SkippableError, Stamp

_SEARCH = "/rest/api/2/search"
_A_PAGE = 100
_STAMPS_A_PAGE = 5000  # most servers give 1000
_HISTORIES_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class DataCenterReader:
    """Reads page after page; behind `window` a server shows no rows, and refuses to look."""

    http: Http
    fields: Fields
    window: int

    def has_any(self, query: str) -> bool:
        params = {"jql": query, "fields": "key", "maxResults": 1}
        return bool(self.http.once("GET", _SEARCH, params=params).json().get("issues"))

    def walk(self, query: str) -> Iterator[Batch]:
        epics = EpicKeys(self.fields, self._ids_of)
        for part in windows(query, self._count, self._ends, self.window):
            for rows in walk_positions(lambda at, part=part: self._page(part, at)):  # type: ignore[misc]
                yield self._batch(rows, epics)

    def stamps(self, query: str) -> Iterator[Stamp]:
        for part in windows(query, self._count, self._ends, self.window):

            def fetch(at: int, part: str = part) -> dict[str, Any]:
                return self._search(
                    ordered(part),
                    startAt=at,
                    maxResults=self._size(_STAMPS_A_PAGE, at),
                    fields="key,updated",
                )

            for rows in walk_positions(fetch):
                for row in rows:
                    yield Stamp(str(row["id"]), moment_of(row["fields"].get("updated")))

    def of_ids(self, ids: Sequence[str], scope: Scope) -> Iterator[Batch]:
        """Read by id. Queries are not validated: an id that is gone would refuse them all."""
        epics = EpicKeys(self.fields, self._ids_of)
        wanted = [ext_id for ext_id in ids if ext_id.isdigit()]
        for some in in_chunks(wanted, _A_PAGE):
            for query in scope.queries():
                asked = of_ids(query, some)
                for rows in walk_positions(lambda at, jql=asked: self._page(jql, at)):  # type: ignore[misc]
                    yield self._batch([row for row in rows if str(row["id"]) in some], epics)

    def _page(self, query: str, at: int) -> dict[str, Any]:
        return self._search(
            ordered(query),
            startAt=at,
            maxResults=self._size(_A_PAGE, at),
            fields=",".join(self.fields.wanted),
            expand="changelog",
            validateQuery="false" if query.startswith("id in") else "true",
        )

    def _size(self, wanted: int, at: int) -> int:
        return min(wanted, max(self.window - at, 1))

    def _search(self, jql: str, **params: Any) -> dict[str, Any]:
        page: dict[str, Any] = self.http.get(_SEARCH, {"jql": jql, **params})
        return page

    def _count(self, query: str) -> int:
        return int(self._search(query, maxResults=0, fields="key").get("total") or 0)

    def _ends(self, query: str) -> tuple[datetime, datetime]:
        """Give when the oldest and the newest issue of a query were created."""
        moments = []
        for order in ("ASC", "DESC"):
            page = self._search(f"{query} ORDER BY created {order}", maxResults=1, fields="created")
            moments.append(moment_of(page["issues"][0]["fields"]["created"]))
        first, last = moments
        assert first is not None  # noqa: S101 - every issue was created
        assert last is not None  # noqa: S101 - every issue was created
        return first, last

    def _batch(self, rows: Sequence[dict[str, Any]], epics: EpicKeys) -> Batch:
        issues: list[RawIssue] = []
        skipped: list[str] = []
        for row in rows:
            try:
                issues.append(trimmed(row, self._whole_history(row), self.fields))
            except SkippableError as error:
                skipped.append(str(error))
        return Batch(epics.fill(issues), tuple(skipped))

    def _whole_history(self, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Give all histories, however few the search brought: it may stop at the newest 40.

        Raises:
            SkippableError: there are more than any way shows.
        """
        told = row.get("changelog")
        if not isinstance(told, dict):
            params = {"expand": "changelog", "fields": "updated"}
            told = self.http.get(f"/rest/api/2/issue/{row['key']}", params).get("changelog") or {}
        histories = list(rows_of(told.get("histories")))
        total = int(told.get("total") or 0)
        if len(histories) >= total:
            return histories
        histories = self._paged_history(row)
        if len({one.get("id") for one in histories}) < total:
            raise SkippableError(
                f"{row['key']} has {total} changes of which Jira shows {len(histories)}: left as "
                "it was, and read again by the next census."
            )
        return histories

    def _paged_history(self, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        path = f"/rest/api/2/issue/{row['id']}/changelog"
        try:
            return list(
                pages_of(
                    lambda at: self.http.get(path, {"startAt": at, "maxResults": _HISTORIES_A_PAGE})
                )
            )
        except AbsentError:  # older servers have no such list
            return []

    def _ids_of(self, keys: Sequence[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for some in in_chunks(keys, _A_PAGE):
            page = self._search(
                f"key in ({', '.join(map(quoted, some))})",
                maxResults=_A_PAGE,
                fields="key",
                validateQuery="false",
            )
            found |= {str(row["key"]): str(row["id"]) for row in rows_of(page.get("issues"))}
        return found
