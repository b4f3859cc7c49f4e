"""Those who launch a release in tests, and the days on which they do."""

from datetime import UTC, datetime, time, timedelta

from bot.views.launch_reader import Reader
from bot.views.posted import Posted
from planner.launch.functions import ENGINEERING, MARKETING, SALES, SUPPORT, Function, Wording
from planner.launch.plan import LaunchPlan
from tests.planner.build import NOW
from tests.planner.snapshots import TODAY

OWNER = "U012ABCDEF"
PLAN = LaunchPlan("jira:A", OWNER, goal="Pay with one click")
POSTED = Posted(NOW, fresh_at=NOW - timedelta(minutes=5))
BUILDERS = Function(ENGINEERING, "C0ENGINEERING", ("U0LEAD",))
TOLD_DAYS = {name: Function(name, f"C0{name.upper()}") for name in (MARKETING, SUPPORT)}
TOLD_NO_DAYS = Function(SALES, "C0SALES", wording=Wording.HORIZON)


def a_reader(function: Function, name: str = "A", owner: str | None = OWNER) -> Reader:
    return Reader(function, name, owner, POSTED, BUILDERS)


def at(hour: int, days: int = 0) -> datetime:
    """Give an hour of `TODAY`, a Monday, or of a later day."""
    return datetime.combine(TODAY, time(hour), tzinfo=UTC) + timedelta(days=days)
