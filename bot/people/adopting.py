"""`/release adopt` and `disown`: who answers for a release, and is named when it moves."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.launching.addressing import look_around
from bot.launching.pinging import enqueue_pings
from bot.people.errors import refused
from bot.people.naming import release_of
from bot.people.office import Office, Order
from bot.people.roles import Asker, Role
from bot.reply import Reply
from bot.views.blocks import context, section
from bot.views.people import say_person
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape
from planner.answer import Answer
from store.adoptions import adopt_release, drop_adoption, release_owner
from store.audit import record_audit
from store.directory import ReleaseName
from store.forecasts import load_snapshots
from store.said import load_last_review

_NAME_LIMIT = 100


def adopt(office: Office, asker: Asker, order: Order) -> Reply:
    """Make the asker the owner; only an admin takes a release from somebody else.

    Raises:
        RefusedError: it is out already, somebody else's, or under an embargo on them.
    """
    release = release_of(office, order, order.words.strip().strip('"'))
    name = _bold(release)
    if release.is_released:
        raise refused(say("people.shipped_already", name=name))
    if release.is_veiled:
        raise refused(say("people.embargoed", name=name))
    look_around(office.newsroom, office.now)
    answers = office.answerer.find_all([release.id])
    with office.people.sessions.begin() as session:
        owner = release_owner(session, release.id)
        if owner == asker.user:
            raise refused(say("people.yours_already", name=name))
        if owner is not None and office.people.roles.of(asker.user, owner) < Role.OWNER:
            raise refused(say("people.owned", name=name, owner=say_person(owner)))
        adopt_release(session, release.id, asker.workspace, asker.user, office.now)
        record_audit(
            session,
            office.now,
            asker.workspace,
            asker.user,
            "adopt",
            f"release:{release.id}",
            {"owner": owner},
            {"owner": asker.user},
        )
        is_close = _ping(session, office, release.id, answers) > 0
    said = say("people.adopted", name=name, owner=say_person(asker.user))
    hint = say("people.adopted_close" if is_close else "people.adopted_hint")
    return _reply(said, "adopted", hint)


def disown(office: Office, asker: Asker, order: Order) -> Reply:
    """Let nobody answer for a release; its owner may, and an admin.

    Raises:
        RefusedError: nobody owns it, or somebody else does.
    """
    release = release_of(office, order, order.words.strip().strip('"'))
    name = _bold(release)
    with office.people.sessions.begin() as session:
        owner = release_owner(session, release.id)
        if owner is None:
            raise refused(say("people.unowned", name=name))
        if office.people.roles.of(asker.user, owner) < Role.OWNER:
            raise refused(say("people.owned", name=name, owner=say_person(owner)))
        drop_adoption(session, release.id)
        record_audit(
            session,
            office.now,
            asker.workspace,
            asker.user,
            "disown",
            f"release:{release.id}",
            {"owner": owner},
            {"owner": None},
        )
    return _reply(say("people.disowned", name=name), "disowned", say("people.disowned_hint"))


def _ping(session: Session, office: Office, release_id: str, answers: Sequence[Answer]) -> int:
    """Tell who has to get ready now, not only when the next sync is reviewed; give the posts.

    It goes by the last review, and says what the next one would say: the keys are the same.
    """
    seen = load_last_review(session)
    if seen is None:
        return 0
    snapshots = load_snapshots(session, seen.data_version)
    adopted = [each for each in snapshots if each.release_id == release_id]
    launching = {one.scope.release.id: one for one in answers}
    return enqueue_pings(session, office.newsroom, adopted, office.now, launching)


def _bold(release: ReleaseName) -> Mrkdwn:
    return bold(escape(release.name, _NAME_LIMIT))


def _reply(said: Mrkdwn, kind: str, hint: Mrkdwn) -> Reply:
    return Reply(said.replace("*", ""), [section(said), context(hint)], {"kind": kind})
