"""Shares how ready a release is with the channel: made anew, as everybody may see it."""

from bot.people.office import Office
from bot.people.roles import Asker
from bot.people.sharing import share_made
from bot.reply import Reply
from bot.views.choosing import Choice
from bot.views.people import say_person
from bot.words.catalogue import say

KIND = "share_ready"


def share_ready(office: Office, asker: Asker, choice: Choice) -> Reply:
    """Put the readiness of a release into the outbox for this channel; raises as `share` does."""
    by = say("share.by", person=say_person(asker.user))

    def make() -> Reply:
        return office.answerer.answer_ready(choice.release, prelude=(by,), is_shared=True)

    return share_made(office, asker, choice.release, KIND, make)
