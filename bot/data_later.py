"""What an answer says to programs, put together when one asks: Slack never does."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any


class DataLater(Mapping[str, Any]):
    """Data of a known `kind`, whose rest takes a while for hundreds of releases."""

    def __init__(self, kind: str, make: Callable[[], Mapping[str, Any]]) -> None:
        self._kind = kind
        self._make = make
        self._made: Mapping[str, Any] | None = None

    def __getitem__(self, name: str) -> Any:
        return self._kind if name == "kind" else self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Mapping[str, Any]:
        if self._made is None:
            self._made = {"kind": self._kind, **self._make()}
        return self._made
