"""Finds the release that an explanation is asked of; where there is any doubt, it asks back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.data import names_data
from bot.explaining.asking import Asking
from bot.names import Found, Level, find_release
from bot.reply import Reply
from bot.views.choices import MOST_BUTTONS, names_text, unknown_blocks
from bot.views.picking import Pick, pick_blocks
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape
from store.directory import ReleaseName

_NAME_ASKED = 80


@dataclass(frozen=True, slots=True)
class Meant:
    """The release that is meant, by its id, and what has to be said of how it was understood."""

    asking: Asking
    release_id: str
    prelude: tuple[Mrkdwn, ...] = ()


def names_all(text: str, names: Sequence[ReleaseName]) -> bool:
    """Tell whether the words, their verb included, are the name of a release."""
    found = find_release(text, names)
    surely = Level.PREFIX if " " in text.strip() else Level.ALIAS
    return found.level is not None and found.level <= surely


def find_meant(
    askings: Sequence[Asking], names: Sequence[ReleaseName], today: date
) -> Meant | Reply:
    """Find the release by the longest name that surely is one, else by the shortest."""
    for asking in askings:
        found = find_release(asking.subject, names) if asking.subject else Found()
        if found.level is not None and found.level <= Level.PREFIX:
            return _meant(asking, found, today)
    shortest = askings[-1]
    return _meant(shortest, find_release(shortest.subject, names), today)


def _meant(asking: Asking, found: Found, today: date) -> Meant | Reply:
    asked = escape(asking.subject, _NAME_ASKED)
    if not found.hits:
        sentence = say("unknown.no_match", asked=asked)
        data = names_data("unknown", asking.subject, found.nearest)
        text = names_text(sentence, found.nearest, today)
        if found.nearest:
            return Reply(text, _picks(sentence, found.nearest, asking, today), data)
        return Reply(text, unknown_blocks(sentence, (), None, today), data)
    if len(found.hits) > 1:
        which = say("choices.which", asked=asked, count=len(found.hits))
        data = names_data("choices", asking.subject, found.hits)
        text = names_text(which, found.hits, today)
        return Reply(text, _picks(which, found.hits, asking, today), data)
    hit = found.hits[0]
    is_plain = found.level is Level.EXACT or (found.level is Level.ALIAS and not found.is_narrowed)
    understood = say("forecast.understood", asked=asked, name=bold(escape(hit.name, _NAME_ASKED)))
    return Meant(asking, hit.id, () if is_plain else (understood,))


def _picks(
    sentence: Mrkdwn, names: Sequence[ReleaseName], asking: Asking, today: date
) -> list[dict[str, object]]:
    pick = Pick("", str(asking.topic), asking.words)
    return pick_blocks(sentence, names[:MOST_BUTTONS], pick, today)
