"""Keys that old epic links name, as immutable ids."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from threading import Lock

from connectors.jira.fields import Fields
from connectors.jira.normalise import RawIssue

Resolve = Callable[[Sequence[str]], Mapping[str, str]]


class EpicKeys:
    """Remembers what keys were found to mean during one walk; safe for several threads.

    For one walk only: an epic that moves to another project leaves its key to nobody.
    """

    def __init__(self, fields: Fields, resolve: Resolve) -> None:
        self._field = fields.epic
        self._resolve = resolve
        self._known: dict[str, str | None] = {}
        self._lock = Lock()

    def fill(self, issues: Sequence[RawIssue]) -> tuple[RawIssue, ...]:
        """Give the issues with the ids of the epics that they link to by key."""
        links = [self._link(issue) for issue in issues]
        with self._lock:
            self._learn(link for link in links if link)
            return tuple(
                replace(issue, keys={link: found})
                if link and (found := self._known[link])
                else issue
                for issue, link in zip(issues, links, strict=True)
            )

    def _link(self, raw: RawIssue) -> str | None:
        fields = raw.issue["fields"]
        link = fields.get(self._field) if self._field else None
        return link if isinstance(link, str) and not fields.get("parent") else None

    def _learn(self, links: Iterable[str]) -> None:
        unknown = sorted(set(links) - self._known.keys())
        if unknown:
            found = self._resolve(unknown)
            self._known.update({link: found.get(link) for link in unknown})
