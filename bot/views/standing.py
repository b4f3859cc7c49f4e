"""How a release stood at a review, in phrases that digest and ping share."""

from datetime import date

from bot.views.words import NAME_LIMIT, SYMBOLS, say_health
from bot.words.catalogue import say
from bot.words.days import say_day, say_likelihood
from bot.words.escape import Mrkdwn, bold, escape
from planner.answer import EVEN, SAFE, Health
from planner.moves import is_complete
from planner.snapshot import REFUSED, Snapshot

NO_SYMBOL = "⚪"


def snapshot_name(snapshot: Snapshot) -> Mrkdwn:
    return escape(snapshot.name, NAME_LIMIT)


def bold_snapshot_name(snapshot: Snapshot) -> Mrkdwn:
    return bold(snapshot_name(snapshot))


def symbol_of(snapshot: Snapshot) -> str:
    return NO_SYMBOL if snapshot.health is None else SYMBOLS[Health(snapshot.health)]


def say_standing(snapshot: Snapshot) -> Mrkdwn:
    """The health in a word, or why there is none."""
    if snapshot.health is not None:
        return say_health(Health(snapshot.health))
    return say("standing.refused", reason=say_reason(snapshot))


def say_reason(snapshot: Snapshot) -> Mrkdwn:
    return say(f"brief.{(snapshot.reason or '').partition('.')[2]}")


def say_range(snapshot: Snapshot, today: date) -> Mrkdwn:
    """The dates with their probabilities, the safe one first."""
    middle, late = snapshot.p50, snapshot.p85
    odds = {"safe": f"{SAFE:.0%}", "even": f"{EVEN:.0%}"}
    if snapshot.state == REFUSED:
        return say("standing.no_forecast")
    if is_complete(snapshot):
        return say("standing.complete", done=snapshot.done_items)
    if middle is None:
        return say("standing.no_end")
    if late is None:
        return say("standing.open_end", today, middle=middle, **odds)
    code = "standing.one_day" if middle == late else "standing.range"
    return say(code, today, middle=middle, late=late, **odds)


def say_due(snapshot: Snapshot, today: date) -> Mrkdwn | None:
    """The committed date and how likely it is; None without one."""
    due_on, likelihood = snapshot.due_on, snapshot.likelihood_due
    if due_on is None:
        return None
    if due_on < today:
        return say("standing.due_passed", today, day=due_on)
    if likelihood is None:
        return say("standing.due_unknown", today, day=due_on)
    return say("standing.due", today, day=due_on, likelihood=say_likelihood(likelihood))


def say_progress(snapshot: Snapshot) -> Mrkdwn:
    total = snapshot.done_items + snapshot.open_items
    return say("standing.progress", done=snapshot.done_items, total=total)


def struck(old: str, new: str) -> Mrkdwn:
    """`~old~ → *new*`, of texts that hold no marks."""
    return Mrkdwn(f"~{escape(old)}~ → *{escape(new)}*")


def day_or_none(day: date | None, today: date) -> str:
    return str(say("standing.no_day")) if day is None else say_day(day, today)
