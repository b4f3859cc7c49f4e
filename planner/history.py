"""A team's history at one moment, cut out of the timeline."""

from datetime import datetime

from planner.inputs import History
from planner.state import State, state_at
from planner.timeline import Timeline


def history_at(
    timeline: Timeline, team_position: int, as_of: datetime, state: State | None = None
) -> History:
    """Give one team's counted items as known at `as_of`.

    `state` is `state_at(timeline, as_of)`, where the caller has it for several teams already.
    """
    known = state or state_at(timeline, as_of)
    mine = (timeline.team == team_position) & timeline.counts & known.exists
    team = timeline.teams[team_position]
    return History(
        team=team,
        as_of=as_of,
        created_at=timeline.created_at[mine],
        started_at=known.started_at[mine],
        finished_at=known.finished_at[mine],
        canceled_at=known.canceled_at[mine],
        points=known.points[mine],
        sprints=tuple(
            sprint
            for sprint in timeline.sprints
            if sprint.team == team.id and (sprint.start_at is None or sprint.start_at <= as_of)
        ),
    )
