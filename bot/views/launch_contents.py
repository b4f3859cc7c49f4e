"""What is in a release, for those who launch it: counts, known issues, and where to look."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.views.blocks import joined
from bot.views.launch_reader import Reader
from bot.words.audience import titled
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, escape, link
from planner.launch.functions import SUPPORT
from planner.launch.notes import Section
from planner.launch.slips import View, view_of
from planner.launch.stages import T_0, T_1, T_7, Stage

_TOLD = (Section.NEW, Section.IMPROVED, Section.FIXED)
CONTENTS_AT = (T_7, T_1, T_0)  # when support writes its answers, and when they are needed
_KNOWN = 6
_LINE_LIMIT = 160


@dataclass(frozen=True, slots=True)
class Contents:
    """The release notes in short: of what not everybody may read there is nothing in it.

    `known` are the known issues, by their titles alone. `url` is where the tracker shows it.
    """

    counts: Mapping[Section, int] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    url: str | None = None


def contents_lines(contents: Contents | None, stage: Stage, reader: Reader) -> list[Mrkdwn]:
    """Say what came, once it has, and what support has to know of.

    Who builds it knows that better. What is called otherwise to a reader has no links nor titles,
    for they tell its name.
    """
    if contents is None or view_of(reader.function) is View.RANGE:
        return []
    lines = []
    if stage is T_0 and (counts := say_counts(contents)):
        lines.append(say("contents.line", counts=counts))
    if stage is T_0 and contents.url is not None and reader.knows_name:
        lines.append(link(contents.url, say_plain("contents.tracker")))
    told = [joined(lines, " · ")] if lines else []
    is_support = reader.function.name == SUPPORT and stage in CONTENTS_AT
    return [*told, *(_known(contents, reader) if is_support else ())]


def say_counts(contents: Contents) -> Mrkdwn | None:
    """`3 new, 2 improved, 5 fixed`; None where customers notice nothing."""
    counts = [
        say(f"notes.count_{section}", count=contents.counts[section])
        for section in _TOLD
        if contents.counts.get(section)
    ]
    return joined(counts, say("join.comma") + " ") if counts else None


def _known(contents: Contents, reader: Reader) -> list[Mrkdwn]:
    if not contents.known:
        return [say("contents.no_known")]
    shown = contents.known[:_KNOWN] if reader.knows_name else ()
    titles = [titled(Mrkdwn(f"\n• {escape(one, _LINE_LIMIT)}")) for one in shown]
    rest = len(contents.known) - len(shown)
    more = [Mrkdwn(f"\n{say('forecast.more', count=rest)}")] if shown and rest else []
    head = say("contents.known", count=len(contents.known))
    return [Mrkdwn("".join((head, *titles, *more)))]
