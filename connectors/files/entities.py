"""Teams, sprints and releases of a source: those in tables of their own, then those found."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from connectors.files.draft import Draft, Meaning
from connectors.files.folder import read_sprints, read_versions
from connectors.files.locate import Sources
from connectors.files.tables import Row
from store.records import Entities, ReleaseRecord, SprintRecord, TeamRecord

Named = TypeVar("Named", ReleaseRecord, SprintRecord)


@dataclass(slots=True)
class Found:
    """The things around the issues, by id, in the order in which they were met."""

    teams: dict[str, TeamRecord] = field(default_factory=dict)
    sprints: dict[str, SprintRecord] = field(default_factory=dict)
    releases: dict[str, ReleaseRecord] = field(default_factory=dict)

    def add(self, draft: Draft) -> None:
        """Add what an issue tells of and no table has.

        The past of an issue adds nothing: a release that only the past knows is gone, and is not
        listed as if it were there.
        """
        for team in draft.teams:
            self.teams.setdefault(team.ext_id, team)
        for sprint in draft.sprints:
            self.sprints.setdefault(sprint.ext_id, sprint)
        for release in draft.releases:
            self.releases.setdefault(release.ext_id, release)

    @property
    def entities(self) -> Entities:
        return Entities(
            teams=tuple(self.teams.values()),
            sprints=tuple(self.sprints.values()),
            releases=tuple(self.releases.values()),
        )


def read_tables(sources: Sources, meaning: Meaning) -> Found:
    """Read versions.csv and sprints.csv, where there are any."""
    found = Found()
    if sources.versions:
        found.releases = _distinct(read_versions(sources.versions, meaning))
    if sources.sprints:
        found.sprints = _distinct(read_sprints(sources.sprints, meaning))
    return found


def _distinct(rows: Iterable[tuple[Row, Named]]) -> dict[str, Named]:
    known: dict[str, Named] = {}
    lines: dict[str, int] = {}
    for row, record in rows:
        if known.get(record.ext_id, record) != record:
            raise row.refuse(
                f"{record.name!r} was told differently in line {lines[record.ext_id]}",
                "Keep the newer of the two rows.",
            )
        known[record.ext_id] = record
        lines.setdefault(record.ext_id, row.line)
    return known
