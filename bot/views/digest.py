"""The digest: what moved, what is at risk, what shipped, what is next, in one message."""

from collections.abc import Sequence
from datetime import date

from bot.views.blocks import Block, context, divider, header, joined, section, within
from bot.views.digest_line import line_of, shipped_line, short_line
from bot.views.posted import Posted
from bot.views.telling_names import Names, telling_names
from bot.views.words import SYMBOLS, fresh
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, bold
from planner.answer import Health
from planner.digest import Digest, Line, Numbers

_SECTION_CHARACTERS = 2500
_LINES_SHOWN = 8
_NAMES_IN_TEXT = 5
_WEEK = range(5, 9)  # a weekly digest may be put off by a holiday


def digest_blocks(digest: Digest, posted: Posted) -> list[Block]:
    """Show a digest; a quiet one in its short form."""
    names = _telling_names(digest)
    blocks = [header(_title(posted))]
    if digest.is_quiet:
        blocks.append(section(joined(_quiet_lines(digest, names, posted.today), "\n")))
    else:
        blocks += _sections(digest, names, posted.today)
    return [*blocks, context(_small_print(digest, posted))]


def digest_text(digest: Digest, posted: Posted) -> str:
    """The same in a line or two, for notifications and screen readers."""
    names, today = _telling_names(digest), posted.today
    if digest.is_quiet:
        said = _quiet_lines(digest, names, today)
    else:
        said = [
            say(
                "digest.text",
                title=say_plain(f"digest.{kind}"),
                names=_in_text(lines, names, today),
            )
            for kind, lines in _kinds(digest)
        ]
    return " ".join((f"{_title(posted)}.", *said)).replace("*", "")


def _kinds(digest: Digest) -> list[tuple[str, tuple[Line, ...]]]:
    kinds = {
        "moved": digest.moved,
        "at_risk": digest.at_risk,
        "shipped": digest.shipped,
        "next": digest.next,
    }
    return [(kind, lines) for kind, lines in kinds.items() if lines]


def _sections(digest: Digest, names: Names, today: date) -> list[Block]:
    blocks = []
    for kind, lines in _kinds(digest):
        blocks += [divider(), section(kind_text(kind, lines, names, today))]
    return [*blocks, divider()]


def kind_text(kind: str, lines: Sequence[Line], names: Names, today: date) -> Mrkdwn:
    """Give the lines of one kind below its title, as many as a section takes."""
    titled = Health.AT_RISK if kind == "at_risk" else None
    worded = [
        shipped_line(line, names[line.now.release_id], today)
        if kind == "shipped"
        else line_of(line, names[line.now.release_id], today, titled)
        for line in lines[:_LINES_SHOWN]
    ]
    taken, _ = within(worded, _SECTION_CHARACTERS)
    if len(taken) < len(lines):
        taken.append(say("list.more", count=len(lines) - len(taken)))
    return joined((bold(say(f"digest.{kind}")), *taken), "\n")


def _quiet_lines(digest: Digest, names: Names, today: date) -> list[Mrkdwn]:
    """That nothing changed, and what stands as it stood."""
    lines = [_nothing(digest, today)]
    for kind, standing in (("still_at_risk", digest.at_risk), ("still_next", digest.next)):
        if standing:
            lines.append(say(f"digest.{kind}", names=_in_text(standing, names, today)))
    return lines


def _nothing(digest: Digest, today: date) -> Mrkdwn:
    if digest.last_on is None:
        return say("digest.nothing_yet")
    if (digest.today - digest.last_on).days in _WEEK:
        return say("digest.quiet_week")
    return say("digest.quiet", today, day=digest.last_on)


def _in_text(lines: Sequence[Line], names: Names, today: date) -> Mrkdwn:
    said = [short_line(line, names[line.now.release_id], today) for line in lines[:_NAMES_IN_TEXT]]
    if len(lines) > len(said):
        said.append(say("forecast.more", count=len(lines) - len(said)))
    return joined(said, "; ")


def _small_print(digest: Digest, posted: Posted) -> Mrkdwn:
    parts = [say_numbers(digest.numbers)]
    if digest.last_on is None:
        parts.append(say("digest.first"))
    else:
        parts.append(say("digest.legend", posted.today, day=digest.last_on))
    freshness = fresh(posted.fresh_at, posted.now)
    return joined((*parts, *((freshness,) if freshness else ())), "\n")


def say_numbers(numbers: Numbers) -> Mrkdwn:
    """`5 open releases: 🟢 2 on track · 🟡 1 at risk …`, without what there is none of."""
    counts = {
        Health.ON_TRACK: numbers.on_track,
        Health.AT_RISK: numbers.at_risk,
        Health.OFF_TRACK: numbers.off_track,
        Health.NO_DATE: numbers.no_date,
    }
    said = [
        say(f"digest.count_{health}", symbol=SYMBOLS[health], count=count)
        for health, count in counts.items()
        if count
    ]
    if numbers.no_forecast:
        said.append(say("digest.count_no_forecast", count=numbers.no_forecast))
    if not said:
        return say("digest.count_none")
    return say("digest.count", count=numbers.open, parts=joined(said, " · "))


def _title(posted: Posted) -> str:
    return say_plain("digest.title", day=say_day(posted.today, posted.today))


def _telling_names(digest: Digest) -> Names:
    return telling_names([line.now for _, lines in _kinds(digest) for line in lines])
