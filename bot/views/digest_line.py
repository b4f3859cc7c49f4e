"""One release in a digest: how it stands, what was and what is."""

from datetime import date

from bot.views.blocks import joined
from bot.views.standing import (
    day_or_none,
    say_due,
    say_progress,
    say_range,
    say_reason,
    say_standing,
    struck,
    symbol_of,
)
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn
from planner.answer import EVEN, SAFE, Health
from planner.digest import Line
from planner.moves import Change, is_complete
from planner.snapshot import FORECAST, REFUSED, SHIPPED

_LATER = {True: "digest.later", False: "digest.earlier"}


def line_of(line: Line, name: Mrkdwn, today: date, titled: Health | None = None) -> Mrkdwn:
    """An open release in two lines: how it stands, then its dates and its progress.

    `titled` is the health that the title above it says already.
    """
    told = [part for part in (_due(line, today), _news(line)) if part]
    is_said = line.now.health == titled and Change.HEALTH not in line.changes
    first = told if told and is_said else [_health(line), *told]
    symbol = symbol_of(line.now)
    second = [_dates(line, today)]
    second += [] if is_complete(line.now) else [progress_of(line)]
    standing, rest = joined(first, ", "), joined(second, " · ")
    return say("digest.line", symbol=symbol, name=name, standing=standing, rest=rest)


def shipped_line(line: Line, name: Mrkdwn, today: date) -> Mrkdwn:
    """A release that is out: when, and what was said of it before."""
    on, before = line.now.shipped_on, line.before
    parts = [say("list.shipped_undated", name=name)]
    if on is not None:
        parts = [say("list.shipped", today, name=name, day=on)]
    if before is not None and before.p85 is not None:
        odds = f"{SAFE:.0%}"
        parts.append(say("digest.was_forecast", today, safe=odds, day=before.p85))
    if line.now.due_on is not None:
        parts.append(say("digest.was_due", today, day=line.now.due_on))
    return joined(parts, " · ")


def short_line(line: Line, name: Mrkdwn, today: date) -> Mrkdwn:
    """The release and its one date, for a text without blocks."""
    now = line.now
    if now.state == SHIPPED:
        return (
            name
            if now.shipped_on is None
            else say("digest.short", today, name=name, what=now.shipped_on)
        )
    if now.state == REFUSED:
        return say("digest.short_refused", name=name, reason=say_reason(now))
    if is_complete(now):
        return say("digest.short", name=name, what=say("list.complete"))
    what = say("digest.short_by", safe=f"{SAFE:.0%}", day=day_or_none(now.p85, today))
    if _has_moved(line) and line.before is not None:
        old = day_or_none(line.before.p85, today)
        what = say(
            "digest.short_moved", safe=f"{SAFE:.0%}", day=day_or_none(now.p85, today), old=old
        )
    return say("digest.short", name=name, what=what)


def _health(line: Line) -> Mrkdwn:
    """The health, with what it was where that is news."""
    now, before = line.now, line.before
    if now.state == REFUSED:
        code = "digest.lost" if Change.LOST in line.changes else "standing.refused"
        return say(code, reason=say_reason(now))
    if before is not None and Change.HEALTH in line.changes:
        return struck(say_standing(before), say_standing(now))
    return Mrkdwn(f"*{say_standing(now)}*")


def _due(line: Line, today: date) -> Mrkdwn | None:
    said = say_due(line.now, today)
    before = line.before
    if before is None or Change.DUE not in line.changes:
        return said
    moved = struck(day_or_none(before.due_on, today), day_or_none(line.now.due_on, today))
    return joined((*((said,) if said else ()), say("digest.due_moved", dates=moved)), "; ")


def _news(line: Line) -> Mrkdwn | None:
    """Why a release that has not moved is news all the same."""
    if Change.FOUND not in line.changes:
        return None
    if line.before is None:
        return say("digest.is_new")
    return say("digest.reopened" if line.before.state == SHIPPED else "digest.found")


def _has_moved(line: Line) -> bool:
    """Tell whether the old date is worth telling: something changed, and it is another."""
    before, now = line.before, line.now
    both = before is not None and before.state == now.state == FORECAST
    return bool(line.changes) and both and before is not None and before.p85 != now.p85


def _dates(line: Line, today: date) -> Mrkdwn:
    now, before = line.now, line.before
    odds = {"safe": f"{SAFE:.0%}", "even": f"{EVEN:.0%}"}
    if Change.LOST in line.changes and before is not None:
        return say("digest.was_likely", safe=odds["safe"], day=day_or_none(before.p85, today))
    if before is None or is_complete(now) or not _has_moved(line):
        return say_range(now, today)
    moved = struck(day_or_none(before.p85, today), day_or_none(now.p85, today))
    parts = [say("digest.moved_to", dates=moved, safe=odds["safe"])]
    if line.p85_days:
        days = say(_LATER[line.p85_days > 0], days=abs(line.p85_days))
        parts = [joined((*parts, days))]
    if now.p50 is not None and now.p50 != now.p85:
        parts.append(say("digest.middle", today, even=odds["even"], day=now.p50))
    return joined(parts, ", ")


def progress_of(line: Line) -> Mrkdwn:
    """What is done, and what has come since: the usual cause of a move."""
    said, before, now = say_progress(line.now), line.before, line.now
    if before is None:
        return said
    done = now.done_items - before.done_items
    added = done + now.open_items - before.open_items
    since = [say("digest.done_since", count=done)] if done else []
    since += [say("digest.added_since", count=added)] if added else []
    return Mrkdwn(f"{said} ({joined(since, ', ')})") if since else said
