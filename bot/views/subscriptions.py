"""What a channel is told and when, with buttons to change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.schedule.slots import next_slot
from bot.views.blocks import Block, actions, button, context, header, joined, section
from bot.views.people import say_person
from bot.views.words import NAME_LIMIT
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, bold, escape
from store.subscriptions import WEEKDAYS, Subscription

UNSUBSCRIBE = "unsubscribe"
RESUME = "resume_subscription"
_REASON_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A subscription with its release's name of today; None for all, or where it is gone."""

    subscription: Subscription
    name: str | None


def subscribed_blocks(
    told: Told, overlaps: Sequence[Told], now: datetime, is_direct: bool
) -> list[Block]:
    """Confirm a new one: what, when, from when on, and what says the same already."""
    code = "subscribed.you" if is_direct else "subscribed.channel"
    said = say(code, what=_what(told), when=_when(told))
    blocks = [section(joined((said, say("subscribed.next", moment=_next(told, now))), "\n"))]
    if overlaps:
        numbers = ", ".join(str(one.subscription.id) for one in overlaps)
        blocks.append(context(say("subscribed.overlap", numbers=numbers)))
    return [*blocks, actions([_button(told, UNSUBSCRIBE, "subscribed.unsubscribe")])]


def subscribed_text(told: Told, now: datetime) -> str:
    what, when = _what(told), _when(told)
    said = say("subscribed.text", what=what, when=when, moment=_local(told, now))
    return said.replace("*", "")


def listed_blocks(some: Sequence[Told], now: datetime, is_direct: bool) -> list[Block]:
    """List what there is, each with its buttons; say how to get one where there is none."""
    if not some:
        return [section(say("subscribed.none")), context(say("subscribed.hint"))]
    code = "subscribed.title_you" if is_direct else "subscribed.title_channel"
    blocks = [header(say_plain(code))]
    for told in some:
        buttons = [_button(told, UNSUBSCRIBE, "subscribed.unsubscribe")]
        if told.subscription.paused_reason is not None:
            buttons.insert(0, _button(told, RESUME, "subscribed.resume"))
        blocks += [section(_line(told, now)), actions(buttons)]
    return [*blocks, context(say("subscribed.hint"))]


def listed_text(some: Sequence[Told]) -> str:
    if not some:
        return say("subscribed.none")
    lines = [say("subscribed.short", what=_what(told), when=_when(told)) for told in some]
    return joined(lines, "; ").replace("*", "")


def removed_text(told: Told) -> Mrkdwn:
    return say("subscribed.removed", what=_what(told), when=_when(told))


def resumed_text(told: Told, now: datetime) -> Mrkdwn:
    return say("subscribed.resumed", what=_what(told), moment=_next(told, now))


def _line(told: Told, now: datetime) -> Mrkdwn:
    one = told.subscription
    number, creator = str(one.id), say_person(one.creator)
    said = say(
        "subscribed.line", number=number, what=_what(told), when=_when(told), creator=creator
    )
    if one.paused_reason is None:
        return joined((said, say("subscribed.next", moment=_next(told, now))), "\n")
    reason = escape(one.paused_reason, _REASON_LIMIT)
    return joined((said, say("subscribed.paused", reason=reason)), "\n")


def _what(told: Told) -> Mrkdwn:
    if told.subscription.release_id is None:
        return say("subscribed.all")
    if told.name is None:
        return say("subscribed.gone")
    return bold(escape(told.name, NAME_LIMIT))


def _when(told: Told) -> Mrkdwn:
    one = told.subscription
    if one.days == frozenset(WEEKDAYS):
        days = say("subscribed.daily")
    elif one.days == frozenset(WEEKDAYS[:5]):
        days = say("subscribed.weekdays")
    else:
        named = ", ".join(day for day in WEEKDAYS if day in one.days)
        days = say("subscribed.days", days=named)
    return say("subscribed.when", days=days, at=f"{one.at:%H:%M}", zone=one.zone)


def _next(told: Told, now: datetime) -> Mrkdwn:
    """The moment in each reader's own zone, by Slack; others see it in the subscription's.

    https://docs.slack.dev/messaging/formatting-message-text/#date-formatting
    """
    moment = int(_moment(told, now).timestamp())
    shown = "{date_short_pretty} {time}"
    return Mrkdwn(f"<!date^{moment}^{shown}|{_local(told, now)}>")


def _local(told: Told, now: datetime) -> str:
    local = _moment(told, now)
    day = say_day(local.date(), now.astimezone(local.tzinfo).date())
    return f"{day}, {local:%H:%M} {told.subscription.zone}"


def _moment(told: Told, now: datetime) -> datetime:
    one = told.subscription
    return next_slot(one.days, one.at, one.zone, after=now).astimezone(ZoneInfo(one.zone))


def _button(told: Told, action_id: str, label: str) -> Block:
    number = told.subscription.id
    return button(say_plain(label), f"{action_id}:{number}", str(number))
