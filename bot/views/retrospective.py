"""The card that looks back on a release, and the one that looks back on all of them."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.learning.looking_back import LookedBack
from bot.views.blocks import Block, context, header, joined, section, table
from bot.views.launch_reader import say_function
from bot.views.moved import cause_lines
from bot.views.words import NAME_LIMIT
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, bold, clip, escape
from planner.launch.lateness import Late
from planner.launch.retrospective import (
    Mended,
    Mending,
    Moment,
    Retrospective,
    Stand,
    Stretch,
    Trend,
)

_ROWS = 12
_MENDED = 6
_WHY_LIMIT = 300


def retrospective_blocks(
    told: LookedBack, today: date, notes: Sequence[Mrkdwn] = (), prelude: Sequence[Mrkdwn] = ()
) -> list[Block]:
    """Show what was said when and what came, how it grew, and what moved it.

    `notes` are what else is worth knowing: who answered late, how often dates come true by now.
    """
    one = told.retrospective
    name = clip(one.name, NAME_LIMIT)
    blocks = [section(said) for said in prelude]
    blocks += [
        header(say_plain("retro.title", name=name)),
        section(_headline(one, bold(escape(one.name, NAME_LIMIT)), today)),
        *([section(joined(_mended(told.mended, today), "\n"))] if told.mended else []),
        table(_head(), [_row(stand, today) for stand in one.stands]),
        section(_scope(one)),
    ]
    lines = [] if told.moved is None else cause_lines(told.moved)
    if lines:
        blocks.append(section(joined((say("retro.moved"), *(f"• {each}" for each in lines)), "\n")))
    elif told.moved is None and len(one.stands) > 1:
        blocks.append(section(say("retro.unknown_causes")))
    return [*blocks, context(joined((say("retro.method"), *notes), "\n"))]


def retrospective_text(told: LookedBack, today: date) -> str:
    """The same in a line or two."""
    one = told.retrospective
    name = escape(one.name, NAME_LIMIT)
    parts = (_headline(one, name, today), *_mended(told.mended, today), _scope(one))
    return joined(parts).replace("*", "")


def _mended(mended: Sequence[Mended], today: date) -> list[Mrkdwn]:
    """Say what had to be done to it after it went out, the rollbacks before all else."""
    first = sorted(mended, key=lambda one: one.how is not Mending.ROLLBACK)
    told = [
        say(f"retro.{one.how}", today, day=one.on, why=escape(one.why, _WHY_LIMIT))
        for one in first[:_MENDED]
    ]
    rest = len(first) - len(told)
    return [*told, *([say("forecast.more", count=rest)] if rest else [])]


def late_lines(late: Sequence[Late]) -> tuple[Mrkdwn, ...]:
    """Say in a line who answered late, or never; nothing where everybody was in time."""
    if not late:
        return ()
    told = [_late(one) for one in late[:_ROWS]]
    if len(late) > _ROWS:
        told.append(say("forecast.more", count=len(late) - _ROWS))
    return (say("retro.answered_late", answers=joined(told, say("join.comma") + " ")),)


def _late(one: Late) -> Mrkdwn:
    code = "answered_never" if one.days is None else "answered_after"
    values = {"function": say_function(one.function), "stage": one.stage}
    return say(f"retro.{code}", **values, **({} if one.days is None else {"days": one.days}))


def trend_blocks(trend: Trend, told: Sequence[Retrospective], today: date) -> list[Block]:
    """Show all releases together, whether it gets better, and the last ones in a line each."""
    blocks = [header(say_plain("retro.trend_title")), section(_stretch(trend.everything))]
    if trend.earlier is not None and trend.later is not None:
        blocks.append(section(_compared(trend.earlier, trend.later)))
    last = sorted(told, key=lambda one: one.shipped_on, reverse=True)[:_ROWS]
    rows = [
        (
            clip(one.name, 60),
            say_day(one.shipped_on, today),
            _days(one.start.days_late(50)),
            _growth(one),
        )
        for one in last
    ]
    head = [say_plain(f"retro.head_{code}") for code in ("name", "shipped", "late", "growth")]
    blocks.append(table(head, rows))
    return [*blocks, context(say("retro.trend_method"))]


def trend_text(trend: Trend) -> str:
    """The same in a line."""
    return _stretch(trend.everything).replace("*", "")


def _head() -> list[str]:
    return [say_plain(f"retro.head_{code}") for code in ("when", "p50", "p85", "came")]


def _row(stand: Stand, today: date) -> list[str]:
    seen = say_day(stand.snapshot.taken_at.date(), today)
    return [
        say_plain(f"retro.at_{stand.moment}", day=seen),
        _stated(stand.snapshot.p50, today),
        _stated(stand.snapshot.p85, today),
        _days(stand.days_late(85)),
    ]


def _stated(day: date | None, today: date) -> str:
    return say_plain("retro.no_date") if day is None else say_day(day, today)


def _days(late: int | None) -> str:
    if late is None:
        return say_plain("retro.no_date")
    if not late:
        return say_plain("retro.to_the_day")
    return say_plain("retro.later" if late > 0 else "retro.earlier", days=abs(late))


def _headline(one: Retrospective, name: Mrkdwn, today: date) -> Mrkdwn:
    return joined(_sentences(one, name, today))


def _sentences(one: Retrospective, name: Mrkdwn, today: date) -> Iterator[Mrkdwn]:
    yield say("retro.shipped", today, name=name, day=one.shipped_on)
    if one.due_on is not None:
        after = (one.shipped_on - one.due_on).days
        if after:
            code = "due_missed" if after > 0 else "due_beaten"
            yield say(f"retro.{code}", today, day=one.due_on, days=abs(after))
        else:
            yield say("retro.due_kept", today, day=one.due_on)
    half = one.stand(Moment.HALF) or one.start
    late = half.days_late(85)
    if late is not None:
        yield say("retro.p85_held" if late <= 0 else "retro.p85_missed", days=abs(late))


def _scope(one: Retrospective) -> Mrkdwn:
    before, after = one.start.items, one.items
    if after == before:
        return say("retro.scope_same", items=after)
    return say("retro.scope", before=before, after=after, change=one.grown_by)


def _growth(one: Retrospective) -> str:
    return say_plain("retro.growth", change=one.grown_by)


def _stretch(stretch: Stretch) -> Mrkdwn:
    return joined(_of_stretch(stretch))


def _of_stretch(stretch: Stretch) -> Iterator[Mrkdwn]:
    yield say("retro.held", releases=stretch.releases, held=stretch.held, judged=stretch.judged)
    if stretch.late_share is not None:
        share = f"{abs(stretch.late_share):.0%}"
        yield say("retro.late" if stretch.late_share > 0 else "retro.early", share=share)
    if stretch.growth is not None:
        share = f"{abs(stretch.growth):.0%}"
        yield say("retro.grew" if stretch.growth > 0 else "retro.shrank", share=share)


def _compared(earlier: Stretch, later: Stretch) -> Mrkdwn:
    return joined(
        (
            say("retro.earlier_half", releases=earlier.releases),
            _stretch(earlier),
            Mrkdwn("\n"),
            say("retro.later_half", releases=later.releases),
            _stretch(later),
        )
    )
