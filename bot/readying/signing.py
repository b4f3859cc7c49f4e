"""Sign-offs: whoever speaks for a function votes for it, until it has shipped."""

from dataclasses import asdict

from sqlalchemy.orm import Session

from bot.people.office import Office
from bot.people.roles import Asker
from bot.readying.evidence import read_evidence, read_reason
from bot.readying.going import refresh_go
from bot.readying.speaking import (
    Launch,
    answer_of,
    find_launch,
    load_launch,
    must_be_open,
    must_speak,
    must_speak_for,
    weigh_now,
    weighed_release,
)
from bot.readying.weighing import Weighed
from bot.views.blocks import Block
from bot.views.ready import say_decision
from bot.views.ready_words import REASON_LIMIT, function_name, function_names
from bot.views.signing import SignForm, sign_view
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape
from planner.launch.stages import T_3
from planner.launch.votes import Verdict, Vote
from store.audit import record_audit
from store.ping_requests import RequestState, answer_request, load_requests
from store.sign_offs import load_votes, save_vote

_NEEDS_REASON = frozenset({Verdict.BLOCK, Verdict.WAIVE})


def must_sign(office: Office, asker: Asker, reference: str, function: str | None = None) -> None:
    """Let through who may vote, for that function or for any.

    Raises:
        RefusedError: they may not, it has shipped, or there is no such release.
    """
    launch = find_launch(office, asker, reference)
    must_be_open(launch)
    if function is None:
        must_speak(office, asker, launch)
    else:
        must_speak_for(office, asker, launch, function)


def ask_vote(office: Office, asker: Asker, reference: str) -> Block:
    """Give the modal that asks for a vote; raises RefusedError as `must_sign` does."""
    launch = find_launch(office, asker, reference)
    must_be_open(launch)
    names = {one.name for one in must_speak(office, asker, launch)}
    readiness = weighed_release(office, reference).readiness
    standings = [one for one in readiness.functions if one.function.name in names]
    # What has not voted yet comes first: it is what somebody is asked for.
    standings.sort(key=lambda one: one.vote is not None)
    return sign_view(launch.release_id, launch.name, standings)


def _check(form: SignForm) -> None:
    """Look at what was typed before anything is kept.

    Raises:
        FormError: a reason or the evidence is missing, or cannot be taken as it is.
    """
    read_evidence(form.evidence, is_needed=False)
    needed = "sign.reason_needed" if form.verdict in _NEEDS_REASON else None
    read_reason(form.reason, needed=needed)


def sign(office: Office, asker: Asker, form: SignForm) -> tuple[Mrkdwn, ...]:
    """Keep a vote, bring the go / no-go messages up to date, and say who is still missing.

    Raises:
        RefusedError: they may not vote, it has shipped, or there is no such release.
        FormError: a reason or the evidence is missing, or cannot be taken as it is.
    """
    _check(form)
    answer = answer_of(office, form.release)
    with office.people.sessions.begin() as session:
        launch = load_launch(session, office, asker, form.release)
        must_be_open(launch)
        must_speak_for(office, asker, launch, form.function)
        before = load_votes(session, launch.release_id).get(form.function)
        vote = Vote(
            form.function,
            asker.user,
            form.verdict,
            office.now,
            read_reason(form.reason),
            read_evidence(form.evidence, is_needed=False),
        )
        save_vote(session, asker.workspace, launch.release_id, vote)
        subject = f"release:{launch.release_id}"
        told = (office.now, asker.workspace, asker.user, "sign_off", subject)
        record_audit(session, *told, _plain(before), _plain(vote))
        _answer_ping(session, launch.release_id, vote)
        now = weigh_now(session, office, answer)
        refresh_go(session, office, now)
    return (_done(vote, launch), _missing(now))


def _answer_ping(session: Session, release_id: str, vote: Vote) -> None:
    """Take a vote for the answer to the ping that asked for it."""
    is_block = vote.verdict is Verdict.BLOCK
    state = RequestState.BLOCKED if is_block else RequestState.ACKED
    for request in load_requests(session, release_id):
        is_asked = (request.stage, request.function) == (T_3.name, vote.function)
        if is_asked and request.by is None:
            answer_request(session, request, state, by=vote.person, at=vote.at, reason=vote.reason)


def _done(vote: Vote, launch: Launch) -> Mrkdwn:
    return say(
        f"sign.{vote.verdict}_done",
        function=function_name(vote.function),
        name=launch.name,
        reason=escape(vote.reason or "", REASON_LIMIT),
    )


def _missing(weighed: Weighed) -> Mrkdwn:
    missing = [one.function for one in weighed.readiness.missing]
    if missing:
        return say("sign.still_missing", functions=function_names(missing))
    return say("sign.none_missing", decision=say_decision(weighed.readiness))


def _plain(vote: Vote | None) -> dict[str, object] | None:
    """Give a vote as JSON, for the audit."""
    return None if vote is None else asdict(vote) | {"at": vote.at.isoformat()}
