"""People in what trackers send: who is meant by a name, and how to leave them out; pure."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

# What a person is called by. The first ones nobody else has; the others need a holder that says so.
_ONLY_PEOPLE = frozenset({"accountid", "displayname", "emailaddress", "email"})
_CALLED = _ONLY_PEOPLE | {"name", "key", "id", "username"}
_HOLDER = re.compile(
    r"(assignee|reporter|creator|author|actor|owner|lead|user|member|delegate|subscriber|person)s?$",
    re.IGNORECASE,
)
_PAIRS = (("from", "fromString"), ("to", "toString"))  # an id and a name in a history of Jira's
_SHORTEST = 2

Known = Callable[[str], str | None]  # what stands for a name; None for one that is not meant


def names_beside(body: bytes, known: Known) -> frozenset[str]:
    """Give what else the people are called that are known by one of their names."""
    groups = (group for group in _groups(json.loads(body), "") if any(map(known, group)))
    names = frozenset(name for group in groups for name in group)
    # A number is the name of too many other things.
    return frozenset(name for name in names if len(name) >= _SHORTEST and not name.isdigit())


def without_people(body: bytes, known: Known) -> bytes:
    """Put in their names what stands for them, and leave out what else is told of them."""
    before = json.loads(body)
    after = _without(before, "", known)
    return body if after == before else json.dumps(after, separators=(",", ":")).encode()


def _groups(value: Any, holder: str) -> Iterator[tuple[str, ...]]:
    """Walk the names that belong together, person by person."""
    if isinstance(value, list):
        for each in value:
            yield from _groups(each, holder)
    elif isinstance(value, dict):
        if _is_person(value, holder):
            yield tuple(_names(value))
        if _HOLDER.search(str(value.get("field") or value.get("fieldId") or "")):
            for pair in _PAIRS:
                yield tuple(v for v in map(value.get, pair) if isinstance(v, str))
        for name, each in value.items():
            yield from _groups(each, name)


def _without(value: Any, holder: str, known: Known) -> Any:
    if isinstance(value, str):
        return known(value) or value
    if isinstance(value, list):
        return [_without(each, holder, known) for each in value]
    if isinstance(value, dict):
        stands = next(filter(None, map(known, _names(value))), None)
        if stands is not None and _is_person(value, holder):
            return {name: _blank(name, each, stands) for name, each in value.items()}
        return {name: _without(each, name, known) for name, each in value.items()}
    return value


def _is_person(value: dict[str, Any], holder: str) -> bool:
    keys = {name.casefold() for name in value}
    return not keys.isdisjoint(_ONLY_PEOPLE) or (
        _HOLDER.search(holder) is not None and not keys.isdisjoint(_CALLED)
    )


def _names(value: dict[str, Any]) -> Iterator[str]:
    return (v for k, v in value.items() if isinstance(v, str) and k.casefold() in _CALLED)


def _blank(name: str, value: Any, stands: str) -> Any:
    """Keep the shape: whoever reads it again finds every field, of the same kind."""
    if isinstance(value, str):
        return stands if name.casefold() in _CALLED else ""
    if isinstance(value, dict | list):
        return type(value)()
    return value
