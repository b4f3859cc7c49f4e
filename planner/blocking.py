"""Which open item must wait for which: links without their cycles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.inputs import Item

Blockers = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Links:
    """`blockers[item]` are the keys that an item waits for; following them never comes back.

    `cycles` are groups of items that wait for each other: links inside one are not followed.
    """

    blockers: Blockers
    cycles: tuple[tuple[str, ...], ...]


def links_between(items: Mapping[str, Item]) -> Links:
    """Give the links between these open items, by key."""
    told = {
        key: tuple(b for b in dict.fromkeys(item.blocked_by) if b in items and b != key)
        for key, item in items.items()
        if item.blocked_by
    }
    told = {key: blockers for key, blockers in told.items() if blockers}
    groups = _groups(told)
    group_of = {key: number for number, group in enumerate(groups) for key in group}
    followed = {
        key: tuple(b for b in blockers if group_of[b] != group_of[key])
        for key, blockers in told.items()
    }
    return Links(
        {key: blockers for key, blockers in followed.items() if blockers},
        tuple(tuple(sorted(group)) for group in groups if len(group) > 1),
    )


def in_order(keys: Iterable[str], blockers: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Put every item behind all that it waits for, and otherwise leave the order as it is."""
    wanted = list(keys)
    if not blockers:
        return wanted
    there, placed = set(wanted), set[str]()
    ordered: list[str] = []
    for key in wanted:
        stack = [key]
        while stack:
            top = stack[-1]
            first = [b for b in blockers.get(top, ()) if b in there and b not in placed]
            if first:
                stack.extend(reversed(first))
                continue
            stack.pop()
            if top not in placed:
                placed.add(top)
                ordered.append(top)
    return ordered


def _groups(blockers: Blockers) -> list[list[str]]:
    """Find groups of items that wait for each other (Tarjan 1972); an item alone is one, too."""
    search = _Search({}, {}, [], {}, [])
    for root in blockers:
        if root not in search.number:
            search.explore(root, blockers)
    return search.groups


@dataclass(frozen=True, slots=True)
class _Search:
    """How far the search has come: `place` is where on the `open_path` an item stands."""

    number: dict[str, int]
    lowest: dict[str, int]
    open_path: list[str]
    place: dict[str, int]
    groups: list[list[str]]

    def explore(self, root: str, blockers: Blockers) -> None:
        self._enter(root)
        path = [(root, iter(blockers[root]))]
        while path:
            key, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                self._leave(key)
                if path:
                    self._reach(path[-1][0], self.lowest[key])
            elif following not in self.number:
                self._enter(following)
                path.append((following, iter(blockers.get(following, ()))))
            elif following in self.place:
                self._reach(key, self.number[following])

    def _reach(self, key: str, number: int) -> None:
        self.lowest[key] = min(self.lowest[key], number)

    def _enter(self, key: str) -> None:
        self.number[key] = self.lowest[key] = len(self.number)
        self.place[key] = len(self.open_path)
        self.open_path.append(key)

    def _leave(self, key: str) -> None:
        if self.lowest[key] != self.number[key]:
            return
        group = self.open_path[self.place[key] :]
        del self.open_path[self.place[key] :]
        for member in group:
            del self.place[member]
        self.groups.append(group)
