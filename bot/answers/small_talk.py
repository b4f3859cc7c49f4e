"""Answers to first and last words, and to the question of how fresh the data is."""

from typing import Final

from bot.answers.ordered import soonest_first
from bot.grammar.question import Kind
from bot.knowledge import Known
from bot.reply import Reply
from bot.views.blocks import joined, section
from bot.views.readings import Way, readings_blocks
from bot.views.words import NAME_LIMIT, fresh
from bot.words.catalogue import say, say_plain
from bot.words.days import say_moment
from bot.words.escape import Mrkdwn, clip, escape, unescape, without_marks
from planner.answer import EVEN, SAFE, ReleaseForecast
from store.sources import SourceRow

SMALL_TALK: Final = frozenset({Kind.HELLO, Kind.THANKS, Kind.FRESH, Kind.MEANING})
_LABEL = 70


def small_talk_reply(kind: Kind, known: Known) -> Reply:
    if kind is Kind.FRESH:
        return _fresh(known)
    if kind is Kind.HELLO:
        return _hello(known)
    if kind is Kind.MEANING:
        return _meaning()
    said = say("hello.thanks")
    return Reply(said, [section(said)], {"kind": "thanks", "words": unescape(said)})


def _meaning() -> Reply:
    """Explain what the figures of an answer promise, and what they do not."""
    odds = {"safe": f"{SAFE:.0%}", "even": f"{EVEN:.0%}", "late": f"{1 - SAFE:.0%}"}
    told = [say(f"meaning.{code}", **odds) for code in ("odds", "colours", "source")]
    return Reply(
        without_marks(joined(told, " ")),
        [section(joined(told, "\n"))],
        {"kind": "meaning", "words": unescape(joined(told, " "))},
    )


def _hello(known: Known) -> Reply:
    """Greet, with questions that can be asked here as buttons."""
    forecasts = [each for each in known.forecasts.plan.answers if isinstance(each, ReleaseForecast)]
    names = [each.scope.release.name.replace('"', "") for each in soonest_first(forecasts)[:1]]
    ways = [
        Way(f'when "{name}"', clip(say_plain("hello.ships", name=name), _LABEL)) for name in names
    ]
    ways += [
        Way("what's at risk", say_plain("hello.at_risk")),
        Way("help", say_plain("hello.help")),
    ]
    said = say("hello.hello")
    data = {"kind": "hello", "words": unescape(said), "ways": [way.text for way in ways]}
    labels = Mrkdwn(" ".join(escape(way.shown, _LABEL) for way in ways))
    return Reply(joined((said, labels)), readings_blocks(said, ways), data)


def _fresh(known: Known) -> Reply:
    """Tell of each tracker when it was last read to its end."""
    seen = [_source(row, fresh(row.fresh_at, known.now)) for row in known.sources]
    told = [
        _source(row, Mrkdwn(say_moment(row.fresh_at)) if row.fresh_at else None)
        for row in known.sources
    ]
    said = joined((say("hello.fresh"), *seen), "\n")
    sources = [
        {"name": row.name, "fresh_at": None if row.fresh_at is None else row.fresh_at.isoformat()}
        for row in known.sources
    ]
    text = without_marks(joined((say("hello.fresh"), *told), " "))
    return Reply(text, [section(said)], {"kind": "freshness", "sources": sources})


def _source(row: SourceRow, when: Mrkdwn | None) -> Mrkdwn:
    name = escape(row.name, NAME_LIMIT)
    return say("hello.source", name=name, fresh=when or say("hello.never"))
