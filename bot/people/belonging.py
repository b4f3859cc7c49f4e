"""Whose a subscription is, what may be done with it from where, and what is kept of that."""

from typing import Any

from sqlalchemy.orm import Session

from bot.delivery.addresses import is_person
from bot.people.errors import refused
from bot.people.office import Office
from bot.people.roles import Asker, Role
from bot.slack.elsewhere import must_be_in
from bot.slack.rooms import Room
from bot.views.people import say_person
from bot.views.subscriptions import Told
from bot.words.catalogue import say
from store.adoptions import release_owner
from store.audit import record_audit
from store.subscriptions import Subscription, load_subscription


def own(session: Session, office: Office, asker: Asker, subscription_id: int) -> Subscription:
    """Give a subscription that the asker may change.

    It is one of the channel that they stand in; of another channel's whoever made it may change
    it from anywhere, and an admin. What one person gets for themselves is theirs alone.

    Raises:
        RefusedError: there is none such, or they may not.
    """
    one = load_subscription(session, subscription_id)
    if one is None or one.workspace != asker.workspace:
        raise _no_subscription(subscription_id)
    is_here = one.channel == asker.place
    owner = release_owner(session, one.release_id) if one.release_id and is_here else None
    may = office.people.roles.of(asker.user, one.creator, owner) >= Role.OWNER
    if not is_here and (is_person(one.channel) or not may):
        raise _no_subscription(subscription_id)
    if not may:
        raise refused(say("people.not_yours", creator=say_person(one.creator)))
    return one


def place_for(office: Office, asker: Asker, channel: str) -> Room:
    """Look at where a subscription belongs: here, or a channel that was named from here.

    Raises:
        RefusedError: we may not post there, or the asker is not in it.
    """
    if channel == asker.place:
        return office.rooms.must_be_open(asker)
    is_admin = office.people.roles.of(asker.user) is Role.ADMIN
    return must_be_in(office.rooms, channel, asker.user, is_admin=is_admin)


def told(office: Office, some: tuple[Subscription, ...]) -> tuple[Told, ...]:
    """Give subscriptions with what their releases are called today."""
    names = {name.id: name.name for name in office.answerer.names()} if some else {}
    calendar = office.people.calendar
    return tuple(Told(one, names.get(one.release_id or ""), calendar) for one in some)


def plain(one: Subscription) -> dict[str, Any]:
    """Give a subscription as JSON, for the audit."""
    return {
        "channel": one.channel,
        "creator": one.creator,
        "release": one.release_id,
        "kind": one.kind,
        "days": sorted(one.days),
        "at": one.at.isoformat("minutes"),
        "zone": one.zone,
    }


def record(
    session: Session,
    office: Office,
    asker: Asker,
    action: str,
    one: Subscription,
    *,
    before: Any = None,
    after: Any = None,
) -> None:
    """Keep who did what to a subscription, in the transaction that does it."""
    subject = f"subscription:{one.id}"
    record_audit(session, office.now, asker.workspace, asker.user, action, subject, before, after)


def _no_subscription(number: int) -> Exception:
    return refused(say("people.no_subscription", number=str(number)))
