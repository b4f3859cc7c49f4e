"""The nearest questions to words that cannot be read: each can be asked as it stands."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.explaining.asking import Asking
from bot.grammar.common_words import COMMON
from bot.grammar.courtesy import without_courtesy
from bot.grammar.intents import Intent, intent_of, is_question
from bot.grammar.orders import ORDERS
from bot.grammar.reading import Understood
from bot.grammar.tidying import LONGEST
from bot.names import Level, directory_of, find_release, find_surely, own_names, words_of
from bot.verbs import VERBS, nearest_verb, verb_of
from store.directory import ReleaseName

MOST_READINGS: Final = 2
_LONGEST_NAME = 60
_LEAST_BEGINNING = 4  # letters: fewer begin too many names
_MOST_WORDS = 12  # of a sentence, in which a name is looked for
_A_SENTENCE = 2  # words that every sentence has
_ALONE = frozenset(verb.name for verb in VERBS if verb.usage.split(" [")[0] == verb.name)
_NO_NAME = frozenset({"list", "record", "subscriptions", "me", "help", "away", "back"})
_PLAIN = "when"


def nearest_readings(told: Understood, names: Sequence[ReleaseName]) -> tuple[str, ...]:
    """Give two questions that are near, the nearest first; the last resort is the list and help.

    They keep what was wanted, and the day; an order is never among them for a question.
    """
    text = without_courtesy(told.text)
    named = _names_in(told, text, names)
    readings = _misspelt(text, names, named) or _meant(told, text, named)
    readings += [_reading(Intent(_PLAIN, ""), name, _by(told)) for name in named]
    readings += [*_by_day(told), "list", "help"]
    askable = (each for each in readings if len(each) <= LONGEST)
    return tuple(dict.fromkeys(askable))[:MOST_READINGS]


def misspelt_verb(text: str) -> str | None:
    """Give the verb that the first word may be meant for; None for one, and for another word.

    An order is not meant by a question.
    """
    said = without_courtesy(text)
    first = (said.split(maxsplit=1) or [""])[0]
    if verb_of(first or "-") is not None or first.casefold() in COMMON:
        return None
    verb = nearest_verb(first)
    return None if verb in ORDERS and text.rstrip().endswith("?") else verb


def is_name_alone(told: Understood) -> bool:
    """Tell whether words are but a name that nobody has: then its nearest ones are the answer."""
    text = without_courtesy(told.text)
    if told.askings or misspelt_verb(text) is not None or intent_of(text) is not None:
        return False
    return any(word not in COMMON for word in words_of(told.question.subject))


def is_called(asked: str, text: str) -> bool:
    """Tell whether what is asked about may be a name, and is not a sentence that nobody read."""
    words = words_of(asked)
    common = sum(word in COMMON for word in words)
    if not words or common == len(words) or common >= _A_SENTENCE:
        return False
    is_whole = words_of(without_courtesy(text)) == words
    return not is_whole or not (is_question(text) or intent_of(text) is not None)


def _misspelt(text: str, names: Sequence[ReleaseName], named: Sequence[ReleaseName]) -> list[str]:
    """Take the first word for a misspelt verb; behind it stands a name, or nothing."""
    verb, rest = misspelt_verb(text), text.partition(" ")[2]
    if verb is None:
        return []
    if not rest or verb in _NO_NAME:
        return [verb]
    if find_release(rest, names).hits or (verb in ORDERS and rest):
        return [f"{verb} {rest}"]
    if named:
        return [f"{verb} {_quoted(named[0])}"]
    return [verb] if verb in _ALONE else [f"{verb} {rest}"]


def _meant(told: Understood, text: str, named: Sequence[ReleaseName]) -> list[str]:
    """Ask for what was wanted, of the release that the words name; else of all."""
    if told.askings:
        topic = str(told.askings[-1].topic)
        intent = Intent(topic, topic if topic in _ALONE else _all_of(topic))
    else:
        intent = intent_of(text) or Intent("", "")
    if intent.named and named:
        return [_reading(intent, name, _by(told), told.askings) for name in named[:1]]
    return [intent.alone] if intent.alone else []


def _all_of(topic: str) -> str:
    """Give what is asked of all releases, where a verb takes the name of one."""
    return intent.alone if (intent := intent_of(topic)) is not None else "list"


def _reading(
    intent: Intent, name: ReleaseName, by: date | None, askings: Sequence[Asking] = ()
) -> str:
    words = askings[-1].words if askings and askings[-1].unread is None else ""
    if not words and by is not None and intent.named in {_PLAIN, "plan"}:
        words = f"by {by.isoformat()}"
    return " ".join(filter(None, (intent.named, _quoted(name), words or intent.behind)))


def _names_in(told: Understood, text: str, names: Sequence[ReleaseName]) -> tuple[ReleaseName, ...]:
    """Give the releases that a sentence may name, the surest first: by the most of its words."""
    shown = [name for name in own_names(names) if len(name.name) <= _LONGEST_NAME]
    words = words_of(_subject(told) or text)
    spoken = [word for word in words if word not in COMMON and not _is_letter(word)][:_MOST_WORDS]
    sure = _surely(spoken, names)
    if sure:
        return tuple(each for each in sure if each in shown)[:MOST_READINGS]
    before = tuple(each for each in shown if told.about and told.about in (each.id, each.name))
    nearest = find_release(" ".join(spoken), names) if spoken else None
    near = () if nearest is None else nearest.hits or nearest.nearest
    ahead = tuple(each for each in near if each in shown and not each.is_released)
    return (before or ahead)[:MOST_READINGS]


def _is_letter(word: str) -> bool:
    """Tell whether it is what an apostrophe leaves: the `s` of `that's`."""
    return len(word) == 1 and word.isalpha()


def _subject(told: Understood) -> str:
    return told.askings[-1].subject if told.askings else told.question.subject


def _surely(spoken: Sequence[str], names: Sequence[ReleaseName]) -> tuple[ReleaseName, ...]:
    """Find the longest run of words that surely names something."""
    if not any(map(directory_of(names).begins_one, spoken)):
        return ()
    for length in range(len(spoken), 0, -1):
        for at in range(len(spoken) - length + 1):
            run = " ".join(spoken[at : at + length])
            found = find_surely(run, names)
            if found is None or found.level is None:
                continue
            if found.level <= Level.ALIAS or len(run) >= _LEAST_BEGINNING:
                return found.hits
    return ()


def _by(told: Understood) -> date | None:
    return told.askings[-1].by if told.askings else told.question.by


def _by_day(told: Understood) -> list[str]:
    by = told.question.by
    return [] if by is None else [f"what ships by {by.isoformat()}"]


def _quoted(name: ReleaseName) -> str:
    return '"' + name.name.replace('"', "") + '"'
