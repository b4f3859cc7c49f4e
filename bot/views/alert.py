"""The alert: what moved just now, from when to when, and why."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.views.blocks import Block, context, header, joined, section, within
from bot.views.choosing import why_button
from bot.views.digest_line import line_of, shipped_line, short_line
from bot.views.moved import cause_lines
from bot.views.posted import Posted
from bot.views.standing import snapshot_name
from bot.views.telling_names import Names, telling_names
from bot.views.words import fresh
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, unescape
from planner.digest import Line
from planner.explain.attribution import Attribution
from planner.moves import Change
from planner.snapshot import SHIPPED

_SHOWN = 8
_IN_TEXT = 5
_SECTION_CHARACTERS = 1200
_NAME_IN_HEADER = 90

Causes = Mapping[str, Attribution]  # by release


def alert_blocks(lines: Sequence[Line], causes: Causes, posted: Posted) -> list[Block]:
    """Show what moved, a section a release with its causes; `causes` by release id."""
    names = _names(lines)
    told = [
        section(moved_section(line, names[line.now.release_id], causes, posted.today))
        for line in lines[:_SHOWN]
    ]
    blocks = [header(_title(lines)), *told]
    if len(lines) > _SHOWN:
        blocks.append(context(say("list.more", count=len(lines) - _SHOWN)))
    blocks.append(context(_small_print(lines, posted)))
    if len(lines) == 1 and lines[0].now.state != SHIPPED:
        blocks.append(why_button(lines[0].now.release_id))
    return blocks


def alert_text(lines: Sequence[Line], posted: Posted) -> str:
    """The same in a line, for notifications and screen readers."""
    names = _names(lines)
    told = [short_line(line, names[line.now.release_id], posted.today) for line in lines[:_IN_TEXT]]
    if len(lines) > _IN_TEXT:
        told.append(say("forecast.more", count=len(lines) - _IN_TEXT))
    said = say("alert.text", title=Mrkdwn(_kind(lines)), names=joined(told, "; "))
    return said.replace("*", "")


def _names(lines: Sequence[Line]) -> Names:
    return telling_names([line.now for line in lines])


def _title(lines: Sequence[Line]) -> str:
    """Say what happened and to whom: `Slipped: Checkout`, or `3 releases moved`."""
    if len(lines) > 1:
        code = "alert.many_shipped" if lines[0].now.state == SHIPPED else "alert.many"
        return say_plain(code, count=len(lines))
    name = unescape(snapshot_name(lines[0].now))[:_NAME_IN_HEADER]
    return say_plain("alert.title", what=_kind(lines), name=name)


def _kind(lines: Sequence[Line]) -> str:
    if len(lines) > 1 and lines[0].now.state != SHIPPED:
        return say_plain("alert.moved")
    line = lines[0]
    if line.now.state == SHIPPED:
        return say_plain("alert.shipped")
    if Change.LOST in line.changes:
        return say_plain("alert.lost")
    if line.p85_days and line.changes & {Change.P85, Change.CROSSED, Change.HEALTH}:
        return say_plain("alert.slipped" if line.p85_days > 0 else "alert.earlier")
    return say_plain("alert.changed")


def moved_section(line: Line, name: Mrkdwn, causes: Causes, today: date) -> Mrkdwn:
    """Say of one release from when to when, and what each cause is worth."""
    cause = causes.get(line.now.release_id)
    if line.now.state == SHIPPED:
        return shipped_line(line, name, today)
    told = [line_of(line, name, today)]
    if cause is not None and cause.days:
        code = "alert.causes_later" if cause.days > 0 else "alert.causes_earlier"
        told.append(say(code, days=abs(cause.days)))  # the parts are calendar days, and sum to it
        told += [Mrkdwn(f"• {each}") for each in cause_lines(cause)]
    return joined(within(told, _SECTION_CHARACTERS)[0], "\n")


def _small_print(lines: Sequence[Line], posted: Posted) -> Mrkdwn:
    days = {line.before.taken_at.date() for line in lines if line.before is not None}
    parts = [say("alert.legend", day=say_day(min(days), posted.today))] if days else []
    freshness = fresh(posted.fresh_at, posted.now)
    return joined((*parts, *((freshness,) if freshness else ())), "\n")
