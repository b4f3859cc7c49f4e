"""The form of a "what if": changes to try out, and above them what came of the last ones."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.reply import Reply
from bot.views import inputs
from bot.views.blocks import Block, divider, section
from bot.views.choosing import WHAT_IF, ChoiceError
from bot.views.inputs import Option, field, value_of
from bot.views.modal import fit_modal, modal
from bot.words.audience import ONE_PERSON
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn

DROP, ADD, CAPACITY, ORDER, START, BY = "drop", "add", "capacity", "order", "start", "by"
AS_IT_IS, FIRST, AFTER = "-", "first", "after:"
MOST_ADDED: Final = 1000
MOST_PERCENT: Final = 300


@dataclass(frozen=True, slots=True)
class Trial:
    """What to try with a release, by its reference; as it was typed, nothing checked.

    `order` is `AS_IT_IS`, `FIRST`, or `AFTER` with another release's reference behind it.
    """

    release: str
    drop: str = ""
    add: str = ""
    capacity: str = ""
    order: str = AS_IT_IS
    start: str = ""
    by: str = ""


def what_if_view(
    name: Mrkdwn, trial: Trial, others: Sequence[Option], answer: Reply | None = None
) -> Block:
    """Ask what to try; `others` are the releases that it could come after."""
    order = [
        (say_plain("what_if_form.as_it_is"), AS_IT_IS),
        (say_plain("what_if_form.first"), FIRST),
        *((say_plain("what_if_form.after", name=shown), f"{AFTER}{ref}") for shown, ref in others),
    ]
    drop = inputs.text(trial.drop, "SHOP-12 SHOP-15")
    told = [] if answer is None else [*fit_modal(answer.read_by(ONE_PERSON).blocks), divider()]
    blocks = [
        *(told or [section(say("what_if_form.about", name=name))]),
        _field(DROP, drop, hint=say_plain("what_if_form.drop_hint")),
        _field(ADD, inputs.number(0, MOST_ADDED, _whole(trial.add))),
        _field(CAPACITY, inputs.number(1, MOST_PERCENT, _whole(trial.capacity))),
        _field(ORDER, inputs.menu(order, trial.order)),
        _field(START, inputs.day(_day(trial.start))),
        _field(BY, inputs.day(_day(trial.by))),
    ]
    return modal(
        say_plain("what_if_form.title"),
        blocks,
        close=say_plain("form.done"),
        submit=say_plain("what_if_form.submit"),
        callback_id=WHAT_IF,
        metadata=json.dumps({"r": trial.release}, ensure_ascii=False),
    )


def read_trial(view: Mapping[str, Any]) -> Trial:
    """Read what `what_if_view` asked for.

    Raises:
        ChoiceError: it is a form that we never made.
    """
    try:
        release = str(json.loads(view["private_metadata"])["r"])
    except (KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the form is not one of ours") from error
    drop, add, capacity, order, start, by = (
        value_of(view, name) or "" for name in (DROP, ADD, CAPACITY, ORDER, START, BY)
    )
    return Trial(release, drop, add, capacity, order or AS_IT_IS, start, by)


def _field(name: str, element: Block, hint: str = "") -> Block:
    label = say_plain(f"what_if_form.{name}")
    return field(name, label, element, hint=hint, is_optional=True)


def _whole(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() else None


def _day(typed: str) -> date | None:
    return date.fromisoformat(typed) if typed else None
