"""What could be written: to which release of which tracker, and which days with which odds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.words.catalogue import say, say_brief
from bot.words.escape import Mrkdwn, bold, escape
from bot.writing.errors import CannotWriteError
from connectors.writer import Target
from planner.answer import Answer, Refusal, ReleaseForecast, Shipped
from store.directory import ReleaseName

PERCENTS = (50, 70, 85, 95)
USUAL = 85
WRITTEN = "plan"  # the kind of a release that is written down in the settings


@dataclass(frozen=True, slots=True)
class Writable:
    """A release that one tracker knows as one, by the tracker's own id."""

    release_id: str
    name: str
    kind: str
    source: str
    ext_id: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A day that could be written. `percent` is None for one that somebody named.

    `likelihood` is how likely it is done by then, None where there is no forecast.
    """

    day: date
    percent: int | None = None
    likelihood: float | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A release as its tracker has it now, how likely that date is, and what could be instead."""

    writable: Writable
    target: Target
    today: date
    likelihood: float | None
    offers: tuple[Offer, ...]


def writable_of(name: ReleaseName, sources: Collection[str]) -> Writable:
    """Find where a release's date is kept; `sources` are those that may be written.

    Raises:
        CannotWriteError: no single tracker keeps it, it is out, or its tracker is not written.
    """
    said = bold(escape(name.name, 100))
    if name.kind == WRITTEN or len(name.sources) != 1:
        raise CannotWriteError(say("write.no_tracker", name=said))
    if name.covered_by is not None:
        raise CannotWriteError(say("write.covered", name=said))
    (source,) = name.sources
    if name.is_released:
        raise CannotWriteError(say("write.shipped", name=said))
    if source not in sources:
        raise CannotWriteError(say("write.not_allowed", source=source))
    ext_id = name.id.removeprefix(f"{source}:")
    return Writable(name.id, name.name, name.kind, source, ext_id)


def offers_of(answer: Answer | None) -> tuple[Offer, ...]:
    """Give the days of a forecast that can be chosen from; none where there is no forecast."""
    if not isinstance(answer, ReleaseForecast) or answer.scope.is_complete:
        return ()
    days = ((percent, answer.percentile(percent)) for percent in PERCENTS)
    return tuple(
        Offer(day, percent, answer.likelihood(day)) for percent, day in days if day is not None
    )


def offer_of(answer: Answer | None, percent: int) -> Offer:
    """Give the day of one percentile.

    Raises:
        CannotWriteError: no day is that likely.
    """
    for offer in offers_of(answer):
        if offer.percent == percent:
            return offer
    raise CannotWriteError(_no_offer(answer, percent))


def offer_on(answer: Answer | None, day: date, today: date) -> Offer:
    """Give a day that somebody names, with its likelihood where there is a forecast.

    Raises:
        CannotWriteError: it has passed.
    """
    if day < today:
        raise CannotWriteError(say("write.past", today, day=day))
    return Offer(day, None, likelihood_of(answer, day))


def likelihood_of(answer: Answer | None, day: date | None) -> float | None:
    if day is None or not isinstance(answer, ReleaseForecast) or answer.scope.is_complete:
        return None
    return answer.likelihood(day)


def _no_offer(answer: Answer | None, percent: int) -> Mrkdwn:
    if isinstance(answer, Shipped) or answer is None:
        return say("write.no_forecast")
    if isinstance(answer, Refusal):
        return say("write.refused", reason=say_brief(answer.reason))
    if answer.scope.is_complete:
        return say("write.complete")
    return say("write.no_end", percent=percent)
