"""The modals of readiness: a vote for a function, and what is said of one gate."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.views.blocks import Block, context, joined, section
from bot.views.choosing import ChoiceError, release_ref
from bot.views.modal import choice, menu, modal, text_input
from bot.views.ready_acts import GATE_ACTS, GATE_DONE, SIGN_OFF, GateRef
from bot.views.ready_words import function_name
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, unescape
from planner.launch.readiness import FunctionStanding
from planner.launch.votes import Verdict

FUNCTION, VERDICT = "function", "verdict"
EVIDENCE, REASON = "evidence", "reason"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class SignForm:
    """What comes back from the vote's modal: nothing of it is to be trusted."""

    release: str
    function: str
    verdict: Verdict
    evidence: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class GateForm:
    """What comes back from a gate's modal; `act` is one of `GATE_ACTS`."""

    ref: GateRef
    act: str
    evidence: str | None = None
    reason: str | None = None


def sign_view(release_id: str, name: Mrkdwn, functions: Sequence[FunctionStanding]) -> Block:
    """Ask for a vote: for which function that somebody speaks for, and how."""
    options = [(unescape(function_name(one.function.name)), one.function.name) for one in functions]
    said = joined(
        (
            say(
                "sign.stands",
                function=function_name(one.function.name),
                light=say(f"light.{one.light}"),
            )
            for one in functions
        ),
        " · ",
    )
    verdicts = [(say_plain(f"sign.{verdict}"), str(verdict)) for verdict in Verdict]
    blocks = [
        section(joined((name, said), "\n")),
        menu(say_plain("sign.function"), FUNCTION, options, 0),
        choice(say_plain("sign.verdict"), VERDICT, verdicts),
        text_input(say_plain("sign.evidence"), EVIDENCE, "", limit=LONGEST),
        text_input(say_plain("sign.reason"), REASON, "", limit=LONGEST),
        context(say("sign.until")),
    ]
    return _form(say_plain("sign.title"), blocks, SIGN_OFF, {"r": release_ref(release_id)})


def gate_view(ref: GateRef, act: str, lead: Mrkdwn) -> Block:
    """Ask for the link that shows a gate met, or for the reason why it is waived."""
    blocks = [section(lead)]
    if act == GATE_DONE:
        blocks.append(
            text_input(say_plain("sign.evidence"), EVIDENCE, "", limit=LONGEST, optional=False)
        )
    else:
        blocks.append(
            text_input(say_plain("sign.reason"), REASON, "", limit=LONGEST, optional=False)
        )
    label = "sign.gate_done" if act == GATE_DONE else "sign.gate_waive"
    kept = {"r": release_ref(ref.release), "g": ref.gate}
    return _form(say_plain("sign.gate_title"), blocks, act, kept, say_plain(label))


def read_sign_form(view: dict[str, Any]) -> SignForm:
    """Read what `sign_view` asked for.

    Raises:
        ChoiceError: it is a view that we never made.
    """
    try:
        values, kept = view["state"]["values"], json.loads(view["private_metadata"])
        function = str(values[FUNCTION][FUNCTION]["selected_option"]["value"])
        verdict = Verdict(values[VERDICT][VERDICT]["selected_option"]["value"])
        evidence, reason = _typed(values, EVIDENCE), _typed(values, REASON)
        return SignForm(str(kept["r"]), function, verdict, evidence, reason)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the modal is not one of ours") from error


def read_gate_form(view: dict[str, Any]) -> GateForm:
    """Read what `gate_view` asked for.

    Raises:
        ChoiceError: it is a view that we never made.
    """
    try:
        values, kept = view["state"]["values"], json.loads(view["private_metadata"])
        act = GATE_ACTS[GATE_ACTS.index(view["callback_id"])]
        ref = GateRef(str(kept["r"]), str(kept["g"]))
        return GateForm(ref, act, _typed(values, EVIDENCE), _typed(values, REASON))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the modal is not one of ours") from error


def _typed(values: dict[str, Any], name: str) -> str | None:
    """Give what was typed into a field; None where there is no such field, or nothing in it."""
    typed = values.get(name, {}).get(name, {}).get("value")
    return None if typed is None else str(typed)


def _form(
    title: str, blocks: Sequence[Block], callback_id: str, kept: dict[str, str], submit: str = ""
) -> Block:
    return modal(
        title,
        blocks,
        close=say_plain("sign.cancel"),
        submit=submit or say_plain("sign.submit"),
        callback_id=callback_id,
        metadata=json.dumps(kept, separators=(",", ":"), ensure_ascii=False),
    )
