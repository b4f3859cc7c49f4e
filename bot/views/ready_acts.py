"""Buttons of readiness, and the values that come back from them."""

import json
from dataclasses import dataclass

from bot.views.blocks import Block, button
from bot.views.choosing import ChoiceError, release_ref
from bot.words.catalogue import say_plain
from bot.words.escape import clip
from planner.launch.evidence import GateState
from planner.launch.gates import Gate
from planner.launch.readiness import FunctionStanding, GateStanding

SIGN_OFF = "sign_off"  # a button's action, and the modal's callback
SHARE_READY = "share_ready"
ASK_VOTES = "ask_votes"
GATE = "gate"  # with what is to be said of it: `gate_done`, `gate_waive`, `gate_open`
GATE_DONE, GATE_WAIVE, GATE_OPEN = f"{GATE}_done", f"{GATE}_waive", f"{GATE}_open"
GATE_ACTS = (GATE_DONE, GATE_WAIVE, GATE_OPEN)
_CRITERION_LIMIT = 40
_MOST = 10


@dataclass(frozen=True, slots=True)
class GateRef:
    """A gate of a release, by the release's reference and the gate's slug."""

    release: str
    gate: str


def gate_buttons(release_id: str, standing: FunctionStanding, place: int = 0) -> list[Block]:
    """Give what can be said of a function's gates: done, waived, or neither any more.

    `place` is how many gates stand before them in the message.
    """
    made = [
        one for at, gate in enumerate(standing.gates, place) for one in _of(release_id, gate, at)
    ]
    return made[:_MOST]


def write_gate(ref: GateRef) -> str:
    value = {"r": release_ref(ref.release), "g": ref.gate}
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def read_gate(value: str) -> GateRef:
    """Read what `write_gate` wrote; whether there is such a gate is not its business.

    Raises:
        ChoiceError: it did not.
    """
    try:
        read = json.loads(value)
        return GateRef(str(read["r"]), str(read["g"]))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the value of the button is not one of ours") from error


def _of(release_id: str, standing: GateStanding, place: int) -> list[Block]:
    gate, value = standing.gate, write_gate(GateRef(release_id, standing.gate.slug))
    name = clip(plain_criterion(gate), _CRITERION_LIMIT)
    if standing.said is not None and standing.is_settled:
        return [_button("ready.undo", name, GATE_OPEN, value, place)]
    if standing.state is GateState.MET:
        return []
    waive = _button("ready.waive", name, GATE_WAIVE, value, place)
    if gate.is_automatic:
        return [waive]
    return [_button("ready.done", name, GATE_DONE, value, place), waive]


def plain_criterion(gate: Gate) -> str:
    """Give a criterion for a place that shows text as it is; it holds no date."""
    return say_plain(gate.criterion.code, None, **gate.criterion.values)


def _button(code: str, name: str, action: str, value: str, place: int) -> Block:
    # No two elements of one message share an action: https://docs.slack.dev/reference/block-kit
    return button(say_plain(code, gate=name), f"{action}:{place}", value)
