"""What a written release consists of: a small predicate over stored fields, as values and JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from store.errors import DefinitionError

FIELDS = ("source", "project", "team", "type", "label", "epic", "container", "release", "key")


@dataclass(frozen=True, slots=True)
class Match:
    """The field has one of these values; capitals do not matter.

    Teams and releases go by name, by the tracker's id or by `source:id`, epics by key or id. A
    container is whatever an issue is below, directly or not: an epic by key, id or title, a
    project, milestone or initiative by name or id.
    """

    field: str
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.field not in FIELDS:
            raise DefinitionError(
                f"A release cannot be defined by {self.field!r}; use one of {', '.join(FIELDS)}"
            )


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Predicate"


Predicate = Match | AllOf | AnyOf | Not


def matches_in(predicate: Predicate) -> Iterator[Match]:
    """Walk the leaves of a predicate, negated ones too."""
    match predicate:
        case Match():
            yield predicate
        case Not(part):
            yield from matches_in(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from matches_in(part)


def predicate_to_json(predicate: Predicate) -> dict[str, Any]:
    """Give a predicate as it is stored."""
    match predicate:
        case Match(field, values):
            return {"field": field, "values": list(values)}
        case Not(part):
            return {"not": predicate_to_json(part)}
        case AllOf(parts):
            return {"all": [predicate_to_json(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [predicate_to_json(part) for part in parts]}


def predicate_from_json(stored: Mapping[str, Any]) -> Predicate:
    """Read a stored predicate; raises `DefinitionError` for what no Shipcast wrote."""
    match stored:
        case {"field": field, "values": values}:
            return Match(field, tuple(values))
        case {"not": part}:
            return Not(predicate_from_json(part))
        case {"all": parts}:
            return AllOf(tuple(predicate_from_json(part) for part in parts))
        case {"any": parts}:
            return AnyOf(tuple(predicate_from_json(part) for part in parts))
    raise DefinitionError(
        f"A stored release definition cannot be read: {dict(stored)!r}; write the definition again"
    )
