"""The forms that set up a subscription, and change when it comes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from bot.reply import Reply
from bot.views import inputs
from bot.views.blocks import Block, section
from bot.views.choosing import SUBSCRIBE, ChoiceError
from bot.views.inputs import Option, field, value_of, values_of
from bot.views.modal import ended_view, fit_modal, modal
from bot.views.subscriptions import EDIT
from bot.wishes import DIGEST, KINDS
from bot.words.audience import ONE_PERSON
from bot.words.catalogue import say_plain
from bot.words.escape import Mrkdwn
from store.subscriptions import WEEKDAYS

EVERY: Final = "*"  # stands for all releases
RELEASE, KIND, DAYS, AT, ZONE, CHANNEL = "release", "kind", "days", "at", "zone", "channel"
_LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class Times:
    """When it comes: on these days at this time of day in a zone, an IANA name."""

    days: frozenset[str]
    at: time
    zone: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What came back: a release by its reference (None: all), a kind, times, a channel's id.

    Without a channel it is for the person alone. Of `zone` nobody knows yet whether it is one.
    """

    release: str | None
    kind: str
    times: Times
    channel: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """New times for the subscription of this number; of `zone` nobody knows whether it is one."""

    number: int
    times: Times


def subscribe_view(
    releases: Sequence[Option], chosen: str | None, times: Times, channel: str | None
) -> Block:
    """Ask what to tell of which release, when, and where."""
    kinds = [(say_plain(f"form.kind_{kind}"), kind) for kind in KINDS]
    options = [(say_plain("form.every"), EVERY), *releases]
    blocks = [
        field(RELEASE, say_plain("form.release"), inputs.menu(options, chosen or EVERY)),
        field(KIND, say_plain("form.kind"), inputs.menu(kinds, DIGEST)),
        *_times(times, say_plain("form.days_hint")),
        field(
            CHANNEL,
            say_plain("form.channel"),
            inputs.channel(channel),
            hint=say_plain("form.channel_hint"),
            is_optional=True,
        ),
    ]
    return _form(blocks, SUBSCRIBE, "subscribe", "")


def edit_view(number: int, what: Mrkdwn, times: Times, *, is_scheduled: bool) -> Block:
    """Ask when `what` shall come from now on; what comes as it happens has a zone alone."""
    fields = _times(times) if is_scheduled else [_zone(times)]
    return _form([section(what), *fields], EDIT, "edit", json.dumps({"n": number}))


def done_view(reply: Reply) -> Block:
    """Confirm it, with what it would say now."""
    return ended_view(say_plain("form.done_title"), fit_modal(reply.read_by(ONE_PERSON).blocks))


def read_subscribe(view: Mapping[str, Any]) -> Filled:
    """Read what `subscribe_view` asked for.

    Raises:
        ChoiceError: it is a form that we never made.
    """
    release, kind = value_of(view, RELEASE), value_of(view, KIND)
    if release is None or kind not in KINDS:
        raise ChoiceError("the form is not one of ours")
    return Filled(
        None if release == EVERY else release,
        kind,
        _read_times(view, values_of(view, DAYS), value_of(view, AT)),
        value_of(view, CHANNEL),
    )


def read_edit(view: Mapping[str, Any]) -> Changed:
    """Read what `edit_view` asked for; the times of one that has none stay whatever they are.

    Raises:
        ChoiceError: it is a form that we never made.
    """
    try:
        number = json.loads(view["private_metadata"])["n"]
        has_days = DAYS in view["state"]["values"]
    except (KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the form is not one of ours") from error
    if not isinstance(number, int) or len(str(number)) > _LONGEST_NUMBER:
        raise ChoiceError("the form is not one of ours")
    if not has_days:
        return Changed(number, _read_times(view, WEEKDAYS[:1], "09:00"))
    return Changed(number, _read_times(view, values_of(view, DAYS), value_of(view, AT)))


def _read_times(view: Mapping[str, Any], days: Sequence[str], at: str | None) -> Times:
    wanted = frozenset(days)
    if not wanted <= {*WEEKDAYS}:
        raise ChoiceError("the form is not one of ours")
    try:
        clock = time.fromisoformat(at or "")
    except ValueError as error:
        raise ChoiceError("the form is not one of ours") from error
    return Times(wanted, clock, value_of(view, ZONE) or "")


def _times(times: Times, hint: str = "") -> list[Block]:
    days = [(say_plain(f"form.{day}"), day) for day in WEEKDAYS]
    chosen = [day for day in WEEKDAYS if day in times.days]
    return [
        field(
            DAYS, say_plain("form.days"), inputs.ticks(days, chosen), hint=hint, is_optional=True
        ),
        field(AT, say_plain("form.at"), inputs.clock(times.at)),
        _zone(times),
    ]


def _zone(times: Times) -> Block:
    zone = inputs.text(times.zone, "Europe/Berlin")
    return field(ZONE, say_plain("form.zone"), zone, hint=say_plain("form.zone_hint"))


def _form(blocks: Sequence[Block], callback_id: str, code: str, metadata: str) -> Block:
    return modal(
        say_plain(f"form.{code}_title"),
        blocks,
        close=say_plain("form.cancel"),
        submit=say_plain(f"form.{code}_submit"),
        callback_id=callback_id,
        metadata=metadata,
    )
