"""What the last review and people's plans give for a function's calendar."""

from dataclasses import dataclass
from datetime import datetime

from bot.embargoes import codenames_for, load_embargoes
from bot.newsroom import Newsroom
from planner.launch.embargo import ANYBODY
from planner.launch.feed import Entry, Launch, calendar_entries
from planner.launch.functions import Function
from planner.launch.plan import LaunchPlan
from planner.launch.veil import veil_snapshots
from store.forecasts import load_snapshots
from store.launch_plans import load_launch_plans
from store.said import load_last_review


@dataclass(frozen=True, slots=True)
class FeedRead:
    """What stands in a calendar, by what the trackers were seen to say at `seen_at`."""

    entries: tuple[Entry, ...]
    seen_at: datetime


def read_feed(newsroom: Newsroom, function: Function, now: datetime) -> FeedRead:
    """Give what stands in a function's calendar by the last review; before the first, freezes.

    The file travels to wherever somebody keeps it: a release under embargo has its codename.
    """
    calendar = newsroom.calendar
    today = calendar.today(now)
    with newsroom.readers() as session:
        seen = load_last_review(session)
        snapshots = () if seen is None else load_snapshots(session, seen.data_version)
        plans = load_launch_plans(session)
        embargoes = load_embargoes(session, newsroom.confidants, today, plans.values())
    launches = [
        Launch(plans.get(one.release_id, LaunchPlan(one.release_id)), one)
        for one in veil_snapshots(snapshots, codenames_for(embargoes, ANYBODY))
    ]
    entries = calendar_entries(
        launches,
        function,
        newsroom.planning.capacity,
        calendar,
        today,
    )
    return FeedRead(entries, now if seen is None else seen.taken_at)
