"""`/release subscribe`, `unsubscribe` and `subscriptions`: what a channel is told, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time

from sqlalchemy.orm import Session

from bot.carding import Press, is_card, is_last
from bot.delivery.addresses import name_address
from bot.people.belonging import own, place_for, plain, record, told
from bot.people.errors import RefusedError, about, refused
from bot.people.naming import is_name, release_of
from bot.people.office import Office, Order
from bot.people.reading import for_post
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.people.trying import digest_now
from bot.people.wish import ALL, Wish, read_named
from bot.readying.telling import Looks, Teller, look_at_readiness
from bot.reply import Reply
from bot.views.subscriptions import (
    Reader,
    listed_blocks,
    listed_text,
    removed_text,
    resumed_text,
    subscribed_blocks,
    subscribed_text,
)
from bot.wishes import CARD, DIGEST, READY
from bot.words.catalogue import say
from bot.words.manner import telling
from store.subscriptions import (
    Subscription,
    add_subscription,
    load_subscriptions,
    remove_subscription,
    resume_subscription,
    set_times,
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
    """Let a channel be told; say when for the first time, what it would say now, and what else.

    It is this channel, or another one that the asker is in.
    """
    wish = read_named(order.words, lambda name: is_name(office, name))
    release_id = None
    if wish.subject != ALL or order.release is not None:
        release_id = release_of(office, order, wish.subject, wish.schedule).id
    if not wish.also:
        return set_up(office, asker, wish, release_id)
    return _together(_each(office, asker, wish, release_id))


def _each(office: Office, asker: Asker, wish: Wish, release_id: str | None) -> Iterator[Reply]:
    """Set up every kind that was wished for in the same words; one refused stops no other."""
    for kind in (wish.kind, *wish.also):
        try:
            yield set_up(office, asker, replace(wish, kind=kind), release_id)
        except RefusedError as error:
            yield error.reply


def _together(replies: Iterable[Reply]) -> Reply:
    """Say several confirmations as one."""
    said = tuple(replies)
    done = [one.data for one in said if one.data["kind"] == "subscribed"]
    data = {
        "kind": "subscribed" if done else "refused",
        "ids": [one["id"] for one in done],
        "private": any(one["private"] for one in done),
    }
    blocks = [block for one in said for block in one.blocks]
    return Reply(" ".join(one.text for one in said), blocks, data)


def set_up(office: Office, asker: Asker, wish: Wish, release_id: str | None) -> Reply:
    """Let a channel be told of a release (None: of all), whichever way it was asked for.

    Raises:
        RefusedError: it has that already, or is full, or we or the asker may not; or a card cannot
            be kept of this.
    """
    there = asker if wish.channel is None else replace(asker, channel=wish.channel)
    with about("kind"):
        card = _card(for_post(office, there.place), release_id) if wish.kind == CARD else None
    if wish.kind == READY and not office.answerer.scales.rules.functions:
        with about("kind"):
            raise refused(say("ready.no_functions"))
    room = place_for(office, asker, there.place)
    reader_zone = office.profiles.of(asker.user).zone or office.people.zone
    wanted = _Wanted(wish, release_id, wish.zone or reader_zone, room.is_private)
    looks: Looks = {}
    if wish.kind == READY:
        looks = look_at_readiness(office.newsroom, [(there.place, release_id)])
    with office.people.sessions.begin() as session:
        others = _of_place(session, there)
        with about("release"):
            _must_be_new(others, wanted, there, asker)
        added = _add(session, office, there, wanted)
        if card is not None:
            Press(session, office.newsroom, office.now).keep(added, card)
        Teller(session, office.newsroom, added, office.now).begin(looks)
    reader = Reader(office.now, reader_zone, asker.place)
    return _confirmed(office, added, tuple(one for one in others if _overlap(one, added)), reader)


def _confirmed(
    office: Office, added: Subscription, overlaps: tuple[Subscription, ...], reader: Reader
) -> Reply:
    with office.people.sessions() as session:
        preview = digest_now(session, office, added) if added.kind == DIGEST else None
    (confirmed,) = told(office, (added,))
    blocks = subscribed_blocks(confirmed, told(office, overlaps), reader, preview)
    is_private = added.channel != reader.place
    data = {"kind": "subscribed", "id": added.id, "private": is_private}
    return Reply(subscribed_text(confirmed, reader), blocks, data)


def _card(office: Office, release_id: str | None) -> Reply:
    """Make the card that a channel is to keep.

    Raises:
        RefusedError: it would be of all releases, or of one that is out, or gone.
    """
    if release_id is None:
        raise refused(say("people.card_of_all"))
    with telling(office.people.region):
        card = office.answerer.answer_kept(release_id)
    if not is_card(card):
        raise RefusedError(card)
    if is_last(card):
        raise refused(say("people.card_shipped"))
    return card


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
        RefusedError: there is none such, or the asker may not.
    """
    with office.people.sessions.begin() as session:
        one = own(session, office, asker, subscription_id)
        remove_subscription(session, one.id)
        record(session, office, asker, "unsubscribe", one, before=plain(one))
    return sentence_reply(removed_text(told(office, (one,))[0]), "unsubscribed", id=one.id)


