"""A calendar as calendars read it: RFC 5545, by the icalendar library."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from bot.schedule.hours import OPENS
from bot.schedule.slots import moment_of
from bot.words.catalogue import say_plain
from bot.words.days import say_likelihood
from bot.words.english import forms
from planner.launch.feed import Entry, EntryKind
from planner.launch.functions import Function
from planner.launch.horizon import Horizon
from planner.snapshot import Snapshot

REFRESHED = timedelta(hours=1)
_PING_LASTS = timedelta(minutes=15)
_DAY = timedelta(days=1)
_NAME_LIMIT = 100


def make_calendar(
    entries: Sequence[Entry], function: Function, zone: str, made_at: datetime
) -> bytes:
    """Give the file that a calendar subscribes to; the same entries give the same bytes.

    Days are whole ones, wherever the reader is; a ping stands at its hour in `zone`. `made_at` is
    when the data was seen that it tells.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Shipcast//Release calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    title = say_plain("feed.title", function=function.name)
    calendar.add("name", title)  # RFC 7986
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", zone)
    # RFC 7986 for some, Outlook's own for others.
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, zone, made_at))
    return bytes(calendar.to_ical())


def _event(entry: Entry, zone: str, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", _uid(entry))
    event.add("dtstamp", made_at)
    if entry.kind is EntryKind.PING:
        # In UTC: programs read a zone that is written out, and differ on the days around a change
        # of its clocks.
        at = moment_of(entry.first, OPENS, zone)
        event.add("dtstart", at)
        event.add("dtend", at + _PING_LASTS)
    else:
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + _DAY)  # the first day that is not in it
    event.add("summary", _summary(entry))
    about = _about(entry)
    if about:
        event.add("description", about)
    event.add("transp", "TRANSPARENT")  # nobody is busy for it
    event.add("class", "PRIVATE")
    return event


def _uid(entry: Entry) -> str:
    """Name an entry for good, so that one that moves is moved and not doubled."""
    what = [entry.kind.value, entry.stage or ""]
    if entry.launch is not None:
        what.append(entry.launch.plan.release_id)
    if entry.capacity is not None:
        what += [entry.capacity.team or "", entry.first.isoformat(), entry.last.isoformat()]
    return f"{sha256(chr(10).join(what).encode()).hexdigest()[:32]}@shipcast"


def _summary(entry: Entry) -> str:
    code = f"feed.{entry.kind}"
    if entry.launch is None:
        team = entry.capacity.team if entry.capacity else None
        return say_plain("feed.freeze_of", team=team) if team else say_plain(code)
    name = entry.launch.snapshot.name[:_NAME_LIMIT]
    if entry.kind is EntryKind.HORIZON:
        return say_plain(code, name=name, horizon=say_horizon(Horizon(entry.first, entry.last)))
    if entry.kind is EntryKind.PING:
        return say_plain(code, name=name, stage=entry.stage)
    return say_plain(code, name=name)


def _about(entry: Entry) -> str:
    """Say what the days are worth; nothing to those who are told no days."""
    if entry.launch is None or entry.kind in (EntryKind.HORIZON, EntryKind.SHIPPED):
        return ""
    plan, snapshot = entry.launch.plan, entry.launch.snapshot
    lines = [] if plan.goal is None else [say_plain("feed.goal", goal=plan.goal)]
    lines += _odds(snapshot, entry.first)
    return "\n".join(lines)


def _odds(snapshot: Snapshot, today: date) -> list[str]:
    lines = []
    if snapshot.due_on is not None and snapshot.likelihood_due is not None:
        likelihood = say_likelihood(snapshot.likelihood_due)
        lines.append(say_plain("feed.due", today, day=snapshot.due_on, likelihood=likelihood))
    if snapshot.p50 is not None and snapshot.p85 is not None:
        lines.append(say_plain("feed.odds", today, p50=snapshot.p50, p85=snapshot.p85))
    return lines


def say_horizon(horizon: Horizon) -> str:
    """`December 2026`, `Q1 2027`."""
    year = str(horizon.first.year)
    if horizon.quarter is None:
        return say_plain(
            "feed.month", month=forms("long_months")[horizon.first.month - 1], year=year
        )
    return say_plain("feed.quarter", quarter=horizon.quarter, year=year)
