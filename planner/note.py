"""A thing worth saying, as a code and its values: planner finds it, bot words it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Note:
    """One assumption, reason or risk; `code` is a key of the message catalogue."""

    code: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
