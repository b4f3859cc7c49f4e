"""Finds the release that an explanation is asked of; where there is any doubt, it asks back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session, sessionmaker

from bot.answers.holding import holders_of, shown_keys
from bot.answers.unsure import unread_reply
from bot.data import names_data
from bot.explaining.asking import Asking, Topic
from bot.grammar.reading import Understood
from bot.grammar.things import ISSUE_KEY
from bot.knowledge import Known
from bot.names import Found, Level, find_release, find_surely, own_names
from bot.reply import Reply
from bot.views.blocks import actions, button
from bot.views.choices import MOST_BUTTONS, names_text, unknown_blocks
from bot.views.picking import Pick, pick_blocks
from bot.views.readings import ASK
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, bold, escape, unescape
from store.directory import ReleaseName

_NAME_ASKED = 80


@dataclass(frozen=True, slots=True)
class Meant:
    """The release that is meant, by its id, and what has to be said of how it was understood."""

    asking: Asking
    release_id: str
    prelude: tuple[Mrkdwn, ...] = ()


def find_meant(told: Understood, known: Known) -> Meant | Reply:
    """Find the release by the longest name that surely is one, else by the shortest."""
    names, today = known.forecasts.names, known.today
    for asking in told.askings:
        found = find_surely(asking.subject, names) if asking.subject else None
        if found is not None and found.level is not None and found.level <= Level.PREFIX:
            return _meant(asking, found, today)
    shortest = told.askings[-1]
    found = find_release(shortest.subject, names)
    if not found.hits and not found.nearest:
        return unread_reply(told, shortest.subject, known)
    return _meant(shortest, found, today)


def find_holder(
    asking: Asking, sessions: sessionmaker[Session], known: Known
) -> Meant | Reply | None:
    """Find the release that holds the issue which is named, or the first one to be dropped.

    None where no issue tells which release is meant.
    """
    key = asking.subject or next(iter(asking.changes.drop), "")
    if not ISSUE_KEY.fullmatch(key):
        return None
    shown = shown_keys(sessions, key)
    asked, hits = escape(key.upper(), _NAME_ASKED), holders_of(shown, known)
    if not hits:
        code = "unknown.no_release" if shown else "unknown.no_key"
        sentence = say(code, key=asked)
        return Reply(
            sentence,
            unknown_blocks(sentence, (), None, known.today),
            names_data("unknown", key, ()),
        )
    if len(hits) > 1:
        which = say("choices.which_key", key=asked, count=len(hits))
        data = names_data("choices", key, hits)
        text = names_text(which, hits, known.today)
        return Reply(text, _picks(which, hits, asking, known.today), data)
    name = bold(escape(hits[0].name, _NAME_ASKED))
    return Meant(asking, hits[0].id, (say("forecast.holds", key=asked, name=name),))


def which_reply(told: Understood, known: Known) -> Reply:
    """Ask which release is meant; the open ones that come next are buttons."""
    asking = told.askings[-1]
    sentence = say("people.which", verb=str(asking.topic))
    data = {"kind": "unread", "topic": str(asking.topic), "words": unescape(sentence)}
    ahead = [each for each in own_names(known.forecasts.names) if not each.is_released]
    order = {answer.scope.release.id: at for at, answer in enumerate(known.forecasts.plan.answers)}
    ahead.sort(key=lambda name: order.get(name.id, len(order)))
    blocks = _picks(sentence, ahead, asking, known.today)
    if asking.topic is Topic.PLAN and asking.by is not None and ahead:
        label = say_plain("unknown.what_ships", day=say_day(asking.by, known.today))
        every = button(label, f"{ASK}:0", f"what ships by {asking.by.isoformat()}")
        blocks.insert(1, actions([every]))
    return Reply(names_text(sentence, ahead, known.today), blocks, data)


def _meant(asking: Asking, found: Found, today: date) -> Meant | Reply:
    asked = escape(asking.subject, _NAME_ASKED)
    if not found.hits:
        sentence = say("unknown.no_match", asked=asked)
        data = names_data("unknown", asking.subject, found.nearest)
        text = names_text(sentence, found.nearest, today)
        return Reply(text, _picks(sentence, found.nearest, asking, today), data)
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
