"""The answer to "is it ready?": a card, and the same for programs."""

from dataclasses import replace

from sqlalchemy.orm import Session

from bot.answers.card import circumstances
from bot.knowledge import Known
from bot.readying.weighing import Scales, Weighed, weigh
from bot.reply import Reply
from bot.views.ready import EVERYBODY, Shown, Viewer, ready_blocks, ready_text
from bot.views.ready_words import say_seen
from bot.words.catalogue import say_note
from bot.words.escape import Mrkdwn, unescape
from planner.answer import Answer
from planner.launch.readiness import FunctionStanding, GateStanding

KIND = "readiness"


def ready_reply(
    session: Session,
    answer: Answer,
    known: Known,
    scales: Scales,
    viewer: Viewer = EVERYBODY,
    prelude: tuple[Mrkdwn, ...] = (),
    *,
    is_shared: bool = False,
) -> Reply:
    """Tell how ready a release is; for everybody, unless `viewer` says who looks."""
    weighed = weigh(session, answer, scales, known.as_of or known.now)
    shown = Shown(answer, weighed.readiness, weighed.delegations, scales.calendar, known.today)
    asked = circumstances(answer, None, known)
    asked = replace(asked, prelude=prelude, is_shared=is_shared)
    return Reply(
        ready_text(shown), ready_blocks(shown, asked, viewer), _data(weighed, shown, prelude)
    )


def _data(weighed: Weighed, shown: Shown, prelude: tuple[Mrkdwn, ...]) -> dict[str, object]:
    release, readiness = weighed.answer.scope.release, weighed.readiness
    return {
        "kind": KIND,
        "release": {"id": release.id, "name": release.name, "sources": list(release.sources)},
        "understood": list(prelude),
        "decision": str(readiness.closed or readiness.decision),
        "tier": int(readiness.tier),
        "launch_on": None if readiness.anchor is None else readiness.anchor.isoformat(),
        "functions": [_function(one, shown) for one in readiness.functions],
        "missing": {one.function.name: list(one.ask) for one in readiness.missing},
    }


def _function(standing: FunctionStanding, shown: Shown) -> dict[str, object]:
    vote = standing.vote
    return {
        "function": standing.function.name,
        "light": str(standing.light),
        "vote": None if vote is None else str(vote.verdict),
        "gates": [_gate(gate, shown) for gate in standing.gates],
    }


def _gate(standing: GateStanding, shown: Shown) -> dict[str, object]:
    items = () if standing.finding is None else standing.finding.items
    return {
        "gate": standing.gate.slug,
        "criterion": unescape(say_note(standing.gate.criterion, shown.today)),
        "state": str(standing.state),
        "due_on": None if standing.due_on is None else standing.due_on.isoformat(),
        "evidence": unescape(say_seen(standing, shown.today, shown.calendar, knows=False)),
        "keys": [item.key for item in items if not item.restricted],
    }