def resume(office: Office, asker: Asker, subscription_id: int) -> Reply:
    """Say it again after it was paused, now that we may post here.

    Raises:
        RefusedError: we still may not, there is none such, or the asker may not.
    """
    with office.people.sessions() as session:
        one = own(session, office, asker, subscription_id)
    room = place_for(office, asker, one.channel)
    with office.people.sessions.begin() as session:
        one = own(session, office, asker, subscription_id)
        if resume_subscription(session, one.id, is_private=room.is_private):
            before = {"paused_reason": one.paused_reason}
            record(session, office, asker, "resume", one, before=before)
    said = resumed_text(told(office, (one,))[0], office.now)
    return sentence_reply(said, "resumed", id=one.id)


def change_times(
    session: Session, asker: Asker, one: Subscription, days: frozenset[str], at: time, zone: str
) -> Subscription:
    """Let it come at other times; the caller has seen that the asker may.

    Raises:
        RefusedError: its channel has just that already.
    """
    after = replace(one, days=days, at=at, zone=zone)
    others = load_subscriptions(session, one.workspace, one.channel)
    for other in others:
        if other.id != one.id and replace(other, id=one.id) == replace(
            after,
            creator=other.creator,
            created_at=other.created_at,
            paused_reason=other.paused_reason,
            is_private=other.is_private,
        ):
            where = "" if one.channel == asker.place else "_elsewhere"
            named = {"channel": name_address(one.channel)} if where else {}
            raise refused(say(f"people.same{where}", number=str(other.id), **named))
    set_times(session, one.id, days, at, zone)
    return after


def subscriptions(office: Office, asker: Asker, order: Order) -> Reply:
    """Show what this channel is told."""
    del order
    with office.people.sessions() as session:
        there = _of_place(session, asker)
    return _list(office, there, asker)


def _of_place(session: Session, asker: Asker) -> tuple[Subscription, ...]:
    return load_subscriptions(session, asker.workspace, asker.place)


def _must_be_new(
    others: tuple[Subscription, ...], wanted: _Wanted, there: Asker, asker: Asker
) -> None:
    """Refuse what a channel has already, and more than a list of them can show."""
    where, named = "", {}
    if there.place != asker.place:
        where, named = "_elsewhere", {"channel": name_address(there.channel)}
    for one in others:
        if _same(one, wanted):
            raise refused(say(f"people.same{where}", number=str(one.id), **named))
    if len(others) >= MOST:
        raise refused(say(f"people.most{where}", count=MOST, **named))


def _same(one: Subscription, wanted: _Wanted) -> bool:
    """Tell whether a channel has that already; what comes as it happens has no schedule."""
    wish = wanted.wish
    if (one.kind, one.release_id) != (wish.kind, wanted.release_id):
        return False
    if one.kind != DIGEST:
        return True
    return (one.days, one.at, one.zone) == (wish.days, wish.at, wanted.zone)


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
        kind=wanted.wish.kind,
        is_private=wanted.is_private,
    )
    record(session, office, asker, "subscribe", added, after=plain(added))
    return added


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
    some = told(office, there)
    blocks = listed_blocks(some, office.now, asker.is_direct)
    ids = [one.id for one in there]
    return Reply(listed_text(some), blocks, {"kind": "subscriptions", "ids": ids})


def _overlap(one: Subscription, other: Subscription) -> bool:
    """Tell whether a channel would read of one release in both, in the same way."""
    if one.kind != other.kind:
        return False
    releases = (one.release_id, other.release_id)
    return None in releases or releases[0] == releases[1]
