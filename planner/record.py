"""How often what was stated came true: one vote a release that has shipped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import sqrt

from planner.answer import PERCENTILES, Answer
from planner.calendar import WorkCalendar
from planner.inputs import PastRelease, Scope

FEWEST_VOTES = 5
LATEST_VOTES = 24
_NINE_OF_TEN = 1.6449  # standard deviations to both sides that hold 90% of a normal distribution
_P50, _P85 = 50, 85


@dataclass(frozen=True, slots=True)
class Settled:
    """A release that is out, with the one forecast that is held against it.

    That is the last one with a P85 date by the middle of the time from the first such forecast to
    the release: what somebody who asked halfway was told. Nobody knows where the middle is before
    the release is out, so no forecast can be made for the record. `dates` are those of
    `PERCENTILES`, None for never.
    """

    release_id: str
    told_at: datetime
    dates: tuple[date | None, ...]
    shipped_on: date


def past_releases(settled: Iterable[Settled]) -> tuple[PastRelease, ...]:
    """Give what was stated in the middle and what it took, of those that stated anything."""
    return tuple(
        PastRelease(
            one.release_id,
            max(float((middle - one.told_at.date()).days), 1.0),
            max(float((one.shipped_on - one.told_at.date()).days), 1.0),
        )
        for one in settled
        if (middle := one.dates[PERCENTILES.index(_P50)]) is not None
    )


@dataclass(frozen=True, slots=True)
class Vote:
    """One release's word on the forecasts; `dates` are those of `PERCENTILES`, None for never."""

    release_id: str
    name: str
    sources: frozenset[str]
    teams: frozenset[str]
    stated_on: date
    dates: tuple[date | None, ...]
    shipped_on: date

    def stated(self, percent: int) -> date | None:
        return self.dates[PERCENTILES.index(percent)]

    def came_true(self, percent: int) -> bool:
        """Tell whether it shipped on the stated date or before; "beyond the horizon" holds."""
        stated = self.stated(percent)
        return stated is None or self.shipped_on <= stated


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of so many votes so many came true; nine times of ten `low` to `high` has the true share."""

    votes: int
    came_true: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.came_true / self.votes if self.votes else 0.0


class Whose(StrEnum):
    """Whose votes a record counts: those of the release's teams, of its trackers, or all.

    `REHEARSED` are forecasts that nobody asked for at the time, made later from what was known.
    """

    TEAMS = "teams"
    TRACKERS = "trackers"
    ALL = "all"
    REHEARSED = "rehearsed"


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How often P85 dates came true, by the nearest releases of which there are enough."""

    whose: Whose
    p85: Coverage

    @property
    def is_enough(self) -> bool:
        return self.p85.votes >= FEWEST_VOTES


def votes_of(
    settled: Iterable[Settled], answers: Iterable[Answer], calendar: WorkCalendar
) -> tuple[Vote, ...]:
    """Give the votes of releases that the plan still tells of, the last shipped first.

    One that a written definition speaks for by now has no second vote.
    """
    scopes = {answer.scope.release.id: answer.scope for answer in answers}
    votes = [
        _vote(one, scopes[one.release_id], calendar) for one in settled if one.release_id in scopes
    ]
    return tuple(sorted(votes, key=lambda vote: (vote.shipped_on, vote.release_id), reverse=True))


def coverage(votes: Sequence[Vote], percent: int) -> Coverage:
    """Count how many dates of that percentile came true, among the last `LATEST_VOTES`.

    `votes` stand with the last shipped first. The interval is Wilson's (1927): it is right for
    few votes, and for shares near 0 and 1.
    """
    last = votes[:LATEST_VOTES]
    came_true = sum(vote.came_true(percent) for vote in last)
    low, high = _wilson(came_true, len(last))
    return Coverage(len(last), came_true, low, high)


def record_of(scope: Scope, votes: Sequence[Vote], rehearsed: Sequence[Vote] = ()) -> TrackRecord:
    """Give the record of a release's teams; where they have too few votes, a wider one.

    Below enough votes of any kind, that of the forecasts rehearsed on its trackers' past.
    """
    teams = {item.team for item in scope.open_items or scope.items}
    sources = set(scope.release.sources)
    nearest = (
        (Whose.TEAMS, [vote for vote in votes if teams & vote.teams]),
        (Whose.TRACKERS, [vote for vote in votes if sources & vote.sources]),
    )
    for whose, mine in nearest:
        if len(mine) >= FEWEST_VOTES:
            return TrackRecord(whose, coverage(mine, _P85))
    here = [vote for vote in rehearsed if sources & vote.sources]
    if len(votes) < FEWEST_VOTES <= len(here):
        return TrackRecord(Whose.REHEARSED, coverage(here, _P85))
    return TrackRecord(Whose.ALL, coverage(votes, _P85))


def _vote(one: Settled, scope: Scope, calendar: WorkCalendar) -> Vote:
    return Vote(
        release_id=one.release_id,
        name=scope.release.name,
        sources=frozenset(scope.release.sources),
        teams=frozenset(item.team for item in scope.items),
        stated_on=calendar.today(one.told_at),
        dates=one.dates,
        shipped_on=one.shipped_on,
    )


def _wilson(came_true: int, votes: int) -> tuple[float, float]:
    if not votes:
        return 0.0, 1.0
    share, z2 = came_true / votes, _NINE_OF_TEN**2
    middle = (share + z2 / (2 * votes)) / (1 + z2 / votes)
    half = _NINE_OF_TEN * sqrt(share * (1 - share) / votes + z2 / (4 * votes**2)) / (1 + z2 / votes)
    return max(middle - half, 0.0), min(middle + half, 1.0)
