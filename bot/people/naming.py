"""Finds the release that is to be changed; where there is any doubt, it asks back."""

from collections.abc import Sequence

from bot.names import Found, Level, find_release
from bot.people.errors import RefusedError, refused
from bot.people.office import Office, Order
from bot.reply import Reply
from bot.views.choices import MOST_BUTTONS, names_text
from bot.views.choosing import release_ref
from bot.views.picking import Pick, pick_blocks
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape
from store.directory import ReleaseName

_NAME_ASKED = 80


def release_of(office: Office, order: Order, subject: str, words: str = "") -> ReleaseName:
    """Give the release that was picked, or the one that `subject` surely names.

    `words` are what a button has to carry beside the release.

    Raises:
        RefusedError: there is none, or several; the reply has buttons to pick one.
    """
    names = office.answerer.names()
    if order.release is not None:
        return picked_release(order.release, names)
    if not subject:
        raise refused(say("people.which", verb=order.verb))
    if (missing := office.answerer.missing()) is not None:
        raise RefusedError(missing)
    found = find_release(subject, names)
    if len(found.hits) == 1 and found.level is not Level.FUZZY:
        return found.hits[0]
    raise RefusedError(_which(office, Order(order.verb, words), subject, found))


def is_name(office: Office, text: str) -> bool:
    """Tell whether these very words name a release, or several."""
    return find_release(text, office.answerer.names()).level in (Level.EXACT, Level.ALIAS)


def picked_release(reference: str, names: Sequence[ReleaseName]) -> ReleaseName:
    """Give the release that a button stands for.

    Raises:
        RefusedError: there is none such any more.
    """
    for name in names:
        if reference in (name.id, release_ref(name.id)):
            return name
    raise refused(say("trouble.gone"))


def _which(office: Office, order: Order, subject: str, found: Found) -> Reply:
    asked, today = escape(subject, _NAME_ASKED), office.answerer.today()
    names = (found.hits or found.nearest)[:MOST_BUTTONS]
    sentence = _question(asked, len(found.hits))
    blocks = pick_blocks(sentence, names, Pick("", order.verb, order.words), today)
    return Reply(names_text(sentence, names, today), blocks, {"kind": "choices"})


def _question(asked: Mrkdwn, hits: int) -> Mrkdwn:
    if hits == 0:
        return say("unknown.no_match", asked=asked)
    if hits == 1:
        return say("people.surely", asked=asked)
    if hits > MOST_BUTTONS:
        return say("people.too_many", asked=asked, count=hits, shown=MOST_BUTTONS)
    return say("choices.which", asked=asked, count=hits)
