"""What people say of single gates: done with its evidence, waived with a reason, open again."""

from dataclasses import asdict

from bot.people.errors import refused
from bot.people.office import Office
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.readying.evidence import read_evidence, read_reason
from bot.readying.going import refresh_go
from bot.readying.speaking import (
    Launch,
    answer_of,
    find_launch,
    load_launch,
    must_be_open,
    must_speak_for,
    weigh_now,
)
from bot.reply import Reply
from bot.views.blocks import Block
from bot.views.ready_acts import GATE_DONE, GATE_OPEN, GATE_WAIVE, GateRef
from bot.views.ready_words import REASON_LIMIT, criterion, function_name, say_evidence
from bot.views.signing import GateForm, gate_view
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape
from planner.launch.gates import Gate, find_gate
from planner.launch.readiness import GateWord, Word
from store.audit import record_audit
from store.gate_words import load_gate_words, save_gate_word

_WORDS = {GATE_DONE: Word.DONE, GATE_WAIVE: Word.WAIVED, GATE_OPEN: Word.OPEN}


def must_note(office: Office, asker: Asker, ref: GateRef, act: str) -> None:
    """Let through who may say that of a gate.

    Raises:
        RefusedError: they may not, it has shipped, or there is no such gate.
    """
    _allowed(office, asker, find_launch(office, asker, ref.release), ref, act)


def ask_gate(office: Office, asker: Asker, ref: GateRef, act: str) -> Block:
    """Give the modal that asks for the evidence or the reason; raises as `must_note` does."""
    launch = find_launch(office, asker, ref.release)
    gate = _allowed(office, asker, launch, ref, act)
    lead = say("sign.gate_lead", **_named(gate, office))
    return gate_view(GateRef(launch.release_id, ref.gate), act, lead)


def note_gate(office: Office, asker: Asker, form: GateForm) -> Mrkdwn:
    """Keep what is said of a gate, and bring the go / no-go messages up to date.

    Raises:
        RefusedError: they may not, it has shipped, or there is no such gate.
        FormError: the evidence or the reason is missing, or cannot be taken as it is.
    """
    evidence, reason = _read(form)
    answer = answer_of(office, form.ref.release)
    with office.people.sessions.begin() as session:
        launch = load_launch(session, office, asker, form.ref.release)
        gate = _allowed(office, asker, launch, form.ref, form.act)
        before = load_gate_words(session, launch.release_id).get(gate.slug)
        word = GateWord(form.ref.gate, _WORDS[form.act], asker.user, office.now, evidence, reason)
        save_gate_word(session, asker.workspace, launch.release_id, word)
        subject = f"release:{launch.release_id}"
        told = (office.now, asker.workspace, asker.user, f"gate.{word.word}", subject)
        record_audit(session, *told, _plain(before), _plain(word))
        refresh_go(session, office, weigh_now(session, office, answer))
    return _said(form.act, word, gate, office)


def open_gate(office: Office, asker: Asker, ref: GateRef) -> Reply:
    """Take back what was said of a gate; raises RefusedError as `note_gate` does."""
    said = note_gate(office, asker, GateForm(ref, GATE_OPEN))
    return sentence_reply(said, "gate_opened")


def _allowed(office: Office, asker: Asker, launch: Launch, ref: GateRef, act: str) -> Gate:
    must_be_open(launch)
    gate = find_gate(launch.gates, ref.gate)
    if gate is None:
        raise refused(say("sign.gone"))
    must_speak_for(office, asker, launch, gate.function)
    if act == GATE_DONE and gate.is_automatic:
        raise refused(say("sign.mechanical"))
    return gate


def _read(form: GateForm) -> tuple[str | None, str | None]:
    if form.act == GATE_OPEN:
        return None, None
    if form.act == GATE_DONE:
        return read_evidence(form.evidence, is_needed=True), None
    return None, read_reason(form.reason, needed="sign.reason_waiver")


def _said(act: str, word: GateWord, gate: Gate, office: Office) -> Mrkdwn:
    named = _named(gate, office)
    if act == GATE_OPEN:
        return say("sign.gate_opened", **named)
    if act == GATE_DONE:
        return say("sign.gate_kept", seen=say_evidence(word.evidence), **named)
    return say("sign.gate_waived", reason=escape(word.reason or "", REASON_LIMIT), **named)


def _named(gate: Gate, office: Office) -> dict[str, Mrkdwn]:
    return {
        "function": function_name(gate.function),
        "criterion": criterion(gate, office.answerer.today()),
    }


def _plain(word: GateWord | None) -> dict[str, object] | None:
    """Give a word as JSON, for the audit."""
    return None if word is None else asdict(word) | {"at": word.at.isoformat()}
