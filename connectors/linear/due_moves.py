"""How the target date of a project or release moved, where its history tells it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from connectors.linear.values import Node, moment
from store.records import DueMove

_BEFORE, _AFTER = "fromTargetDate", "toTargetDate"


def due_moves(created: Node, history: Iterable[Node], today: date | None) -> tuple[DueMove, ...]:
    """Read the moves, oldest first, if they lead to the date of today; else none.

    Linear's schema leaves the shape of `entries` open. Moves that do not join on to each other
    and to today's date were not understood: then none are told, and the store's own daily look
    at the date speaks instead.
    """
    told = [
        (moment(entry, "createdAt"), *change)
        for entry in sorted(history, key=lambda entry: (entry["createdAt"], entry["id"]))
        for change in _changes(entry["entries"])
    ]
    if not told:
        return ()
    dates = [told[0][1], *(after for _, _, after in told)]
    joined = all(before == dates[at] for at, (_, before, _) in enumerate(told))
    if not joined or dates[-1] != today:
        return ()
    moves = [DueMove(at, after) for at, _, after in told]
    if told[0][1] is not None:
        moves.insert(0, DueMove(moment(created, "createdAt"), told[0][1]))
    return tuple({move.at: move for move in moves}.values())


def _changes(entries: Any) -> Iterator[tuple[date | None, date | None]]:
    """Find the changes of the target date, however deep the entry holds them."""
    if isinstance(entries, list):
        for entry in entries:
            yield from _changes(entry)
    elif isinstance(entries, dict):
        if _BEFORE in entries or _AFTER in entries:
            yield _day(entries.get(_BEFORE)), _day(entries.get(_AFTER))
        else:
            for value in entries.values():
                yield from _changes(value)


def _day(told: Any) -> date | None:
    try:
        return date.fromisoformat(str(told)[:10]) if told else None
    except ValueError:
        return None
