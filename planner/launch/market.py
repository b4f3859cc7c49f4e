"""Dates of the market that releases are aimed at: a trade fair, Black Friday."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MarketEvent:
    """Something outside that does not wait for anybody, from `first` to `last`, both included."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last


def event_on(window: tuple[date, date], market: Iterable[MarketEvent]) -> MarketEvent | None:
    """Give the event that a release is aimed at: the one on the very days of its window."""
    return next((event for event in market if event.days == window), None)


def event_called(name: str, market: Iterable[MarketEvent]) -> MarketEvent | None:
    """Give the event with this name, capitals aside."""
    wanted = name.strip().casefold()
    return next((event for event in market if event.name.casefold() == wanted), None)
