"""What changed since a day, for somebody who asked: every move, and what was finished or joined."""

from collections.abc import Sequence
from datetime import date

from bot.views.blocks import Block, context, header, joined, section
from bot.views.digest import kind_text, say_numbers
from bot.views.digest_line import progress_of, short_line
from bot.views.posted import Posted
from bot.views.telling_names import Names, telling_names
from bot.views.words import fresh
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn
from planner.digest import Digest, Line
from planner.moves import Change

_NAMES_IN_TEXT = 5
_WORK_ALONE = frozenset({Change.WORK})


def changed_blocks(digest: Digest, since: date, posted: Posted) -> list[Block]:
    """Show what moved, what was only worked on, and what is out; or that nothing is another."""
    kinds = _kinds(digest)
    names, today = _names(kinds), posted.today
    blocks = [header(say_plain("changed.title", today, day=since))]
    if not kinds:
        blocks.append(section(say("changed.nothing", today, day=since)))
    blocks += [section(kind_text(kind, lines, names, today)) for kind, lines in kinds]
    said = [say_numbers(digest.numbers), say("changed.legend", today, day=since)]
    freshness = fresh(posted.fresh_at, posted.now)
    return [*blocks, context(joined((*said, *((freshness,) if freshness else ())), "\n"))]


def changed_text(digest: Digest, since: date, posted: Posted) -> str:
    """The same in a line or two, for notifications and screen readers."""
    kinds, today = _kinds(digest), posted.today
    if not kinds:
        return say("changed.nothing", today, day=since).replace("*", "")
    names = _names(kinds)
    said = [
        say("digest.text", title=say_plain(f"digest.{kind}"), names=_in_text(lines, names, today))
        for kind, lines in kinds
    ]
    return " ".join((say("changed.title", today, day=since) + ".", *said)).replace("*", "")


def _kinds(digest: Digest) -> list[tuple[str, tuple[Line, ...]]]:
    """Sort what is new: what is at risk and has not changed is no answer."""
    changed = [line for line in (*digest.at_risk, *digest.moved) if line.changes]
    worked = tuple(line for line in changed if line.changes == _WORK_ALONE)
    moved = tuple(line for line in changed if line.changes != _WORK_ALONE)
    kinds = {"moved": moved, "worked": worked, "shipped": digest.shipped}
    return [(kind, lines) for kind, lines in kinds.items() if lines]


def _in_text(lines: Sequence[Line], names: Names, today: date) -> Mrkdwn:
    said = [_short(line, names[line.now.release_id], today) for line in lines[:_NAMES_IN_TEXT]]
    if len(lines) > len(said):
        said.append(say("forecast.more", count=len(lines) - len(said)))
    return joined(said, "; ")


def _short(line: Line, name: Mrkdwn, today: date) -> Mrkdwn:
    if line.changes == _WORK_ALONE:
        return say("digest.short", name=name, what=progress_of(line))
    said = short_line(line, name, today)
    return joined((said, progress_of(line)), ", ") if Change.WORK in line.changes else said


def _names(kinds: Sequence[tuple[str, tuple[Line, ...]]]) -> Names:
    return telling_names([line.now for _, lines in kinds for line in lines])
