"""Who may know how much of a release is private: whoever answers for it, and the admins."""

from bot.people.office import Office
from bot.people.roles import Asker, Role
from bot.reply import Reply
from bot.words.audience import WHO_MAY_KNOW, tells_of_private
from store.adoptions import release_owner


def reveal(office: Office, asker: Asker, reply: Reply) -> Reply:
    """Give an answer that `asker` alone will see with all that they may know."""
    if not tells_of_private(reply.text, reply.blocks) or not _may_know(office, asker, reply):
        return reply
    return reply.read_by(WHO_MAY_KNOW)


def _may_know(office: Office, asker: Asker, reply: Reply) -> bool:
    release, roles = reply.data.get("release"), office.people.roles
    if not isinstance(release, dict) or "id" not in release:
        return roles.of(asker.user) >= Role.OWNER
    with office.people.sessions() as session:
        owner = release_owner(session, str(release["id"]))
    return roles.of(asker.user, owner) >= Role.OWNER
