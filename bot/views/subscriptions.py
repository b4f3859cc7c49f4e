"""What a channel is told and when, with buttons to change it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.addresses import is_person, name_address
from bot.reply import Reply
from bot.schedule.slots import NO_HOLIDAYS, next_slot
from bot.views.blocks import Block, actions, button, context, divider, header, joined, section
from bot.views.named_times import named_times
from bot.views.people import say_person
from bot.views.words import NAME_LIMIT
from bot.wishes import CARD, DIGEST, READY, SLIPS
from bot.words.catalogue import say, say_plain
from bot.words.days import say_clock, say_day
from bot.words.escape import Mrkdwn, bold, escape
from planner.calendar import WorkCalendar
from store.subscriptions import WEEKDAYS, Subscription

EDIT = "edit_subscription"
UNSUBSCRIBE = "unsubscribe"
RESUME = "resume_subscription"
PAUSE = "pause_subscription"
SEND_TEST = "send_test"
_REASON_LIMIT = 200
_NOW_ON = {
    SLIPS: "subscribed.now_on",
    READY: "subscribed.now_on_ready",
    CARD: "subscribed.now_on_card",
}
_PREVIEW_CHARACTERS = 9000  # of the 13,000 or so that a message may have


@dataclass(frozen=True, slots=True)
class Told:
    """A subscription with its release's name of today; None for all, or where it is gone.

    `calendar` has the holidays that put it off.
    """

    subscription: Subscription
    name: str | None
    calendar: WorkCalendar = NO_HOLIDAYS


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a confirmation: when, in which zone, and from which channel (or their own id)."""

    now: datetime
    zone: str
    place: str


def subscribed_blocks(
    told: Told, overlaps: Sequence[Told], reader: Reader, preview: Reply | None
) -> list[Block]:
    """Confirm a new one: what, when, from when on, what says the same, and what it would say."""
    is_theirs = told.subscription.zone == reader.zone
    said = (_who(told, reader), _comes(told, reader, is_theirs=is_theirs))
    blocks = [section(joined(said, "\n")), *(context(each) for each in _named(told))]
    if overlaps:
        numbers = ", ".join(str(one.subscription.id) for one in overlaps)
        blocks.append(context(say("subscribed.overlap", numbers=numbers)))
    buttons = [_button(told, UNSUBSCRIBE, "subscribed.unsubscribe")]
    if preview is None:
        return [*blocks, actions(buttons)]
    buttons.insert(0, _button(told, SEND_TEST, "subscribed.send_test"))
    return [*blocks, actions(buttons), divider(), *_preview(preview)]


def subscribed_text(told: Told, reader: Reader) -> str:
    what, when = _what(told), _when(told)
    comes = (
        say("subscribed.next_text", moment=_local(told, reader))
        if _is_scheduled(told)
        else _comes(told, reader)
    )
    said = say("subscribed.text", kind=_kind_title(told), what=what, when=when, next=comes)
    return joined((said, *_named(told))).replace("*", "")


def listed_blocks(some: Sequence[Told], now: datetime, is_direct: bool) -> list[Block]:
    """List what there is, each with its buttons; say how to get one where there is none."""
    if not some:
        return [section(say("subscribed.none")), context(say("subscribed.hint"))]
    code = "subscribed.title_you" if is_direct else "subscribed.title_channel"
    return [header(say_plain(code)), *listed_rows(some, now), context(say("subscribed.hint"))]


def listed_rows(
    some: Sequence[Told], now: datetime, *, is_of_many_places: bool = False
) -> list[Block]:
    """List subscriptions, each with what can be done with it, and where it is told if asked."""
    blocks: list[Block] = []
    for told in some:
        is_paused = told.subscription.paused_reason is not None
        switch = (RESUME, "subscribed.resume") if is_paused else (PAUSE, "subscribed.pause")
        buttons = [_button(told, *switch), _button(told, UNSUBSCRIBE, "subscribed.unsubscribe")]
        if told.subscription.kind != CARD:
            buttons.insert(0, _button(told, EDIT, "subscribed.edit"))
        said = _line(told, now)
        if is_of_many_places:
            said = joined((said, _place(told.subscription.channel)), "\n")
        blocks += [section(said), actions(buttons)]
    return blocks


def _place(channel: str) -> Mrkdwn:
    if is_person(channel):
        return say("subscribed.place_you")
    return say("subscribed.place", place=name_address(channel))


def listed_text(some: Sequence[Told]) -> str:
    if not some:
        return say("subscribed.none")
    lines = [
        say("subscribed.short", kind=_kind(told), what=_what(told), when=_when(told))
        for told in some
    ]
    return joined(lines, "; ").replace("*", "")


def _short(told: Told) -> Mrkdwn:
    return say("subscribed.short", kind=_kind(told), what=_what(told), when=_when(told))


def removed_text(told: Told) -> Mrkdwn:
    return say("subscribed.removed", kind=_known(told), what=_what(told), when=_when(told))


def paused_text(told: Told) -> Mrkdwn:
    return say("subscribed.paused_now", kind=_known(told), what=_what(told))


def resumed_text(told: Told, now: datetime) -> Mrkdwn:
    comes = _comes(told, _own_reader(told, now))
    return say("subscribed.resumed", kind=_known(told), what=_what(told), next=comes)


