"""Seeds and fingerprints: the same inputs and seed give the same answer, to the byte."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from itertools import chain
from operator import attrgetter
from types import NoneType
from typing import Any

import numpy as np

# Marks a field that came later: while it has its default it is left out, so that what was hashed
# before keeps its hash.
UNHASHED = "unhashed while it says nothing"
_PLAIN = frozenset({NoneType, bool, int, float, str})
_zone_of = attrgetter("tzinfo")


def seed_of(text: str) -> int:
    """Give a seed that depends on nothing but the text, on any machine."""
    return zlib.crc32(text.encode())


def seed_in(rng: np.random.Generator) -> int:
    """Read the seed that a generator was made with.

    Raises:
        TypeError: the generator was not made from one integer, so nobody could replay it.
    """
    entropy = getattr(rng.bit_generator.seed_seq, "entropy", None)
    if not isinstance(entropy, int):
        raise TypeError("a forecast wants np.random.default_rng(seed): it must be replayable")
    return entropy


def stream(seed: int, *names: str) -> np.random.Generator:
    """Give a generator for one named thing.

    Each team draws from a stream of its own, so that a new team elsewhere moves no date here.
    """
    spawn = tuple(seed_of(name) for name in names)
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=spawn))


def fingerprint(*things: object) -> str:
    """Give a short hash of dataclasses, arrays and plain values, stable over processes.

    Thousands of items that look alike are read as one table, column by column: that takes a tenth
    of the time of going through them one after the other.
    """
    digest = hashlib.sha256()
    _feed(digest, things)
    return digest.hexdigest()[:16]


def _feed(digest: "hashlib._Hash", column: Sequence[Any]) -> None:
    """Feed values that stand in one place; how many, and of what kinds, is part of it."""
    kinds = set(map(type, column))
    digest.update(f"{len(column)}{sorted(each.__name__ for each in kinds)}".encode())
    kind = type(column[0]) if len(kinds) == 1 else None
    if kind is tuple or kind is list:
        digest.update(repr([*map(len, column)]).encode())
        _feed(digest, [*chain.from_iterable(column)])
    elif kind is not None and is_dataclass(kind):
        _feed_table(digest, kind, column)
    elif kind is not None and issubclass(kind, Enum):
        names = {id(value): value.name for value in kind}  # a hash or a name takes a call
        digest.update(repr([*map(names.__getitem__, map(id, column))]).encode())
    elif kind is datetime and None not in set(map(_zone_of, column)):
        digest.update(np.array([*map(datetime.timestamp, column)]).tobytes())
    elif kinds <= _PLAIN:
        digest.update(repr([*column]).encode())
    elif len(kinds) > 1 and NoneType in kinds:
        digest.update(bytes([value is None for value in column]))
        _feed(digest, [value for value in column if value is not None])
    else:
        for value in column:
            _feed_one(digest, value)


def _feed_table(digest: "hashlib._Hash", kind: type, rows: Sequence[Any]) -> None:
    names, later = _field_names(kind), _later_fields(kind)
    if later:
        names = tuple(n for n in names if n not in later or _is_said(rows, n, later[n]))
    digest.update(repr(names).encode())
    for name in names:
        _feed(digest, [*map(attrgetter(name), rows)])


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _later_fields(kind: Any) -> Mapping[str, Any]:
    return {field.name: field.default for field in fields(kind) if UNHASHED in field.metadata}


def _is_said(rows: Sequence[Any], name: str, default: Any) -> bool:
    return any(getattr(row, name) is not default for row in rows)


def _feed_one(digest: "hashlib._Hash", thing: object) -> None:
    """Feed a value that has no neighbours of its kind, or that has to be looked at by itself."""
    if isinstance(thing, np.ndarray):
        digest.update(f"{thing.dtype}{thing.shape}".encode())
        digest.update(np.ascontiguousarray(thing).tobytes())
    elif isinstance(thing, Mapping):
        names = sorted(thing)
        _feed(digest, names)
        _feed(digest, [thing[name] for name in names])
    elif isinstance(thing, tuple | list) or (is_dataclass(thing) and not isinstance(thing, type)):
        _feed(digest, [thing])
    else:
        digest.update(repr(thing).encode() + b"\0")
