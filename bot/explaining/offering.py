"""What cannot be tried as it was said: what can, as buttons, and the form for all the rest."""

from bot.explaining.asking import Asking, Topic
from bot.explaining.request import Request
from bot.explaining.wished import Wished
from bot.reply import Reply
from bot.views.blocks import actions, button, context, section
from bot.views.choosing import what_if_button
from bot.views.picking import PICK, Pick, write_pick
from bot.views.readings import Way, readings_text
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape, unescape, without_marks

_NAME_SHOWN = 80
_PHRASE_SHOWN = 60
_USUAL = ("capacity 80%", "capacity 120%")


def offer_reply(request: Request) -> Reply:
    """Say why it cannot be tried so, and offer what comes nearest."""
    asking, release = request.asking, request.forecast.scope.release
    picks = [Pick(release.id, str(Topic.WHAT_IF), change) for change in asking.offers or _USUAL]
    if asking.wished == Wished.LESS or asking.unread is not None:
        picks = [Pick(release.id, str(topic)) for topic in (Topic.PLAN, Topic.CONTENTS)]
    labels = [pick.words or pick.verb for pick in picks]
    sentence = _sentence(asking, bold(escape(release.name, _NAME_SHOWN)))
    buttons = [
        button(label, f"{PICK}:{at}", write_pick(pick))
        for at, (label, pick) in enumerate(zip(labels, picks, strict=True))
    ]
    blocks = [
        *(context(line) for line in request.asked.prelude),
        section(sentence),
        actions([*buttons, what_if_button(release.id)]),
        context(say("whatif.hint")),
    ]
    text = readings_text(sentence, [Way(label) for label in labels])
    data = {
        "kind": "unread",
        "topic": str(asking.topic),
        "words": unescape(sentence),
        "ways": labels,
    }
    return Reply(without_marks(Mrkdwn(text)), blocks, data)


def _sentence(asking: Asking, name: Mrkdwn) -> Mrkdwn:
    if asking.unread is not None:
        return say("whatif.unread", phrase=escape(asking.unread, _PHRASE_SHOWN))
    return say(f"whatif.{asking.wished or Wished.NOTHING}", name=name)
