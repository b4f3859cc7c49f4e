"""When which items had what the leaf of a written release asks for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from sqlalchemy.orm import Session

from planner.timeline import Spans
from store.ancestry import held_below, load_containers_below
from store.coverage import names_of
from store.field_values import HeldValue, load_field_values
from store.found_releases import FoundRelease
from store.held import Held
from store.intervals import FOREVER, Interval, tidy
from store.items import Items
from store.predicates import Match
from store.teams import Teams

_HISTORY_OF = {"team": "team", "type": "type", "label": "label", "epic": "parent"}
_HISTORIES = {leaf: (field,) for leaf, field in _HISTORY_OF.items()} | {
    "release": ("release",),
    "container": ("parent", "container"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What was known at `as_of`; the values of a field are loaded when a leaf first asks.

    `memberships` has positions in `releases` as values.
    """

    session: Session
    as_of: datetime
    items: Items
    teams: Teams
    releases: tuple[FoundRelease, ...]
    memberships: Spans
    values: dict[str, tuple[HeldValue, ...]] = field(default_factory=dict)


def matching(known: Known, leaf: Match) -> Held:
    """Give when each item had one of the leaf's values."""
    wanted = frozenset(value.casefold() for value in leaf.values)
    if leaf.field == "release":
        return _in_releases(known, wanted)
    if leaf.field == "container":
        return _below(known, wanted)
    if leaf.field in _HISTORY_OF:
        return _with_value(known, leaf.field, wanted)
    return _always(known, leaf.field, wanted)


def history_fields(leaves: Iterable[Match]) -> frozenset[str]:
    """Give the fields whose past decides about leaves; a source or a key never changes."""
    return frozenset(name for leaf in leaves for name in _HISTORIES.get(leaf.field, ()))


def _in_releases(known: Known, wanted: frozenset[str]) -> Held:
    asked = [at for at, found in enumerate(known.releases) if names_of(found) & wanted]
    spans = known.memberships
    mine = np.isin(spans.value, asked)
    ends = np.where(np.isnat(spans.end), FOREVER, spans.end.astype(np.int64))[mine]
    starts = spans.start[mine].astype(np.int64)
    rows = zip(spans.item[mine].tolist(), starts.tolist(), ends.tolist(), strict=True)
    return _gathered((item, (start, end)) for item, start, end in rows)


def _with_value(known: Known, name: str, wanted: frozenset[str]) -> Held:
    names = _NAMES[name](known)
    fits: dict[tuple[str, str], bool] = {}
    held = []
    for item, value, interval in _values(known, _HISTORY_OF[name]):
        thing = (known.items.sources[item], value)
        if thing not in fits:
            fits[thing] = not wanted.isdisjoint(n.casefold() for n in names(*thing))
        if fits[thing]:
            held.append((item, interval))
    return _gathered(held)


def _below(known: Known, wanted: frozenset[str]) -> Held:
    holders = load_containers_below(known.session, wanted)
    parents, containers = _values(known, "parent"), _values(known, "container")
    return held_below(known.items, wanted, holders, parents, containers)


def _values(known: Known, history: str) -> tuple[HeldValue, ...]:
    if history not in known.values:
        known.values[history] = load_field_values(known.session, history, known.as_of, known.items)
    return known.values[history]


def _always(known: Known, name: str, wanted: frozenset[str]) -> Held:
    items = known.items
    columns = {
        "source": (items.sources,),
        "project": (items.projects,),
        "key": (items.keys, items.ext_ids),
    }[name]
    created = items.created_at.astype(np.int64).tolist()
    return {
        item: ((created[item], FOREVER),)
        for column in columns
        for item, value in enumerate(column)
        if value is not None and value.casefold() in wanted
    }


def _gathered(held: Iterable[tuple[int, Interval]]) -> Held:
    gathered: dict[int, list[Interval]] = {}
    for item, interval in held:
        gathered.setdefault(item, []).append(interval)
    tidied = {item: tidy(intervals) for item, intervals in gathered.items()}
    return {item: intervals for item, intervals in tidied.items() if intervals}


_Names = Callable[[str, str], Iterable[str]]  # of a source and a value to what it is called


def _plain_names(_known: Known) -> _Names:
    return lambda _source, value: (value,)


def _team_names(known: Known) -> _Names:
    def names(source: str, ext_id: str) -> Iterable[str]:
        facts = known.teams.of(source, ext_id).facts
        return (ext_id, facts.name, facts.id)

    return names


def _epic_names(known: Known) -> _Names:
    items = known.items
    things = zip(items.sources, items.ext_ids, strict=True)
    keys = dict(zip(things, items.keys, strict=True))
    return lambda source, ext_id: (ext_id, keys.get((source, ext_id), ext_id))


_NAMES: dict[str, Callable[[Known], _Names]] = {
    "type": _plain_names,
    "label": _plain_names,
    "team": _team_names,
    "epic": _epic_names,
}
