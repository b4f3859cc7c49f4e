"""News of readiness: whose light changed, above how all stands now."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.reply import Reply
from bot.views.blocks import Block, joined, section
from bot.views.ready_words import function_name
from bot.views.words import NAME_LIMIT
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape, without_marks

DECISION: Final = "*"  # stands among the lights of functions, none of which is called so


def news_blocks(
    made: Reply, name: str, before: Mapping[str, str], after: Mapping[str, str]
) -> list[Block]:
    """Put what changed above `made`, which shows how ready the release is."""
    return [section(_changed(name, before, after)), *made.blocks]


def news_text(made: Reply, name: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What changed, and how all stands, for those who get no blocks."""
    return without_marks(joined((_changed(name, before, after), Mrkdwn(made.text)), " "))


def _changed(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> Mrkdwn:
    changes = joined(_changes(before, after), say("join.comma") + " ")
    return say("ready_news.changed", name=bold(escape(name, NAME_LIMIT)), changes=changes)


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Mrkdwn]:
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if key == DECISION:
            yield say("ready_news.decision", before=_decision(old), after=_decision(new))
        elif new is None:
            yield say("ready_news.left", function=function_name(key))
        elif old is None:
            yield say("ready_news.joined", function=function_name(key), after=_light(new))
        else:
            told = {"before": _light(old), "after": _light(new)}
            yield say("ready_news.light", function=function_name(key), **told)


def _light(light: str) -> Mrkdwn:
    return say(f"light.{light}")


def _decision(decision: str | None) -> Mrkdwn:
    return say(f"ready.{decision}")
