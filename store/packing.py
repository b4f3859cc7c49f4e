"""The inputs of a plan as bytes, small enough to keep with every forecast, and back to the byte."""

import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.inputs import PlanInputs
from store.collecting import collecting_later
from store.columnar import Arrays, read_column, write_column
from store.errors import UnreadableInputsError

_VERSION = 1
_HEAD = struct.Struct("<BI")  # the format's version, and how long the JSON is
_CELL = 8  # bytes; every array here has cells of this size
_DTYPES = {np.dtype(name).str: np.dtype(name) for name in ("M8[s]", "M8[D]", "f8", "i8")}


def pack_inputs(inputs: PlanInputs) -> bytes:
    """Give the inputs as compressed bytes, with `unpack_inputs` giving the same fingerprint.

    Raises:
        TypeError: they hold a value that would not come back as it is.
    """
    arrays: Arrays = []
    told = write_column([inputs], arrays)
    strange = {array.dtype.str for array in arrays} - _DTYPES.keys()
    if strange:
        raise TypeError(f"inputs cannot be kept with arrays of {', '.join(sorted(strange))}")
    shapes = [[array.dtype.str, len(array)] for array in arrays]
    text = json.dumps({"arrays": shapes, "inputs": told}, separators=(",", ":")).encode()
    return zlib.compress(_HEAD.pack(_VERSION, len(text)) + text + _shuffled(arrays))


def unpack_inputs(packed: bytes) -> PlanInputs:
    """Give the inputs back.

    Raises:
        UnreadableInputsError: the bytes are damaged, or another version wrote them.
    """
    try:
        with collecting_later():
            inputs = _unpack(zlib.decompress(packed))
    except (zlib.error, struct.error, LookupError, TypeError, ValueError) as error:
        raise UnreadableInputsError(
            "The inputs of this forecast cannot be read: they are damaged, or another version of "
            "Shipcast wrote them; ask for a forecast of today"
        ) from error
    return inputs


def _unpack(plain: bytes) -> PlanInputs:
    version, length = _HEAD.unpack_from(plain)
    if version != _VERSION:
        raise ValueError(f"format {version} is not known")
    start = _HEAD.size + length
    told = json.loads(plain[_HEAD.size : start])
    (inputs,) = read_column(told["inputs"], _unshuffled(plain[start:], told["arrays"]))
    if not isinstance(inputs, PlanInputs):
        raise TypeError("something else than inputs was kept")
    return inputs


def _shuffled(arrays: Iterable[NDArray[Any]]) -> bytes:
    """Put all first bytes of the cells first, then all second ones: that compresses far better."""
    joined = b"".join(array.tobytes() for array in arrays)
    return np.frombuffer(joined, np.uint8).reshape(-1, _CELL).T.tobytes()


def _unshuffled(shuffled: bytes, shapes: Sequence[tuple[str, int]]) -> Arrays:
    cells = np.frombuffer(shuffled, np.uint8).reshape(_CELL, -1).T.tobytes()
    ends = np.cumsum([length for _, length in shapes]).tolist()
    return [
        np.frombuffer(cells[(end - length) * _CELL : end * _CELL], _DTYPES[dtype])
        for (dtype, length), end in zip(shapes, ends, strict=True)
    ]
