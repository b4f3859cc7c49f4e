"""Teams as a timeline shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.timeline import TeamFacts
from store.tables import issue, source, team

PRIVATE_TEAM: Final = "a private team"


@dataclass(frozen=True, slots=True)
class Team:
    """A team's row; a placeholder was only ever named by an issue.

    Of one that `is_private` nobody may see an issue, so that its very name may be private.
    """

    id: int
    source: str
    ext_id: str
    name: str
    is_placeholder: bool
    is_private: bool = False

    @property
    def id_of_facts(self) -> str:
        return f"{self.source}:{self.ext_id}"

    @property
    def facts(self) -> TeamFacts:
        """Give what may be said of it."""
        name = PRIVATE_TEAM if self.is_private else self.name
        return TeamFacts(id=self.id_of_facts, name=name, source=self.source)


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
    private = _private_teams(session)
    teams = [Team(*row, is_private=row.id in private) for row in rows]
    return Teams(
        {known.id: known for known in teams},
        {(known.source, known.ext_id): known for known in teams},
    )


def _private_teams(session: Session) -> frozenset[int]:
    """Give the teams that have issues, and none that everybody may see."""
    here = select(issue.c.team_id).where(issue.c.gone_at.is_(None)).distinct()
    closed = frozenset(session.scalars(here.where(issue.c.restricted)))
    if not closed:
        return closed
    seen = here.where(issue.c.restricted.is_(False), issue.c.team_id.in_(closed))
    return closed.difference(session.scalars(seen))
