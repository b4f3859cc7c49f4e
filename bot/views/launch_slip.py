"""A date that moved, for each function in what it works by: range, promise, week or horizon."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.views.alert import Causes, moved_section
from bot.views.blocks import Block, context, header, joined, section
from bot.views.launch_dates import say_horizon
from bot.views.launch_leadership import say_questions
from bot.views.launch_reader import Reader, asked_of, whom_to_ask
from bot.views.standing import day_or_none, say_range, say_reason, struck
from bot.views.words import fresh
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day, say_likelihood
from bot.words.escape import Mrkdwn
from planner.answer import SAFE
from planner.digest import Line
from planner.launch.plan import LaunchPlan
from planner.launch.slips import (
    Direction,
    View,
    direction_of,
    horizon_direction,
    planned_day,
    promise_direction,
    view_of,
    week_direction,
    week_of,
)
from planner.moves import Change
from planner.snapshot import REFUSED, Snapshot

_SHOWN = 8
_ASKS = {
    Direction.LATER: "later",
    Direction.EARLIER: "earlier",
    Direction.RECOVERED: "recovered",
    Direction.LOST: "later",
}

Readers = Mapping[str, Reader]  # by release
Plans = Mapping[str, LaunchPlan]


def slip_blocks(
    lines: Sequence[Line], readers: Readers, plans: Plans, causes: Causes
) -> list[Block]:
    """Show what moved to one function, a section a release, and what that means for its work."""
    told = [_section(line, readers, plans, causes) for line in lines[:_SHOWN]]
    blocks = [header(_title(lines, readers, plans)), *(section(one) for one in told)]
    if len(lines) > _SHOWN:
        blocks.append(context(say("list.more", count=len(lines) - _SHOWN)))
    if len(lines) == 1:
        blocks.append(section(whom_to_ask(readers[lines[0].now.release_id])))
    return [*blocks, context(_small_print(readers))]


def slip_text(lines: Sequence[Line], readers: Readers, plans: Plans) -> str:
    """The same in a line or two, for notifications and screen readers."""
    told = [_moved(line, readers[line.now.release_id], plans) for line in lines[:_SHOWN]]
    return f"{_title(lines, readers, plans)}. {joined(told)}".replace("*", "").replace("~", "")


def _title(lines: Sequence[Line], readers: Readers, plans: Plans) -> str:
    ways = {_direction(line, readers[line.now.release_id], plans) for line in lines}
    if len(lines) == 1:
        reader = readers[lines[0].now.release_id]
        return say_plain(f"slip.{ways.pop()}_one", name=reader.plain_name)
    code = "slip.later_many" if ways == {Direction.LATER} else "slip.changed_many"
    return say_plain(code, count=len(lines))


def _section(line: Line, readers: Readers, plans: Plans, causes: Causes) -> Mrkdwn:
    reader = readers[line.now.release_id]
    if view_of(reader.function) is View.RANGE:
        said = moved_section(line, reader.bold_name, causes, reader.posted.today)
    else:
        said = _moved(line, reader, plans)
    way = _direction(line, reader, plans)
    if way is Direction.RECOVERED:
        said = joined((say("slip.recovered", name=reader.bold_name), said), "\n")
    if not reader.function.prepares:
        return _for_who_leads(line, reader, plans, said)
    if way not in _ASKS:
        return said
    return joined((said, say(asked_of("slip", reader.function.name, _ASKS[way]))), "\n")


def _for_who_leads(line: Line, reader: Reader, plans: Plans, said: Mrkdwn) -> Mrkdwn:
    """Say beside the promise how wide the forecast is, and what is to be decided."""
    plan, today = plans[line.now.release_id], reader.posted.today
    told = [said]
    if reader.told_days and line.now.due_on is not None:
        told.append(say("leadership.forecast", dates=say_range(line.now, today)))
    told += [say("leadership.title"), say_questions(plan, line.now, None, today)]
    return joined(told, "\n")


def _moved(line: Line, reader: Reader, plans: Plans) -> Mrkdwn:
    """Say from when to when, in a sentence."""
    match view_of(reader.function):
        case View.HORIZON:
            return _horizon(line, reader, plans[line.now.release_id])
        case View.WEEK:
            return _week(line, reader)
        case View.PROMISE:
            return say("slip.promise", name=reader.bold_name, due=_promise(line, reader))
        case View.RANGE:
            dates = say_range(line.now, reader.posted.today)
            return say("slip.promise", name=reader.bold_name, due=dates)


def _horizon(line: Line, reader: Reader, plan: LaunchPlan) -> Mrkdwn:
    today, name = reader.posted.today, reader.bold_name
    was = None if line.before is None else planned_day(plan, line.before, today)
    now = planned_day(plan, line.now, today)
    if was is not None and now is not None:
        words = struck(say_horizon(was, today), say_horizon(now, today))
        return say("slip.horizon", name=name, words=words)
    if now is not None:
        return say("slip.horizon_found", name=name, horizon=say_horizon(now, today))
    before = "" if was is None else say_horizon(was, today)
    return say("slip.horizon_lost", name=name, before=before)


def _week(line: Line, reader: Reader) -> Mrkdwn:
    today, name = reader.posted.today, reader.bold_name
    week = week_of(line.now.p85)
    before = None if line.before is None else week_of(line.before.p85)
    odds = {"name": name, "safe": f"{SAFE:.0%}"}
    if week is None:
        reason = _reason(line.now)
        return say("slip.no_week", name=name, reason=reason)
    if before is None:
        return say("slip.in_week", today, week=week, **odds)
    if before == week:
        return say("slip.in_same_week", today, week=week, **odds)
    return say("slip.in_another_week", today, week=week, before=before, **odds)


def _reason(now: Snapshot) -> Mrkdwn:
    if now.state == REFUSED:
        return say_reason(now)
    return say("slip.out_of_sight", safe=f"{SAFE:.0%}")


def _promise(line: Line, reader: Reader) -> Mrkdwn:
    """The committed date and how likely it is, and what either was."""
    now, before, today = line.now, line.before, reader.posted.today
    said = _due(now, before, today)
    if before is None or Change.DUE not in line.changes:
        return said
    dates = struck(day_or_none(before.due_on, today), day_or_none(now.due_on, today))
    return joined((said, say("slip.promise_moved", dates=dates)), "; ")


def _due(now: Snapshot, before: Snapshot | None, today: date) -> Mrkdwn:
    if now.due_on is None:
        return say("slip.no_promise", forecast=_forecast(now, before, today))
    if now.due_on < today:
        return say("slip.promised_passed", today, day=now.due_on)
    if now.likelihood_due is None:
        return say("slip.promised_unknown", today, day=now.due_on)
    values = {"day": say_day(now.due_on, today), "likelihood": say_likelihood(now.likelihood_due)}
    was = None if before is None or before.due_on != now.due_on else before.likelihood_due
    if was is None or say_likelihood(was) == values["likelihood"]:
        return say("slip.promised", **values)
    return say("slip.promised_was", before=say_likelihood(was), **values)


def _forecast(now: Snapshot, before: Snapshot | None, today: date) -> Mrkdwn:
    if before is None or None in (before.p85, now.p85) or before.p85 == now.p85:
        return say_range(now, today)
    dates = struck(day_or_none(before.p85, today), day_or_none(now.p85, today))
    return say("digest.moved_to", dates=dates, safe=f"{SAFE:.0%}")


def _direction(line: Line, reader: Reader, plans: Plans) -> Direction:
    view = view_of(reader.function)
    if view is View.PROMISE:
        return promise_direction(line)
    if view is View.WEEK:
        return week_direction(line)
    if view is View.RANGE:
        return direction_of(line)
    return horizon_direction(line, plans[line.now.release_id], reader.posted.today)


def _small_print(readers: Readers) -> Mrkdwn:
    reader = next(iter(readers.values()))
    parts = [say("slip.legend")]
    freshness = fresh(reader.posted.fresh_at, reader.posted.now) if reader.told_days else None
    return joined((*parts, *((freshness,) if freshness else ())), " · ")
