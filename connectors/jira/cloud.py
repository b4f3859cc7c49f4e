"""Issues of Jira Cloud: ids by search, everything else in bulk by id."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from connectors.http import Http
from connectors.jira.ahead import in_chunks, in_order
from connectors.jira.epic_keys import EpicKeys
from connectors.jira.fields import Fields
from connectors.jira.raw import trimmed
from connectors.jira.reader import Batch
from connectors.jira.scope import Scope, ordered
from connectors.jira.tokens import token_pages
from connectors.jira.values import moment_of, rows_of
from connectors.tracker import Stamp

_SEARCH = "/rest/api/3/search/jql"  # /rest/api/3/search answers 410
_IDS_A_PAGE = 5000  # the most; shorter pages come where the server likes
PAYLOADS = 100  # the most issues of one bulk request
_HISTORIES_A_PAGE = 1000
AT_ONCE = 4
_MATCHED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class CloudReader:
    """Reads by token pages and in bulk, four requests at once through one limiter.

    `project_ids` are those of the scope: between a search and the read an issue may have moved
    out of it, and bulk reads know no scope.
    """

    http: Http
    fields: Fields
    project_ids: frozenset[str]

    def has_any(self, query: str) -> bool:
        params = {"jql": query, "fields": "id", "maxResults": 1}
        return bool(self.http.once("GET", _SEARCH, params=params).json().get("issues"))

    def walk(self, query: str) -> Iterator[Batch]:
        """Walk ids page by page, and read a hundred issues a time."""
        yield from self._read_all(str(row["id"]) for row in self._found(query))

    def stamps(self, query: str) -> Iterator[Stamp]:
        for row in self._found(query):
            yield Stamp(str(row["id"]), moment_of(row["fields"].get("updated")))

    def of_ids(self, ids: Sequence[str], scope: Scope) -> Iterator[Batch]:
        """Read from the database, not from the search index that may be late."""
        wanted = [ext_id for ext_id in ids if ext_id.isdigit()]
        if scope.condition and wanted:
            wanted = self._matching(wanted, scope)
        yield from self._read_all(iter(wanted))

    def _found(self, query: str) -> Iterator[dict[str, Any]]:
        def fetch(token: str | None) -> dict[str, Any]:
            params = {"jql": ordered(query), "fields": "id,updated", "maxResults": _IDS_A_PAGE}
            page: dict[str, Any] = self.http.get(
                _SEARCH, {**params, "nextPageToken": token} if token else params
            )
            return page

        seen: set[str] = set()
        for page in token_pages(fetch):
            for row in rows_of(page.get("issues")):
                if row["id"] not in seen:  # an index that moves on may show one twice
                    seen.add(row["id"])
                    yield row

    def _matching(self, ids: Sequence[str], scope: Scope) -> list[str]:
        found: set[str] = set()
        for some in in_chunks(ids, _MATCHED_AT_ONCE):
            body = {"issueIds": [int(one) for one in some], "jqls": list(scope.queries())}
            told = self.http.post("/rest/api/3/jql/match", body)
            for match in rows_of(told.get("matches")):
                found.update(str(one) for one in match.get("matchedIssues") or ())
        return [ext_id for ext_id in ids if ext_id in found]

    def _read_all(self, ids: Iterator[str]) -> Iterator[Batch]:
        epics = EpicKeys(self.fields, self._ids_of)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from in_order(
                pool, lambda some: self._read(some, epics), in_chunks(ids, PAYLOADS), AT_ONCE
            )

    def _read(self, ids: Sequence[str], epics: EpicKeys) -> Batch:
        payloads, refused = self._payloads(ids)
        if refused:  # a retriable failure or too much at once: each alone
            for ext_id in list(refused):
                found, still = self._payloads([ext_id])
                payloads |= found
                refused = {**refused, **still} if still else _without(refused, ext_id)
        histories = self._histories(list(payloads)) if payloads else {}
        issues = [
            trimmed(issue, histories.get(ext_id, []), self.fields)
            for ext_id, issue in payloads.items()
        ]
        told = (f"Issue {one} cannot be read now: {why}." for one, why in refused.items())
        return Batch(epics.fill(issues), tuple(told))

    def _payloads(self, ids: Sequence[str]) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
        """Give payloads and refusals by id; what is gone or hidden is in neither."""
        body = {"issueIdsOrKeys": list(ids), "fields": list(self.fields.wanted)}
        told = self.http.post("/rest/api/3/issue/bulkfetch", body)
        wanted = set(ids)
        found = {
            str(row["id"]): row
            for row in rows_of(told.get("issues"))
            if str(row["id"]) in wanted
            and str(row["fields"]["project"].get("id")) in self.project_ids
        }
        refused = {
            str(row.get("id")): str(row.get("errorMessage") or "no reason given")
            for row in rows_of(told.get("issueErrors"))
        }
        return found, refused

    def _histories(self, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """Read all histories of some issues. They come by date: one issue's span the pages.

        All fields are asked for: ten ids, the most that can be named, are too few, and moves
        between projects and parents have none.
        """

        def fetch(token: str | None) -> dict[str, Any]:
            body = {"issueIdsOrKeys": list(ids), "maxResults": _HISTORIES_A_PAGE}
            page: dict[str, Any] = self.http.post(
                "/rest/api/3/changelog/bulkfetch",
                {**body, "nextPageToken": token} if token else body,
            )
            return page

        histories: dict[str, list[dict[str, Any]]] = {}
        for page in token_pages(fetch):
            for row in rows_of(page.get("issueChangeLogs")):
                told = histories.setdefault(str(row["issueId"]), [])
                told.extend(rows_of(row.get("changeHistories")))
        return histories

    def _ids_of(self, keys: Sequence[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for some in in_chunks(keys, PAYLOADS):
            body = {"issueIdsOrKeys": some, "fields": ["id"]}
            for row in rows_of(self.http.post("/rest/api/3/issue/bulkfetch", body).get("issues")):
                found[str(row["key"])] = str(row["id"])
        return found


def _without(refused: Mapping[str, str], ext_id: str) -> dict[str, str]:
    return {one: why for one, why in refused.items() if one != ext_id}
