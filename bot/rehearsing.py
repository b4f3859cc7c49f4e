"""Rehearse the past once a day, for as long as too little was really forecast."""

from datetime import datetime

from bot.knowledge import PLAN_SEED
from bot.newsroom import Newsroom
from planner.record import FEWEST_VOTES, Settled
from planner.rehearsal import rehearse
from store.rehearsals import load_rehearsed_at, save_rehearsals
from store.timeline import load_timeline
from store.votes import load_settled


def rehearse_past(newsroom: Newsroom, now: datetime, *, again: bool = False) -> int:
    """Keep what would have been told of past releases; give of how many.

    Nothing is done where releases enough have shipped after a real forecast, or where it was done
    today already and nobody wants it done `again`. It takes seconds, outside of any transaction.
    """
    today = newsroom.calendar.today(now)
    with newsroom.readers() as session:
        last = load_rehearsed_at(session)
        if last is not None and newsroom.calendar.today(last) >= today and not again:
            return 0
        if len(load_settled(session, now)) >= FEWEST_VOTES:
            return 0
        timeline = load_timeline(session, now)
    told: list[Settled] = []
    for source in sorted({team.source for team in timeline.teams}):
        told += rehearse(timeline, source, newsroom.calendar, PLAN_SEED)
    with newsroom.sessions.begin() as session:
        save_rehearsals(session, told, now)
    return len(told)
