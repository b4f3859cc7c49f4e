"""What cannot be tried as it was said: what can, as buttons, and the form for all the rest."""

from bot.explaining.asking import Asking
from bot.explaining.request import Request
from bot.explaining.wished import Wished
from bot.reply import Reply
from bot.views.blocks import actions, context, section
from bot.views.choosing import what_if_button
from bot.views.readings import Way, readings_text, way_buttons
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape, unescape, without_marks

_NAME_SHOWN = 80
_PHRASE_SHOWN = 60
_USUAL = ("capacity 80%", "capacity 120%")


def offer_reply(request: Request) -> Reply:
    """Say why it cannot be tried so, and offer what comes nearest."""
    asking, release = request.asking, request.forecast.scope.release
    name = release.name.replace('"', "")
    ways = [Way(f'whatif "{name}" {change}', change) for change in _changes(asking)]
    if asking.wished == Wished.LESS or asking.unread is not None:
        ways = [Way(f'plan "{name}"'), Way(f'contents "{name}"')]
    sentence = _sentence(asking, bold(escape(release.name, _NAME_SHOWN)))
    blocks = [context(line) for line in request.asked.prelude]
    blocks += [
        section(sentence),
        actions([*way_buttons(ways), what_if_button(release.id)]),
        context(say("whatif.hint")),
    ]
    data = {
        "kind": "unread",
        "topic": str(asking.topic),
        "words": unescape(sentence),
        "ways": [way.text for way in ways],
    }
    return Reply(without_marks(Mrkdwn(readings_text(sentence, ways))), blocks, data)


def _changes(asking: Asking) -> tuple[str, ...]:
    return asking.offers or _USUAL


def _sentence(asking: Asking, name: Mrkdwn) -> Mrkdwn:
    if asking.unread is not None:
        return say("whatif.unread", phrase=escape(asking.unread, _PHRASE_SHOWN))
    return say(f"whatif.{asking.wished or Wished.NOTHING}", name=name)
