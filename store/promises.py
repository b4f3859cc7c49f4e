"""Days that were promised here, laid over the due dates that trackers tell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from planner.timeline import DateMove, ReleaseFacts


def with_promises(facts: ReleaseFacts, promised: Sequence[DateMove]) -> ReleaseFacts:
    """Let what was promised here be the due date from when it was; taken back, it is the tracker's.

    Both are sorted by their moments.
    """
    if not promised:
        return facts
    moves: list[DateMove] = []
    for at in sorted({move.at for move in (*facts.due_moves, *promised)}):
        due_on = _last(promised, at) or _last(facts.due_moves, at)
        if not moves or due_on != moves[-1].due_on:
            moves.append(DateMove(at, due_on))
    return replace(facts, due_moves=tuple(moves))


def _last(moves: Sequence[DateMove], at: datetime) -> date | None:
    return next((move.due_on for move in reversed(moves) if move.at <= at), None)
