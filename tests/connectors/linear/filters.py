"""Linear's filters, applied to the rows of a world; one that is not known here fails."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.connectors.linear.world import Row, World

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, wanted: bool(value == wanted),
    "nin": lambda value, wanted: value not in wanted,
    "in": lambda value, wanted: value in wanted,
    "gt": lambda value, wanted: value is not None and bool(value > wanted),
    "gte": lambda value, wanted: value is not None and bool(value >= wanted),
    "lt": lambda value, wanted: value is not None and bool(value < wanted),
    "lte": lambda value, wanted: value is not None and bool(value <= wanted),
}


def passes(world: "World", row: "Row", where: Mapping[str, Any] | None) -> bool:
    """Tell whether a row is let through."""
    return all(_passes(world, row, key, wanted) for key, wanted in (where or {}).items())


def _passes(world: "World", row: "Row", key: str, wanted: Any) -> bool:
    if key == "and":
        return all(passes(world, row, part) for part in wanted)
    if key == "or":
        return any(passes(world, row, part) for part in wanted)
    if key == "labels":
        rows = [world.row("labels", label) for label in row["labelIds"]]
        return any(passes(world, label, wanted["some"]) for label in rows)
    if key in ("team", "state"):
        return passes(world, world.row(f"{key}s", row[f"{key}Id"]), wanted)
    return all(_COMPARE[operator](row[key], value) for operator, value in wanted.items())
