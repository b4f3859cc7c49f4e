"""What is said where a question fits several things, or nothing; its buttons go on from there."""

from collections.abc import Sequence
from datetime import date

from bot.data import names_data
from bot.grammar.nearest import is_called, misspelt_verb, nearest_readings
from bot.grammar.orders import Spoken
from bot.grammar.question import Question
from bot.grammar.reading import Understood
from bot.knowledge import Known
from bot.reply import Reply
from bot.views.choices import choices_blocks, names_text, unknown_blocks
from bot.views.readings import Way, readings_blocks, readings_text
from bot.views.trouble import trouble_blocks
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, bold, clip, escape, unescape, without_marks
from store.directory import ReleaseName

NAME_ASKED = 80
_LABEL = 70


def choices_reply(
    which: Mrkdwn, hits: Sequence[ReleaseName], question: Question, known: Known
) -> Reply:
    """Ask which of these releases is meant."""
    blocks = choices_blocks(which, hits, question.by, known.today)
    text = names_text(which, hits, known.today)
    return Reply(text, blocks, names_data("choices", question.subject, hits))


def unknown_reply(
    sentence: Mrkdwn, nearest: Sequence[ReleaseName], question: Question, known: Known
) -> Reply:
    """Say that nothing is called so, and offer the nearest names."""
    blocks = unknown_blocks(sentence, nearest, question.by, known.today)
    text = names_text(sentence, nearest, known.today)
    return Reply(text, blocks, names_data("unknown", question.subject, nearest))


def unread_reply(told: Understood, asked: str, known: Known) -> Reply:
    """Say that words cannot be read, and offer the two nearest questions, asked as they stand."""
    verb, first = misspelt_verb(told.text), told.text.split(maxsplit=1)[:1]
    ways = [Way(text) for text in nearest_readings(told, known.forecasts.names)]
    sentence = say("unknown.no_match", asked=escape(asked or told.text, NAME_ASKED))
    if not is_called(asked, told.text):
        sentence = say("unknown.unread", text=escape(told.text, NAME_ASKED))
    if verb is not None:
        sentence = say("unknown.verb", verb=escape("".join(first), NAME_ASKED))
    return ways_reply(sentence, ways, asked)


def ways_reply(sentence: Mrkdwn, ways: Sequence[Way], asked: str) -> Reply:
    """Say that it cannot be read, and offer what may have been meant."""
    data = names_data("unknown", asked, ()) | {"ways": [way.text for way in ways]}
    return Reply(readings_text(sentence, ways), readings_blocks(sentence, ways), data)


def order_reply(order: Spoken) -> Reply:
    """Say where an order is given: it needs to be known who gives it."""
    command = " ".join(filter(None, ("/release", order.verb, order.words)))
    sentence = say("unknown.order", verb=order.verb, command=escape(command, NAME_ASKED))
    data = {"kind": "in_slack", "verb": order.verb, "words": unescape(sentence)}
    return Reply(without_marks(sentence), trouble_blocks(sentence), data)


def either_reply(text: str, phrase: str, days: tuple[date, date], today: date) -> Reply:
    """Ask which of two days is meant; a click asks the same again with that day."""
    first, second = (say_day(day, today) for day in days)
    sentence = say("unknown.either", phrase=escape(phrase, NAME_ASKED), first=first, second=second)
    ways = [
        Way(text.replace(phrase, day.isoformat()), say_plain("unknown.by", day=say_day(day, today)))
        for day in days
    ]
    data = {"kind": "unread", "words": unescape(sentence), "ways": [way.text for way in ways]}
    return Reply(sentence, readings_blocks(sentence, ways), data)


def tail_reply(hit: ReleaseName, tail: str, prelude: tuple[Mrkdwn, ...] = ()) -> Reply:
    """Say which words behind a name nobody has understood: the answer may not be what was asked."""
    name = escape(hit.name, NAME_ASKED)
    said = say("unknown.tail", name=bold(name), phrase=escape(tail, NAME_ASKED))
    sentence = Mrkdwn(" ".join((*prelude, said)))
    quoted = hit.name.replace('"', "")
    plain = say_plain("unknown.plain", name=quoted)
    ways = [Way(f'when "{quoted}"', clip(plain, _LABEL)), Way("help")]
    text = without_marks(sentence)
    data = {"kind": "unread", "words": unescape(text), "ways": [way.text for way in ways]}
    return Reply(readings_text(Mrkdwn(text), ways), readings_blocks(sentence, ways), data)


def gone_reply() -> Reply:
    return trouble_reply("gone", say("trouble.gone"))


def trouble_reply(reason: str, sentence: Mrkdwn) -> Reply:
    data = {"kind": "trouble", "reason": reason, "words": unescape(sentence)}
    return Reply(sentence, trouble_blocks(sentence), data)
