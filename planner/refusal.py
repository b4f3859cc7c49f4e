"""When a forecast would be a guess: the rules that refuse, each with its way out."""

from dataclasses import dataclass
from datetime import timedelta

from planner.inputs import History
from planner.metrics import history_weeks
from planner.note import Note

FEWEST_FINISHED = 5
FEWEST_WEEKS = 4
LONGEST_STALL_WEEKS = 6
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no forecast, and what would make one possible."""

    reason: Note
    way_out: Note


def refuse_team(history: History) -> Reason | None:
    """Say why this team's history cannot carry a forecast; None where it can."""
    ages = history.finish_ages
    team = history.team.name
    if len(ages) < FEWEST_FINISHED:
        return Reason(
            Note("refusal.few_finished", {"team": team, "finished": len(ages)}),
            Note("way_out.finish_more", {"missing": FEWEST_FINISHED - len(ages)}),
        )
    if history_weeks(history) < FEWEST_WEEKS:
        ready_on = (history.as_of + timedelta(days=_WEEK * FEWEST_WEEKS - float(ages.max()))).date()
        return Reason(
            Note("refusal.short_history", {"team": team, "weeks": history_weeks(history)}),
            Note("way_out.wait", {"on": ready_on.isoformat()}),
        )
    if ages.min() > LONGEST_STALL_WEEKS * _WEEK:
        last_on = (history.as_of - timedelta(days=float(ages.min()))).date()
        return Reason(
            Note("refusal.stalled", {"team": team, "last_on": last_on.isoformat()}),
            Note("way_out.finish_again"),
        )
    return None
