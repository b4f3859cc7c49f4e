"""Teams as a timeline shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.timeline import TeamFacts
from store.tables import source, team


@dataclass(frozen=True, slots=True)
class Team:
    """A team's row; a placeholder was only ever named by an issue."""

    id: int
    source: str
    ext_id: str
    name: str
    is_placeholder: bool

    @property
    def facts(self) -> TeamFacts:
        return TeamFacts(id=f"{self.source}:{self.ext_id}", name=self.name, source=self.source)


@dataclass(frozen=True, slots=True)
class Teams:
    """All teams by row id and by the tracker's id."""

    by_id: Mapping[int, Team]
    by_ext_id: Mapping[tuple[str, str], Team]

    def of(self, source_name: str, ext_id: str | None) -> Team:
        """Give a team by its tracker's id; for no team the one named after the source."""
        return self.by_ext_id[source_name, ext_id or source_name]


def load_teams(session: Session) -> Teams:
    """Load all teams of all sources."""
    rows = session.execute(
        select(
            team.c.id,
            source.c.name.label("source"),
            team.c.ext_id,
            team.c.name,
            team.c.is_placeholder,
        )
        .join(source, source.c.id == team.c.source_id)
        .order_by(source.c.name, team.c.ext_id)
    )
    teams = [Team(*row) for row in rows]
    return Teams(
        {known.id: known for known in teams},
        {(known.source, known.ext_id): known for known in teams},
    )
