"""The forms for subscriptions, filled for one person; what they send goes the command's way."""

from dataclasses import replace

from bot.names import own_names
from bot.people.belonging import own, plain, record, told
from bot.people.errors import about, refused
from bot.people.naming import picked_release
from bot.people.office import Office
from bot.people.roles import Asker
from bot.people.subscribing import change_times, set_up
from bot.people.wish import ALL, AT_NINE, WEEKLY_ON, Wish, zone_named
from bot.reply import Reply
from bot.views.blocks import OPTIONS_LIMIT, Block
from bot.views.choices import labels_of
from bot.views.choosing import release_ref
from bot.views.subscribe_form import (
    CHANNEL,
    DAYS,
    RELEASE,
    ZONE,
    Changed,
    Filled,
    Times,
    edit_view,
    subscribe_view,
)
from bot.views.subscriptions import edited_text, what_text
from bot.wishes import CARD, DIGEST
from bot.words.catalogue import say
from store.directory import ReleaseName


def subscribe_form(office: Office, asker: Asker, release: str) -> Block:
    """Ask what to be told of; `release` is the reference of the one that it began with, if any.

    Raises:
        RefusedError: there is no such release any more.
    """
    names = office.answerer.names()
    chosen = picked_release(release, names) if release else None
    some = _choice_of(names, chosen)
    labels = labels_of(some, office.answerer.today())
    options = [(label, release_ref(name.id)) for label, name in zip(labels, some, strict=True)]
    times = Times(WEEKLY_ON, AT_NINE, _zone_of(office, asker))
    here = None if asker.is_direct else asker.channel
    return subscribe_view(options, None if chosen is None else release_ref(chosen.id), times, here)


def subscribe_filled(office: Office, asker: Asker, filled: Filled) -> Reply:
    """Set it up as the command does; what is wrong is said of the field that it is in.

    Raises:
        RefusedError: it cannot be; `field` says because of what.
    """
    release_id = None
    if filled.release is not None:
        with about(RELEASE):
            release_id = picked_release(filled.release, office.answerer.names()).id
    times = _checked(filled.times, needs_days=filled.kind == DIGEST)
    wish = Wish(
        ALL,
        days=times.days or WEEKLY_ON,
        at=times.at,
        zone=times.zone,
        channel=filled.channel,
        kind=filled.kind,
    )
    with about(CHANNEL):
        return set_up(office, asker, wish, release_id)


def edit_form(office: Office, asker: Asker, subscription_id: int) -> Block:
    """Ask when a subscription shall come from now on.

    Raises:
        RefusedError: there is none such, the asker may not, or it is a card: that has no times.
    """
    with office.people.sessions() as session:
        one = own(session, office, asker, subscription_id)
    if one.kind == CARD:
        raise refused(say("form.card_has_no_times"))
    times = Times(one.days, one.at, one.zone)
    (known,) = told(office, (one,))
    return edit_view(one.id, what_text(known), times, is_scheduled=one.kind == DIGEST)


def edit_filled(office: Office, asker: Asker, changed: Changed) -> Reply:
    """Change when it comes; whose it is, is looked at again.

    Raises:
        RefusedError: it cannot be; `field` says because of what.
    """
    with office.people.sessions() as session:
        one = own(session, office, asker, changed.number)
    if one.kind == CARD:
        raise refused(say("form.card_has_no_times"))
    times = _checked(changed.times, needs_days=one.kind == DIGEST)
    if one.kind != DIGEST:
        times = replace(times, days=one.days, at=one.at)
    with about(DAYS if one.kind == DIGEST else ZONE), office.people.sessions.begin() as session:
        before = own(session, office, asker, changed.number)
        after = change_times(session, asker, before, times.days, times.at, times.zone)
        record(session, office, asker, "edit", after, before=plain(before), after=plain(after))
    return Reply(*edited_text(told(office, (after,))[0], office.now), {"kind": "edited"})


def _choice_of(
    names: tuple[ReleaseName, ...], chosen: ReleaseName | None
) -> tuple[ReleaseName, ...]:
    """Give the open releases, as many as a menu takes, the chosen one among them."""
    ahead = [name for name in own_names(names) if not name.is_released and name != chosen]
    first = () if chosen is None else (chosen,)
    return (*first, *ahead)[: OPTIONS_LIMIT - 1]


def _zone_of(office: Office, asker: Asker) -> str:
    return office.profiles.of(asker.user).zone or office.people.zone


def _checked(times: Times, *, needs_days: bool) -> Times:
    if needs_days and not times.days:
        with about(DAYS):
            raise refused(say("form.no_days"))
    with about(ZONE):
        return replace(times, zone=zone_named(times.zone))
