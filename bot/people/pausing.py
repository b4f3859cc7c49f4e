"""`/release pause` and `resume`: one switch that silences all that is said unasked."""

from bot.people.errors import refused
from bot.people.office import Office, Order
from bot.people.roles import Asker, Role, Roles
from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.views.people import say_people
from bot.words.catalogue import say
from store.audit import record_audit
from store.switches import is_paused, set_paused


def pause(office: Office, asker: Asker, order: Order) -> Reply:
    """Silence everything until `resume`; questions are answered still."""
    return _switch(office, asker, order, on=True)


def resume_all(office: Office, asker: Asker, order: Order) -> Reply:
    """Let what is said unasked go on."""
    return _switch(office, asker, order, on=False)


def must_be_admin(roles: Roles, user: str, verb: str) -> None:
    """Let admins alone pass.

    Raises:
        RefusedError: it is nobody of them; the sentence names who could.
    """
    if roles.of(user) >= Role.ADMIN:
        return
    if not roles.admins:
        raise refused(say("people.no_admins", verb=verb))
    raise refused(say("people.admins_only", verb=verb, admins=say_people(roles.admins)))


def _switch(office: Office, asker: Asker, order: Order, *, on: bool) -> Reply:
    must_be_admin(office.people.roles, asker.user, order.verb)
    with office.people.sessions.begin() as session:
        was = is_paused(session)
        if was == on:
            raise refused(say("people.paused_already" if on else "people.not_paused"))
        set_paused(session, on, asker.user, office.now)
        told = (order.verb, "everything", {"paused": was}, {"paused": on})
        record_audit(session, office.now, asker.workspace, asker.user, *told)
    return sentence_reply(say("people.paused" if on else "people.resumed"), order.verb)
