"""Seeds and fingerprints: the same inputs and seed give the same answer, to the byte."""

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache

import numpy as np


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
    """Give a short hash of dataclasses, arrays and plain values, stable over processes."""
    digest = hashlib.sha256()
    for thing in things:
        _feed(digest, thing)
    return digest.hexdigest()[:16]


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _feed(digest: "hashlib._Hash", thing: object) -> None:
    digest.update(type(thing).__name__.encode())
    if isinstance(thing, np.ndarray):
        digest.update(f"{thing.dtype}{thing.shape}".encode())
        digest.update(np.ascontiguousarray(thing).tobytes())
    elif is_dataclass(thing) and not isinstance(thing, type):
        for name in _field_names(type(thing)):
            _feed(digest, getattr(thing, name))
    elif isinstance(thing, Mapping):
        for key in sorted(thing):
            _feed(digest, (key, thing[key]))
    elif isinstance(thing, tuple | list):
        digest.update(str(len(thing)).encode())
        for part in thing:
            _feed(digest, part)
    else:
        digest.update(repr(thing).encode() + b"\0")
