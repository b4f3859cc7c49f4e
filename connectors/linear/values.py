"""Linear's JSON as plain values: moments, days and what hangs in a connection."""

from datetime import UTC, date, datetime
from typing import Any

Node = dict[str, Any]


def moment_in(node: Node, field: str) -> datetime | None:
    """Read a `DateTime`, aware UTC."""
    told = node.get(field)
    return datetime.fromisoformat(told).astimezone(UTC) if told else None


def moment(node: Node, field: str) -> datetime:
    """Read a `DateTime` that the schema promises."""
    return datetime.fromisoformat(node[field]).astimezone(UTC)


def day_in(node: Node, field: str) -> date | None:
    """Read a `TimelessDate`."""
    told = node.get(field)
    return date.fromisoformat(told[:10]) if told else None


def id_in(node: Node, field: str) -> str | None:
    """Give the id of a thing that may not be there."""
    told = node.get(field)
    return told["id"] if told else None


def nodes_in(node: Node, field: str) -> list[Node]:
    """Give what a nested connection holds; nothing where it was not asked for."""
    connection = node.get(field)
    return connection["nodes"] if connection else []


def has_more(node: Node, field: str) -> bool:
    """Tell whether a nested connection goes on after what came."""
    connection = node.get(field)
    return bool(connection and connection["pageInfo"]["hasNextPage"])


def written(at: datetime) -> str:
    """Write a moment as filters take it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
