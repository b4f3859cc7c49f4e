"""Why dates moved that an alert is about to tell of, from the inputs that were kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.alerting import Causes, Move, alerts_due, moves_of
from bot.launching.slipping import slips_due
from bot.newsroom import Newsroom
from planner.explain.attribution import attribute
from planner.inputs import PlanInputs
from planner.launch.slips import View, view_of
from planner.snapshot import Snapshot
from store.errors import UnreadableInputsError
from store.forecasts import load_inputs

MOST = 10  # moves that are split after one sync: each takes a plan or more
_Then = dict[str, PlanInputs]


def find_causes(
    newsroom: Newsroom, now_inputs: PlanInputs, snapshots: Sequence[Snapshot], now: datetime
) -> Causes:
    """Split the moves that will be told of; no transaction is open meanwhile.

    A move whose inputs are not kept any more, or of a release that was not there, is told
    without its causes, and so are those beyond the first ten.
    """
    with newsroom.readers() as session:
        lines = [
            line for due in alerts_due(session, newsroom, snapshots, now) for line in due.lines
        ]
        lines += [
            line
            for due in slips_due(session, newsroom, snapshots, now)
            if view_of(due.addressee.function) is View.RANGE
            for line in due.lines
        ]
        moves = sorted(moves_of(lines))[:MOST]
        then = _load_then(session, moves)
    seeds = {one.release_id: one.seed for one in snapshots}
    causes = {}
    for release_id, inputs_hash in moves:
        if inputs_hash in then:
            try:
                cause = attribute(then[inputs_hash], now_inputs, release_id, seeds[release_id])
            except LookupError:
                continue
            causes[release_id, inputs_hash] = cause
    return causes


def _load_then(session: Session, moves: Sequence[Move]) -> _Then:
    then: _Then = {}
    for inputs_hash in {inputs_hash for _, inputs_hash in moves}:
        try:
            then[inputs_hash] = load_inputs(session, inputs_hash)
        except UnreadableInputsError:
            continue
    return then
