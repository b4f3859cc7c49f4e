"""`/release subscribe`, `unsubscribe` and `subscriptions`: what a channel is told, and when."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.people.errors import refused
from bot.people.naming import release_of
from bot.people.office import Office, Order
from bot.people.roles import Asker, Role
from bot.people.sentence import sentence_reply
from bot.people.wish import ALL, Wish, read_wish
from bot.reply import Reply
from bot.views.people import say_person
from bot.views.subscriptions import (
    Told,
    listed_blocks,
    listed_text,
    removed_text,
    resumed_text,
    subscribed_blocks,
    subscribed_text,
)
from bot.words.catalogue import say
from store.adoptions import release_owner
from store.audit import record_audit
from store.subscriptions import (
    Subscription,
    add_subscription,
    load_subscription,
    load_subscriptions,
    remove_subscription,
    resume_subscription,
)

MOST = 15  # of a channel, so that a list of them stays one message


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A wish with its release found: None for all."""

    wish: Wish
    release_id: str | None
    zone: str
    is_private: bool | None


def subscribe(office: Office, asker: Asker, order: Order) -> Reply:
    """Let this channel be told; say when for the first time, and what it is told already."""
    wish = read_wish(order.words)
    release_id = None
    if wish.subject != ALL or order.release is not None:
        release_id = release_of(office, order, wish.subject, wish.schedule).id
    room = office.rooms.must_be_open(asker)
    zone = wish.zone or office.rooms.zone_of(asker.user) or office.people.zone
    wanted = _Wanted(wish, release_id, zone, room.is_private)
    with office.people.sessions.begin() as session:
        there = _of_place(session, asker)
        _must_be_new(there, wanted)
        added = _add(session, office, asker, wanted)
    told = _told(office, (added,))[0]
    overlaps = tuple(one for one in there if _overlap(one, added))
    blocks = subscribed_blocks(told, _told(office, overlaps), office.now, asker.is_direct)
    return Reply(subscribed_text(told, office.now), blocks, {"kind": "subscribed", "id": added.id})


def unsubscribe(office: Office, asker: Asker, order: Order) -> Reply:
    """Take back the one that is meant; where there are several, show them with their buttons."""
    with office.people.sessions() as session:
        there = _of_place(session, asker)
    meant = _meant(office, order, there)
    if len(meant) != 1:
        return _list(office, meant or there, asker)
    return remove(office, asker, meant[0].id)


def remove(office: Office, asker: Asker, subscription_id: int) -> Reply:
    """Take one back.

    Raises:
        RefusedError: it is not this channel's, or the asker may not.
    """
    with office.people.sessions.begin() as session:
        one = _own(session, office, asker, subscription_id)
        remove_subscription(session, one.id)
        _record(session, office, asker, "unsubscribe", one, before=plain(one))
    return sentence_reply(removed_text(_told(office, (one,))[0]), "unsubscribed", id=one.id)


def resume(office: Office, asker: Asker, subscription_id: int) -> Reply:
    """Say it again after it was paused, now that we may post here.

    Raises:
        RefusedError: we still may not, it is not this channel's, or the asker may not.
    """
    room = office.rooms.must_be_open(asker)
    with office.people.sessions.begin() as session:
        one = _own(session, office, asker, subscription_id)
        if resume_subscription(session, one.id, is_private=room.is_private):
            before = {"paused_reason": one.paused_reason}
            _record(session, office, asker, "resume", one, before=before)
    said = resumed_text(_told(office, (one,))[0], office.now)
    return sentence_reply(said, "resumed", id=one.id)


def subscriptions(office: Office, asker: Asker, order: Order) -> Reply:
    """Show what this channel is told."""
    del order
    with office.people.sessions() as session:
        there = _of_place(session, asker)
    return _list(office, there, asker)


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


def _of_place(session: Session, asker: Asker) -> tuple[Subscription, ...]:
    return load_subscriptions(session, asker.workspace, asker.place)


def _must_be_new(there: tuple[Subscription, ...], wanted: _Wanted) -> None:
    """Refuse what a channel has already, and more than a list of them can show."""
    for one in there:
        timing = (one.release_id, one.days, one.at, one.zone)
        if timing == (wanted.release_id, wanted.wish.days, wanted.wish.at, wanted.zone):
            raise refused(say("people.same", number=str(one.id)))
    if len(there) >= MOST:
        raise refused(say("people.most", count=MOST))


def _add(session: Session, office: Office, asker: Asker, wanted: _Wanted) -> Subscription:
    added = add_subscription(
        session,
        workspace=asker.workspace,
        channel=asker.place,
        creator=asker.user,
        release_id=wanted.release_id,
        days=wanted.wish.days,
        at=wanted.wish.at,
        zone=wanted.zone,
        created_at=office.now,
        is_private=wanted.is_private,
    )
    _record(session, office, asker, "subscribe", added, after=plain(added))
    return added


def _own(session: Session, office: Office, asker: Asker, subscription_id: int) -> Subscription:
    """Give this channel's subscription of that number, if the asker may change it."""
    one = load_subscription(session, subscription_id)
    if one is None or (one.workspace, one.channel) != (asker.workspace, asker.place):
        raise refused(say("people.no_subscription", number=str(subscription_id)))
    owner = release_owner(session, one.release_id) if one.release_id else None
    if office.people.roles.of(asker.user, one.creator, owner) < Role.OWNER:
        raise refused(say("people.not_yours", creator=say_person(one.creator)))
    return one


def _meant(
    office: Office, order: Order, there: tuple[Subscription, ...]
) -> tuple[Subscription, ...]:
    """Give those that the words name: by number, by release, or all that there are."""
    subject = order.words.strip().strip('"')
    if not subject and order.release is None:
        return there
    if (number := subject.lstrip("#").removeprefix("no. ")).isdecimal():
        by_number = tuple(one for one in there if str(one.id) == number)
        if by_number:
            return by_number
    if subject.casefold() == ALL:
        return tuple(one for one in there if one.release_id is None)
    release_id = release_of(office, order, subject).id
    return tuple(one for one in there if one.release_id == release_id)


def _list(office: Office, there: tuple[Subscription, ...], asker: Asker) -> Reply:
    told = _told(office, there)
    blocks = listed_blocks(told, office.now, asker.is_direct)
    ids = [one.id for one in there]
    return Reply(listed_text(told), blocks, {"kind": "subscriptions", "ids": ids})


def _told(office: Office, some: tuple[Subscription, ...]) -> tuple[Told, ...]:
    names = {name.id: name.name for name in office.answerer.names()} if some else {}
    return tuple(Told(one, names.get(one.release_id or "")) for one in some)


def _overlap(one: Subscription, other: Subscription) -> bool:
    """Tell whether a channel would read of one release in both."""
    releases = (one.release_id, other.release_id)
    return None in releases or releases[0] == releases[1]


def _record(
    session: Session,
    office: Office,
    asker: Asker,
    action: str,
    one: Subscription,
    *,
    before: Any = None,
    after: Any = None,
) -> None:
    subject = f"subscription:{one.id}"
    record_audit(session, office.now, asker.workspace, asker.user, action, subject, before, after)
