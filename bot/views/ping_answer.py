"""The buttons below a ping, the windows that they open, and what the message says afterwards."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.views.blocks import Block, actions, button, section
from bot.views.choosing import ChoiceError
from bot.views.launch_reader import say_function
from bot.views.modal import choice, modal
from bot.views.people import say_person
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, escape, without_marks

ACK, SNOOZE, BLOCKED = "ping_ack", "ping_snooze", "ping_blocked"  # actions, and the callbacks
REASON_LIMIT = 500
_DAY, _REASON = "day", "reason"
_ANSWERED = "ping_answered"  # the block that tells the last answer


@dataclass(frozen=True, slots=True)
class Form:
    """What comes back from a window: the key of the ping, and what was said in it."""

    key: str
    day: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered to a ping: `ACK`, `SNOOZE` until a day, or `BLOCKED` for a reason."""

    what: str
    person: str
    today: date
    until: date | None = None
    reason: str = ""


def answer_buttons(key: str) -> Block:
    """Ask for an answer; `key` names the ping's post."""
    return actions(
        [button(say_plain(f"ping_answer.{code}"), action, key) for action, code in _BUTTONS]
    )


def say_answer(answer: Answer) -> Mrkdwn:
    """Say in a line who answered what."""
    person = say_person(answer.person)
    if answer.what == ACK:
        return say("ping_answer.acked", answer.today, person=person, day=answer.today)
    if answer.what == SNOOZE:
        return say("ping_answer.snoozed", answer.today, person=person, day=answer.until)
    reason = escape(answer.reason, REASON_LIMIT)
    return say("ping_answer.is_blocked", person=person, reason=reason)


def with_answer(blocks: Sequence[Block], answer: Answer) -> list[Block]:
    """Put the last answer above the buttons, in place of the one before it.

    Once somebody has it there is nothing more to answer: then the buttons go.
    """
    told = section(say_answer(answer)) | {"block_id": _ANSWERED}
    made: list[Block] = []
    for block in blocks:
        if block.get("block_id") == _ANSWERED:
            continue
        if not _asks(block):
            made.append(block)
        else:
            made += [told] if answer.what == ACK else [told, block]
    return made


def answered_text(text: str, answer: Answer) -> str:
    said = without_marks(say_answer(answer))
    return say("ping_answer.text", said=said, text=Mrkdwn(text))


def snooze_view(key: str, function: str, days: Sequence[date], today: date) -> Block:
    """Ask until when not to be asked again; `days` are those that are offered."""
    label = say_plain("ping_answer.choose_day", function=say_function(function))
    options = [(say_day(day, today), day.isoformat()) for day in days]
    return _form("snooze", SNOOZE, key, [choice(label, _DAY, options, 0)])


def blocked_view(key: str, function: str) -> Block:
    """Ask what is in the way."""
    asked = {
        "type": "input",
        "block_id": _REASON,
        "label": _plain(say_plain("ping_answer.reason", function=say_function(function))),
        "hint": _plain(say_plain("ping_answer.reason_hint")),
        "element": {
            "type": "plain_text_input",
            "action_id": _REASON,
            "multiline": True,
            "max_length": REASON_LIMIT,
        },
    }
    return _form("blocked", BLOCKED, key, [asked])


def told_view(sentence: Mrkdwn) -> Block:
    """Say how it ended."""
    close = say_plain("ping_answer.close")
    return modal(say_plain("ping_answer.title_told"), [section(sentence)], close=close)


def read_key(value: object) -> str:
    """Read the value of a button.

    Raises:
        ChoiceError: it is none that we wrote.
    """
    if not isinstance(value, str) or not value:
        raise ChoiceError("the value of the button is not one of ours")
    return value


def read_form(view: dict[str, Any]) -> Form:
    """Read what a window asked for.

    Raises:
        ChoiceError: it is a view that we never made.
    """
    try:
        key = str(json.loads(view["private_metadata"])["k"])
        values = view["state"]["values"]
        if view["callback_id"] == SNOOZE:
            chosen = values[_DAY][_DAY]["selected_option"]["value"]
            return Form(key, day=date.fromisoformat(chosen))
        return Form(key, reason=str(values[_REASON][_REASON]["value"] or "").strip())
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the window is not one of ours") from error


_BUTTONS = ((ACK, "ack"), (SNOOZE, "snooze"), (BLOCKED, "blocked"))


def _form(code: str, callback_id: str, key: str, blocks: Sequence[Block]) -> Block:
    return modal(
        say_plain(f"ping_answer.title_{code}"),
        blocks,
        close=say_plain("ping_answer.cancel"),
        submit=say_plain(f"ping_answer.submit_{code}"),
        callback_id=callback_id,
        metadata=json.dumps({"k": key}, ensure_ascii=False),
    )


def _asks(block: Block) -> bool:
    ids = (str(each.get("action_id")) for each in block.get("elements", ()))
    return any(one.startswith(ACK) for one in ids)


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
