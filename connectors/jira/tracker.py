"""A Jira as a tracker: detected, read in bulk, and normalised by what it says about itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from connectors.http import Http
from connectors.jira.boards import fetch_sprints
from connectors.jira.cloud import CloudReader
from connectors.jira.datacenter import DataCenterReader
from connectors.jira.entities import entities_of
from connectors.jira.facts import Facts, pack_facts, project_keys, unpack_facts
from connectors.jira.fetching import fetch_ground, fetch_versions
from connectors.jira.library import library
from connectors.jira.meaning import Meaning, fingerprint_of, meaning_of
from connectors.jira.options import JiraOptions
from connectors.jira.paging import Pager
from connectors.jira.raw import unpack_issue
from connectors.jira.reader import Reader
from connectors.jira.scope import Scope
from connectors.jira.session import connected
from connectors.jira.since import epoch_clause, reads_epochs, zoned_clause
from connectors.jira.site import Site, fetch_site
from connectors.limiter import Limiter
from connectors.tracker import Page, Rhythm, Stamp
from store.records import Entities, RawRecord

HISTORY = frozenset(
    {"status", "points", "release", "sprint", "parent", "label", "type", "priority", "assignee"}
)
_DAILY = timedelta(days=1)
# Cloud's search lags behind its writes, now and then by hours.
CLOUD = Rhythm(trailing=timedelta(hours=12), census_every=_DAILY)
DATA_CENTER = Rhythm(census_every=_DAILY)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found out about the site at the last look."""

    site: Site
    facts: Facts
    meaning: Meaning
    warnings: tuple[str, ...]


class JiraTracker:
    """One Jira site, or some of its projects. Nothing is asked before the first question.

    Each operation opens its own connections; all share one limiter.
    """

    kind = "jira"
    history = HISTORY

    def __init__(self, options: JiraOptions) -> None:
        self.name = options.name
        self._options = options
        self._limiter = Limiter(options.per_second)
        self._known: _Known | None = None
        self._replayed: Meaning | None = None
        self._takes_epochs: bool | None = None

    @property
    def fingerprint(self) -> str:
        """Change with the query, the fields and the mapping, and what reading makes of them."""
        return fingerprint_of(self._options, self._replayed or self._found_out().meaning)

    @property
    def rhythm(self) -> Rhythm:
        """Give Cloud's until it is known which Jira it is: that only reads more."""
        is_cloud = self._known is None or self._known.site.is_cloud
        return CLOUD if is_cloud else DATA_CENTER

    def server_time(self) -> datetime:
        """Look at the site anew, and prove that a sync can work: address, token, projects, query.

        Raises:
            TrackerError: it cannot; the message says what to do.
        """
        self._known = self._replayed = self._takes_epochs = None
        return self._found_out().site.server_at

    def entities(self) -> Entities:
        """Read boards, sprints and versions, whole."""
        known = self._found_out()
        with self._connected() as http, library(self._options, known.site, http) as lib:
            sprints = tuple(fetch_sprints(lib, known.facts.boards))
            versions = tuple(fetch_versions(http, lib, known.site, known.facts.projects))
        facts = replace(known.facts, sprints=sprints, versions=versions)
        found = entities_of(facts, known.meaning)
        return replace(found, warnings=known.warnings, raw=pack_facts(facts))

    def changed(self, since: datetime | None) -> Iterator[Page]:
        """Walk what changed since then.

        Raises:
            SkippableError: all that can be read was, and something cannot.
        """
        known = self._found_out()
        with self._connected() as http:
            reader, pager = self._reader(http, known), Pager(known.meaning)
            for query in self._scope(known).queries():
                asked = query
                if since is not None:
                    # Nothing above: what changes every few minutes would never be read.
                    asked = f"{query} AND {self._clause(since, known.site, query, reader)}"
                for batch in reader.walk(asked):
                    yield pager.page(batch.issues, batch.skipped)
        pager.end()

    def read(self, ids: Sequence[str]) -> Iterator[Page]:
        known = self._found_out()
        with self._connected() as http:
            pager = Pager(known.meaning)
            for batch in self._reader(http, known).of_ids(ids, self._scope(known)):
                yield pager.page(batch.issues, batch.skipped)
        pager.end()

    def census(self) -> Iterator[Stamp]:
        known, seen = self._found_out(), set[str]()
        with self._connected() as http:
            reader = self._reader(http, known)
            for query in self._scope(known).queries():
                for stamp in reader.stamps(query):
                    if stamp.ext_id not in seen:  # it may have moved while others were counted
                        seen.add(stamp.ext_id)
                        yield stamp

    def replay_entities(self, raw: Sequence[RawRecord]) -> Entities:
        facts = unpack_facts(raw)
        self._replayed = meaning_of(self._options, facts)
        return replace(entities_of(facts, self._replayed), raw=tuple(raw))

    def replay_issues(self, raw: Sequence[RawRecord]) -> Page:
        meaning = self._replayed or self._found_out().meaning
        pager = Pager(meaning)
        page = pager.page(tuple(unpack_issue(record) for record in raw))
        pager.end()
        return replace(page, raw=tuple(raw))

    def _found_out(self) -> _Known:
        if self._known is None:
            with self._connected() as http:
                self._known = self._look(http)
        return self._known

    def _look(self, http: Http) -> _Known:
        options = self._options
        site = fetch_site(http, options)
        with library(options, site, http) as lib:
            facts, warnings = fetch_ground(http, lib, site, options)
        known = _Known(site, facts, meaning_of(options, facts), warnings)
        reader = self._reader(http, known)
        # A query of the user's is refused now, with Jira's own words, or it will not be.
        first = next(self._scope(known).queries())
        http.repeated(lambda: reader.has_any(first))
        return known

    @contextmanager
    def _connected(self) -> Iterator[Http]:
        with connected(self._options, self._limiter) as http:
            yield http

    def _scope(self, known: _Known) -> Scope:
        return Scope(project_keys(known.facts.projects), self._options.jql)

    def _reader(self, http: Http, known: _Known) -> Reader:
        fields = known.meaning.fields
        if known.site.is_cloud:
            ids = frozenset(str(project["id"]) for project in known.facts.projects)
            return CloudReader(http, fields, ids)
        return DataCenterReader(http, fields, self._options.window)

    def _clause(self, since: datetime, site: Site, query: str, reader: Reader) -> str:
        if self._takes_epochs is None:
            self._takes_epochs = reads_epochs(site, query, reader.has_any)
        return epoch_clause(since) if self._takes_epochs else zoned_clause(since, site)
