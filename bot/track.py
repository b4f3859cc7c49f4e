"""What came true of past forecasts, loaded beside the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from planner.answer import Answer
from planner.calendar import WorkCalendar
from planner.record import Vote, votes_of
from store.teams import load_teams
from store.votes import Told


@dataclass(frozen=True, slots=True)
class Track:
    """The votes, the last shipped first; `team_names` by the ids that votes have.

    `rehearsed` were not really told: see `planner.rehearsal`.
    """

    votes: tuple[Vote, ...]
    rehearsed: tuple[Vote, ...]
    team_names: Mapping[str, str]


def load_track(
    session: Session, answers: Iterable[Answer], past: Told, calendar: WorkCalendar
) -> Track:
    """Give what had come true of `past`, of the releases that the plan tells of."""
    plan = tuple(answers)
    votes = votes_of(past.settled, plan, calendar)
    rehearsed = votes_of(past.rehearsed, plan, calendar)
    teams = load_teams(session).by_id.values() if votes else ()
    return Track(votes, rehearsed, {team.facts.id: team.facts.name for team in teams})
