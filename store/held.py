"""When which items fulfil a predicate: and, or, not over all of their lives at once; pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from store.intervals import FOREVER, Interval, Intervals, both, either, neither
from store.predicates import AllOf, AnyOf, Match, Not, Predicate

Held = Mapping[int, Intervals]  # by item position; an item for which it never held is not there


def resolve(
    predicate: Predicate, matching: Callable[[Match], Held], created: Sequence[int]
) -> Held:
    """Give when each item fulfils a predicate, from when it fulfils the leaves.

    `created` has the second in which each item's life begins; nothing holds before.
    """
    match predicate:
        case Match():
            return matching(predicate)
        case Not(part):
            return _negated(resolve(part, matching, created), created)
        case AllOf(parts):
            return _in_all([resolve(part, matching, created) for part in parts], created)
        case AnyOf(parts):
            return in_any(resolve(part, matching, created) for part in parts)


def in_any(many: Iterable[Held]) -> Held:
    """Give when each item is in at least one of them."""
    union: dict[int, Intervals] = {}
    for held in many:
        for item, intervals in held.items():
            union[item] = either(union[item], intervals) if item in union else intervals
    return union


def _in_all(many: Sequence[Held], created: Sequence[int]) -> Held:
    if not many:
        return {item: (_life(start),) for item, start in enumerate(created)}
    shared = min(many, key=len)
    for held in many:
        narrowed = {i: both(spans, held[i]) for i, spans in shared.items() if i in held}
        shared = {item: spans for item, spans in narrowed.items() if spans}
    return shared


def _negated(held: Held, created: Sequence[int]) -> Held:
    rest = {item: neither(held.get(item, ()), _life(start)) for item, start in enumerate(created)}
    return {item: spans for item, spans in rest.items() if spans}


def _life(start: int) -> Interval:
    return (start, FOREVER)
