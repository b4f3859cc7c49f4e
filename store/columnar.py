"""Frozen values as columns: what JSON can say, and arrays beside it; exact, and no code in it.

Thousands of items that look alike become one table of them: a few lists, quick to write, small
when compressed. A class is looked up by name among those named here, so that what is read can
only ever be a value.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from itertools import chain, pairwise
from types import MappingProxyType, NoneType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.calendar import WorkCalendar
from planner.category import Category
from planner.inputs import (
    Capacity,
    History,
    Item,
    LeftOut,
    PastRelease,
    PlanInputs,
    ReleaseTrain,
    Scope,
)
from planner.note import Note
from planner.priority import Framework, Moscow, Priorities, Worth
from planner.recalibration.prior import Model, Prior
from planner.rows import rows_of
from planner.timeline import DateMove, ReleaseFacts, SprintFacts, TeamFacts

Arrays = list[NDArray[Any]]

_RECORDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        *(PlanInputs, History, Scope, Item, LeftOut, ReleaseFacts, DateMove),
        *(
            SprintFacts,
            TeamFacts,
            WorkCalendar,
            Note,
            Capacity,
            ReleaseTrain,
            Prior,
            Model,
            PastRelease,
            Priorities,
            Worth,
        ),
    )
}
_MAPPINGS: dict[str, Callable[[dict[str, Any]], Mapping[str, Any]]] = {
    "dict": dict,
    "mappingproxy": MappingProxyType,
}
# Equal means the same for these (not so for floats: 0.0 is -0.0), so that each is written once.
_READERS: dict[str, Callable[[Any], Any]] = {
    "str": str,
    "int": int,
    "bool": bool,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "Category": Category,
    "Framework": Framework,
    "Moscow": Moscow,
}
_PLAIN = {NoneType, bool, int, float, str}


def write_column(values: Sequence[Any], arrays: Arrays) -> list[Any]:
    """Give values of one kind as JSON, putting what is long into `arrays`.

    Raises:
        TypeError: something that would not come back as it is.
    """
    kinds = set(map(type, values))
    kind = next(iter(kinds)) if len(kinds) == 1 else None
    if kind is tuple:
        return ["tuples", _lengths(values, arrays), write_column([*chain(*values)], arrays)]
    if kind is np.ndarray:
        return ["arrays", _lengths(values, arrays), _joined(values, arrays)]
    if kind and _RECORDS.get(kind.__name__) is kind:
        columns = zip(_names(kind), _columns(kind, values), strict=True)
        told = {name: write_column(column, arrays) for name, column in columns}
        return ["records", kind.__name__, told]
    if kinds and kinds <= {dict, MappingProxyType}:
        names = [type(value).__name__ for value in values]
        parts = (
            names,
            [tuple(value) for value in values],
            [(*value.values(),) for value in values],
        )
        return ["mappings", *(write_column(part, arrays) for part in parts)]
    return _write_scalars(values, arrays)


def read_column(told: list[Any], arrays: Sequence[NDArray[Any]]) -> list[Any]:
    """Give the values back that `write_column` was given."""
    form, *parts = told
    return _FORMS[form](arrays, *parts)


def _write_scalars(values: Sequence[Any], arrays: Arrays) -> list[Any]:
    kinds = set(map(type, values)) - {NoneType}
    name = next((kind.__name__ for kind in kinds), "str")
    if len(kinds) <= 1 and name in _READERS:
        numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
        places = np.array([numbers[value] for value in values], dtype=np.int64)
        return ["scalars", name, _kept(places, arrays), [_told(value) for value in numbers]]
    if kinds <= _PLAIN:
        return ["plain", [*values]]
    names = ", ".join(sorted(kind.__name__ for kind in kinds))
    raise TypeError(f"inputs cannot be kept with values of {names} in one place")


def _told(value: Any) -> Any:
    if isinstance(value, datetime) and (value.tzinfo is not UTC or value.fold):
        raise TypeError(f"inputs cannot be kept with {value!r}: times are kept in UTC")
    return value.isoformat() if isinstance(value, date) else value


def _joined(values: Sequence[NDArray[Any]], arrays: Arrays) -> int:
    if len({(value.dtype, value.ndim) for value in values}) > 1 or values[0].ndim != 1:
        raise TypeError("inputs cannot be kept with arrays of several kinds in one place")
    return _kept(np.concatenate(values), arrays)


def _lengths(values: Iterable[Any], arrays: Arrays) -> int:
    return _kept(np.array([*map(len, values)], dtype=np.int64), arrays)


def _kept(array: NDArray[Any], arrays: Arrays) -> int:
    arrays.append(array)
    return len(arrays) - 1


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _columns(kind: type, values: Sequence[Any]) -> list[list[Any]]:
    return [[getattr(value, name) for value in values] for name in _names(kind)]


def _read_tuples(arrays: Sequence[NDArray[Any]], lengths: int, told: list[Any]) -> list[Any]:
    values = read_column(told, arrays)
    return [tuple(values[start:end]) for start, end in _cuts(arrays[lengths])]


def _read_arrays(arrays: Sequence[NDArray[Any]], lengths: int, joined: int) -> list[Any]:
    return [arrays[joined][start:end].copy() for start, end in _cuts(arrays[lengths])]


def _cuts(lengths: NDArray[Any]) -> Iterable[tuple[int, int]]:
    return pairwise([0, *np.cumsum(lengths).tolist()])


def _read_records(
    arrays: Sequence[NDArray[Any]], name: str, told: dict[str, list[Any]]
) -> list[Any]:
    columns = {field: read_column(column, arrays) for field, column in told.items()}
    return rows_of(_RECORDS[name], columns)


def _read_mappings(arrays: Sequence[NDArray[Any]], *parts: list[Any]) -> list[Any]:
    rows = zip(*(read_column(part, arrays) for part in parts), strict=True)
    return [_MAPPINGS[name](dict(zip(keys, told, strict=True))) for name, keys, told in rows]


def _read_scalars(
    arrays: Sequence[NDArray[Any]], name: str, places: int, told: list[Any]
) -> list[Any]:
    known = [None if value is None else _READERS[name](value) for value in told]
    return [known[place] for place in arrays[places].tolist()]


def _read_plain(_arrays: Sequence[NDArray[Any]], told: list[Any]) -> list[Any]:
    return told


_FORMS: dict[str, Callable[..., list[Any]]] = {
    "tuples": _read_tuples,
    "arrays": _read_arrays,
    "records": _read_records,
    "mappings": _read_mappings,
    "scalars": _read_scalars,
    "plain": _read_plain,
}