def _line(told: Told, now: datetime) -> Mrkdwn:
    one = told.subscription
    said = say(
        "subscribed.line",
        number=str(one.id),
        kind=_kind(told),
        what=_what(told),
        when=_when(told),
        creator=say_person(one.creator),
    )
    if one.paused_reason is None:
        comes = [_comes(told, _own_reader(told, now))] if _is_scheduled(told) else []
        return joined((said, *comes), "\n")
    reason = escape(one.paused_reason, _REASON_LIMIT)
    return joined((said, say("subscribed.paused", reason=reason)), "\n")


def edited_text(told: Told, now: datetime) -> tuple[str, list[Block]]:
    """Say when it comes from now on, as text and as blocks."""
    comes = _comes(told, _own_reader(told, now))
    said = say("subscribed.edited", kind=_known(told), what=_what(told), when=_when(told))
    both = joined((said, comes, *_named(told)), "\n") if _is_scheduled(told) else said
    return both.replace("*", ""), [section(both)]


def what_text(told: Told) -> Mrkdwn:
    """Name a subscription by its kind and release, and where it is told."""
    said = say("subscribed.named", kind=_kind_title(told), what=_what(told))
    return joined((said, _place(told.subscription.channel)), "\n")


def _what(told: Told) -> Mrkdwn:
    if told.subscription.release_id is None:
        return say("subscribed.all")
    if told.name is None:
        return say("subscribed.gone")
    return bold(escape(told.name, NAME_LIMIT))


def _kind(told: Told) -> Mrkdwn:
    return say(f"subscribed.{told.subscription.kind}")


def _kind_title(told: Told) -> Mrkdwn:
    return say(f"subscribed.{told.subscription.kind}_title")


def _known(told: Told) -> Mrkdwn:
    return say(f"subscribed.{told.subscription.kind}_known")


def _is_scheduled(told: Told) -> bool:
    return told.subscription.kind == DIGEST


def _named(told: Told) -> tuple[Mrkdwn, ...]:
    return named_times(told.subscription, told.calendar) if _is_scheduled(told) else ()


def _comes(told: Told, reader: Reader, *, is_theirs: bool = True) -> Mrkdwn:
    """Say when the next one comes, or from when on it is told as it happens."""
    if not _is_scheduled(told):
        return say(_NOW_ON.get(told.subscription.kind, "subscribed.now_on_shipped"))
    code = "subscribed.next" if is_theirs else "subscribed.next_yours"
    return say(code, moment=_next(told, reader))


def _when(told: Told) -> Mrkdwn:
    one = told.subscription
    if one.kind == CARD:
        return say("subscribed.in_place")
    if not _is_scheduled(told):
        return say("subscribed.as_they_happen", zone=one.zone)
    if one.days == frozenset(WEEKDAYS):
        days = say("subscribed.daily")
    elif one.days == frozenset(WEEKDAYS[:5]):
        days = say("subscribed.weekdays")
    else:
        named = ", ".join(day for day in WEEKDAYS if day in one.days)
        days = say("subscribed.days", days=named)
    return say("subscribed.when", days=days, at=say_clock(one.at), zone=one.zone)


def _who(told: Told, reader: Reader) -> Mrkdwn:
    """Say who gets it: the reader, the channel that they are in, or another one."""
    channel = told.subscription.channel
    said = {"kind": _kind(told), "what": _what(told), "when": _when(told)}
    if is_person(channel):
        return say("subscribed.you", **said)
    if channel == reader.place:
        return say("subscribed.channel", **said)
    return say("subscribed.elsewhere", channel=name_address(channel), **said)


def _preview(preview: Reply) -> list[Block]:
    """Show as much of it as leaves the message within what Slack takes."""
    shown: list[Block] = [context(say("subscribed.preview"))]
    used = 0
    for block in preview.blocks:
        used += len(json.dumps(block, ensure_ascii=False))
        if used > _PREVIEW_CHARACTERS:
            return [*shown, context(say("subscribed.preview_more"))]
        shown.append(block)
    return shown


def _next(told: Told, reader: Reader) -> Mrkdwn:
    """The moment in each reader's own zone, by Slack; else in the zone that is known of them.

    https://docs.slack.dev/messaging/formatting-message-text/#date-formatting
    """
    moment = int(_moment(told, reader.now).timestamp())
    shown = "{date_short_pretty} {time}"
    return Mrkdwn(f"<!date^{moment}^{shown}|{_local(told, reader)}>")


def _local(told: Told, reader: Reader) -> str:
    local = _moment(told, reader.now).astimezone(ZoneInfo(reader.zone))
    day = say_day(local.date(), reader.now.astimezone(local.tzinfo).date())
    return f"{day}, {say_clock(local.time())} {reader.zone}"


def _moment(told: Told, now: datetime) -> datetime:
    one = told.subscription
    return next_slot(one.days, one.at, one.zone, after=now, calendar=told.calendar)


def _own_reader(told: Told, now: datetime) -> Reader:
    """Whoever reads a list: of their zone nothing is known but what they subscribed in."""
    return Reader(now, told.subscription.zone, told.subscription.channel)


def _button(told: Told, action_id: str, label: str) -> Block:
    number = told.subscription.id
    return button(say_plain(label), f"{action_id}:{number}", str(number))
