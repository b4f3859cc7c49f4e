"""The dates around a launch: days with their odds, or for some only how far away it is."""

from datetime import date

from bot.views.blocks import joined
from bot.views.launch_reader import Reader
from bot.views.standing import say_progress, say_range, say_standing, symbol_of
from bot.words.catalogue import say
from bot.words.days import say_likelihood
from bot.words.english import forms
from bot.words.escape import Mrkdwn
from planner.answer import PERCENTILES, SAFE, Health
from planner.launch.horizon import horizon_of
from planner.launch.outlook import anchor_of
from planner.launch.plan import LaunchPlan
from planner.launch.slips import View, view_of, week_of
from planner.moves import is_complete
from planner.snapshot import SHIPPED, Snapshot

_QUARTERS = 4  # one that far away needs its year


def launch_facts(plan: LaunchPlan, snapshot: Snapshot, reader: Reader) -> list[Mrkdwn]:
    """Give the dates, how they go together, and how far it is; each in a field."""
    today = reader.posted.today
    if not reader.told_days:
        return horizon_facts(plan, snapshot, today)
    if snapshot.state == SHIPPED:
        return shipped_facts(snapshot, today)
    due, dates = say_due_on(snapshot, today), say_forecast(snapshot, reader)
    facts = {"ping.due": due, "ping.forecast": dates}
    if plan.launch_on is not None:
        facts = {"ping.launch": _launch(plan.launch_on, snapshot, today), **facts}
    if snapshot.health != Health.NO_DATE:  # without a committed date that has just been said
        facts["ping.standing"] = joined((symbol_of(snapshot), say_standing(snapshot)))
    if view_of(reader.function) is View.RANGE:  # to the others it says nothing of the date
        facts["ping.scope"] = say_progress(snapshot)
    said = [say(code, what=what) for code, what in facts.items()]
    return said + ([] if plan.own_on is None else [say("ping.own", today, day=plan.own_on)])


def horizon_facts(plan: LaunchPlan, snapshot: Snapshot, today: date) -> list[Mrkdwn]:
    day = None if snapshot.state == SHIPPED else anchor_of(plan, snapshot, today)
    return [] if day is None else [say("ping.planned", horizon=say_horizon(day, today))]


def shipped_facts(snapshot: Snapshot, today: date) -> list[Mrkdwn]:
    on = snapshot.shipped_on
    what = say("ping.undated") if on is None else say("ping.launch_plain", today, day=on)
    facts = [say("ping.shipped_on", what=what)]
    if snapshot.due_on is None:
        return facts
    due = say("ping.launch_plain", today, day=snapshot.due_on)
    return [*facts, say("ping.due", what=due)]


def text_dates(plan: LaunchPlan, snapshot: Snapshot, reader: Reader) -> list[Mrkdwn]:
    """Give the same in sentences."""
    today = reader.posted.today
    if snapshot.state == SHIPPED:
        return []
    if not reader.told_days:
        day = anchor_of(plan, snapshot, today)
        return [] if day is None else [say("ping.text_planned", horizon=say_horizon(day, today))]
    launch = plan.launch_on
    said = [] if launch is None else [say("ping.text_launch", today, day=launch)]
    return [
        *said,
        say("ping.text_due", due=say_due_on(snapshot, today)),
        say("ping.text_forecast", forecast=say_forecast(snapshot, reader)),
    ]


def say_forecast(snapshot: Snapshot, reader: Reader) -> Mrkdwn:
    """The range, or the week where a function works by that."""
    today, week = reader.posted.today, week_of(snapshot.p85)
    if view_of(reader.function) is not View.WEEK or week is None or is_complete(snapshot):
        return say_range(snapshot, today)
    return say("ping.by_week", today, week=week, safe=f"{SAFE:.0%}")


def say_horizon(day: date, today: date) -> str:
    """`December` for what is near, `Q1` for what is not, `Q3 2028` for what is far."""
    horizon = horizon_of(max(day, today), today)
    quarter, year = horizon.quarter, horizon.first.year
    if quarter is None:
        return say("ping.month", month=forms("long_months")[horizon.first.month - 1])
    quarters = (year - today.year) * _QUARTERS + quarter - (today.month + 2) // 3
    if quarters < _QUARTERS:
        return say("ping.quarter", quarter=quarter)
    return say("ping.quarter_of", quarter=quarter, year=str(year))


def say_due_on(snapshot: Snapshot, today: date) -> Mrkdwn:
    """The committed date and how likely it is."""
    due_on, likelihood = snapshot.due_on, snapshot.likelihood_due
    if due_on is None:
        return say("ping.no_due")
    if due_on < today:
        return say("ping.due_passed", today, day=due_on)
    if likelihood is None:
        return say("standing.due_unknown", today, day=due_on)
    return say("ping.due_on", today, day=due_on, likelihood=say_likelihood(likelihood))


def _launch(day: date, snapshot: Snapshot, today: date) -> Mrkdwn:
    """The launch date, and of the odds that it is ready by then what the percentiles tell."""
    if snapshot.p50 is None and snapshot.p5 is None:
        return say("ping.launch_plain", today, day=day)
    ends = (snapshot.p5, snapshot.p15, snapshot.p50, snapshot.p70, snapshot.p85, snapshot.p95)
    percents = dict(zip(PERCENTILES, ends, strict=True))
    kept = [percent for percent, end in percents.items() if end is not None and end <= day]
    if not kept:
        return say("ping.launch_unsure", today, day=day)
    return say("ping.launch_ready", today, day=day, percent=max(kept))
