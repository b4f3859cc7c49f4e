"""Phrases that several views share: names, issues, freshness, notes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.views.asked import Asked
from bot.views.blocks import Block, context, joined, within
from bot.words.audience import for_few, titled
from bot.words.catalogue import say
from bot.words.days import age_of, say_moment
from bot.words.english import codes
from bot.words.escape import Mrkdwn, bold, escape, link
from planner.answer import Answer, Health
from planner.inputs import Item, LeftOut, Scope

NAME_LIMIT = 100
TITLE_LIMIT = 80
_AGE = re.compile(r"<!date\^\d+\^\{ago\}\|[^>]*>")
SYMBOLS = {
    Health.ON_TRACK: "🟢",
    Health.AT_RISK: "🟡",
    Health.OFF_TRACK: "🔴",
    Health.NO_DATE: "⚪",
    Health.SHIPPED: "🚢",
}


def release_name(scope: Scope) -> Mrkdwn:
    return escape(scope.release.name, NAME_LIMIT)


def bold_name(scope: Scope) -> Mrkdwn:
    return bold(release_name(scope))


def say_health(health: Health) -> Mrkdwn:
    return say(f"health.{health}")


def issue(item: Item | LeftOut) -> Mrkdwn:
    """An issue by its key, linked where it has an address, and its title where it may be read.

    Only for issues that everybody may see: see `unnamed`.
    """
    url = item.url if isinstance(item, Item) else None
    return keyed(link(url, item.key), item.title)


def named_issue(item: Item | LeftOut) -> Mrkdwn:
    """An issue by its key and title, for a text that is read aloud: without a link."""
    return keyed(link(None, item.key), item.title)


def keyed(key: Mrkdwn, title: str) -> Mrkdwn:
    """A key that is safe already, and the title behind it for those who get titles."""
    safe = escape(title, TITLE_LIMIT)
    return Mrkdwn(f"{key}{titled(Mrkdwn(f' {safe}'))}" if safe else key)


def visible(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(item for item in items if not item.restricted)


def private_count(items: Iterable[Item | LeftOut]) -> int:
    return sum(item.restricted for item in items)


def unnamed(more: int, private: int) -> Mrkdwn | None:
    """How many are not named; only those who may know are told how many of them are private."""
    others = [say("forecast.more", count=more)] if more else []
    if not private:
        return others[0] if others else None
    known = joined((*others, say("private.one", count=private)), say("join.comma") + " ")
    return for_few(known, say("forecast.more", count=more + private))


def left_out_reasons(left_out: Sequence[LeftOut]) -> Mrkdwn:
    """`3 canceled issues, 1 sub-task`, the commonest first."""
    known = codes("left_out")
    counted = Counter(out.reason if out.reason in known else "other" for out in left_out)
    parts = [say(f"left_out.{reason}", count=count) for reason, count in counted.most_common()]
    return joined(parts, ", ")


def counted(scope: Scope) -> Mrkdwn:
    sources = ", ".join(scope.release.sources)
    items = len(scope.items)
    if not scope.left_out:
        return say("forecast.counted", items=items, sources=sources)
    reasons = left_out_reasons(scope.left_out)
    return say("forecast.counted_but", items=items, sources=sources, reasons=reasons)


def fresh(moment: datetime | None, now: datetime) -> Mrkdwn | None:
    """How old the data is: Slack keeps the age up to date, others see the moment itself."""
    if moment is None:
        return None
    unit, count = age_of(moment, now)
    fallback = joined((say(f"since.{unit}", count=count), f"({say_moment(moment)})"))
    return say(
        "forecast.fresh", when=Mrkdwn(f"<!date^{int(moment.timestamp())}^{{ago}}|{fallback}>")
    )


def without_age(said: str) -> str:
    """Give words, or blocks as JSON, that are the same however old the data is by now."""
    return _AGE.sub("", said)


def opening(asked: Asked) -> list[Block]:
    """What has to be said before the answer; nothing where the question was plain."""
    said = list(asked.prelude)
    if asked.as_of is not None:
        said.append(say("forecast.as_of", day=asked.as_of))
    return [context(joined(said, "\n"))] if said else []


def small_print(answer: Answer, asked: Asked, *more: Mrkdwn) -> Block:
    """What was counted, and how fresh the data is; and what `more` there is to say in small."""
    freshness = fresh(asked.fresh_at or answer.data_as_of, asked.now)
    parts = (*more, counted(answer.scope), freshness)
    return context(joined((part for part in parts if part), " · "))


def bullets(lines: Sequence[Mrkdwn], limit: int, private: int = 0) -> Mrkdwn:
    """Lines with bullets, as many as fit into `limit` characters, and how many do not.

    Those that are `private` have no line, and are not named either.
    """
    taken, rest = within([Mrkdwn(f"• {line}") for line in lines], limit)
    last = unnamed(rest, private)
    return joined((*taken, *((last,) if last else ())), "\n")
