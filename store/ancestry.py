"""When items were somewhere below what has a name: an epic, a project, an initiative."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.field_values import HeldValue
from store.held import Held
from store.intervals import Interval, Intervals, both, tidy
from store.items import Items
from store.tables import container, source

Thing = tuple[str, str]  # a source's name and an ext_id


def load_containers_below(session: Session, wanted: Collection[str]) -> frozenset[Thing]:
    """Give the containers with one of these names or ids, without capitals, and all below them."""
    rows = session.execute(
        select(source.c.name.label("source"), container.c.ext_id, container.c.name)
        .add_columns(container.c.parents)
        .join(source, source.c.id == container.c.source_id)
    ).all()
    found = {
        (row.source, row.ext_id)
        for row in rows
        if not {row.name.casefold(), row.ext_id.casefold()}.isdisjoint(wanted)
    }
    while True:
        more = {
            (row.source, row.ext_id)
            for row in rows
            if any((row.source, parent) in found for parent in row.parents)
        }
        if more <= found:
            return frozenset(found)
        found |= more


def load_sources_with_containers(session: Session) -> frozenset[str]:
    """Give the names of the sources that keep containers which are no issues."""
    named = select(source.c.name).join(container, container.c.source_id == source.c.id).distinct()
    return frozenset(session.scalars(named))


def held_below(
    items: Items,
    wanted: Collection[str],
    holders: Collection[Thing],
    parents: Iterable[HeldValue],
    containers: Iterable[HeldValue],
) -> Held:
    """Give when each item was below an issue that is wanted by key, id or title, or in `holders`.

    `parents` and `containers` are what held items directly, and when.
    """
    tree = _Tree()
    things = zip(items.sources, items.ext_ids, strict=True)
    positions = {thing: position for position, thing in enumerate(things)}
    for item, value, interval in containers:
        if (items.sources[item], value) in holders:
            tree.direct.setdefault(item, []).append(interval)
    for item, value, interval in parents:
        parent = positions.get((items.sources[item], value))
        if parent is not None:
            tree.parents.setdefault(item, []).append((parent, interval))
        names = _names(items, parent) if parent is not None else ()
        if value.casefold() in wanted or not set(names).isdisjoint(wanted):
            tree.direct.setdefault(item, []).append(interval)
    found = {item: tree.held(item) for item in {*tree.direct, *tree.parents}}
    return {item: intervals for item, intervals in found.items() if intervals}


def _names(items: Items, position: int) -> tuple[str, ...]:
    return (items.keys[position].casefold(), items.titles[position].casefold())


@dataclass(frozen=True, slots=True)
class _Tree:
    """What is directly below something wanted and when, and what each item was below."""

    direct: dict[int, list[Interval]] = field(default_factory=dict)
    parents: dict[int, list[tuple[int, Interval]]] = field(default_factory=dict)
    known: dict[int, Intervals] = field(default_factory=dict)

    def held(self, item: int, below: tuple[int, ...] = ()) -> Intervals:
        """Follow the parents up; a ring of them ends where it began."""
        if item in self.known:
            return self.known[item]
        intervals = [*self.direct.get(item, ())]
        for parent, interval in self.parents.get(item, ()):
            if parent != item and parent not in below:
                intervals += both((interval,), self.held(parent, (*below, item)))
        self.known[item] = tidy(intervals)
        return self.known[item]
