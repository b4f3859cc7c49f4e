"""`owner`: who answers for a release."""

from sqlalchemy.orm import Session, sessionmaker

from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.blocks import context, section
from bot.views.people import say_person
from bot.views.words import opening
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape, without_marks
from planner.timeline import ReleaseFacts
from store.adoptions import release_owner

_NAME_SHOWN = 100


def owner_reply(release: ReleaseFacts, sessions: sessionmaker[Session], asked: Asked) -> Reply:
    """Name who adopted it; where nobody has, say how somebody does."""
    with sessions() as session:
        owner = release_owner(session, release.id)
    name = bold(escape(release.name, _NAME_SHOWN))
    if owner is None:
        said = say("people.unowned", name=name)
        hint = [] if release.is_released else [context(say("owner.hint"))]
    else:
        said, hint = say("owner.is", name=name, owner=say_person(owner)), []
    data = {"kind": "owner", "release": {"id": release.id, "name": release.name}, "owner": owner}
    text = without_marks(Mrkdwn(" ".join((*asked.prelude, said))))
    return Reply(text, [*opening(asked), section(said), *hint], data)
