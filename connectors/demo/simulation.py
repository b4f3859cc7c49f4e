"""The company's days, one after the other."""

from datetime import date, timedelta

import numpy as np

from connectors.demo.grooming import groom, share_one_item
from connectors.demo.intake import open_backlog, take_in
from connectors.demo.rhythm import is_workday, leave_share, next_drift, starts_week
from connectors.demo.shipping import begin_releases, review_dates
from connectors.demo.sprints import begin_sprint, end_sprint
from connectors.demo.team import Team, TeamPlan, start_team
from connectors.demo.working import work_a_day


def simulate(plan: TeamPlan, rng: np.random.Generator, until: date) -> Team:
    """Let a team work from its first day to the day before `until`.

    Nothing looks ahead: the same plan and generator with a later `until` go on from here.
    """
    team = start_team(plan, rng)
    for ordinal in range(plan.starts_on.toordinal(), until.toordinal()):
        day = date.fromordinal(ordinal)
        if is_workday(day):
            _live_through(team, day)
        end_sprint(team, day)
    return team


def _live_through(team: Team, day: date) -> None:
    if not team.items:
        open_backlog(team, day)
    begin_releases(team, day)
    review_dates(team, day)
    if starts_week(day):
        _begin_week(team, day - timedelta(days=day.weekday()))
        groom(team, day)
    if day == team.plan.shares_on:
        share_one_item(team, day)
    begin_sprint(team, day)
    work_a_day(team, day)
    take_in(team, day)


def _begin_week(team: Team, monday: date) -> None:
    team.drift = next_drift(team.drift, team.rng)
    away = leave_share(monday) if team.plan.takes_leave else 0.0
    for worker in team.workers:
        worker.is_away = bool(team.rng.random() < away)
