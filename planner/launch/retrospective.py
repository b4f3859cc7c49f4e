"""Looking back on a release: what was said at its start, halfway and at the freeze, and what came.

So that the next one is planned better: scope that grew, dates that moved, and by how much the
forecasts were off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import median
from zoneinfo import ZoneInfo

from planner.calendar import WorkCalendar
from planner.snapshot import Snapshot

FREEZE_DAYS = 7  # worked days before the release: what is added from there on comes late
FEWEST_FOR_TREND = 3  # releases in each of the two halves that are compared


class Moment(StrEnum):
    """From where a release is looked at."""

    START = "start"
    HALF = "half"
    FREEZE = "freeze"


@dataclass(frozen=True, slots=True)
class Stand:
    """What a forecast said at a moment, against the day on which the release came."""

    moment: Moment
    snapshot: Snapshot
    shipped_on: date

    def days_late(self, percent: int) -> int | None:
        """Give the calendar days from the stated date to the release; None for no date.

        `percent` is 50 or 85. Below zero it came earlier.
        """
        stated = self.snapshot.p50 if percent == 50 else self.snapshot.p85  # noqa: PLR2004
        return None if stated is None else (self.shipped_on - stated).days

    @property
    def items(self) -> int:
        return self.snapshot.open_items + self.snapshot.done_items


class Mending(StrEnum):
    """What had to be done to a release that was out; the values are the verbs that say it."""

    HOTFIX = "hotfix"
    ROLLBACK = "rollback"


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done to it on a day, and why, as its owner said it to everybody."""

    how: Mending
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Retrospective:
    """A release that is out, from its first forecast on; `stands` is in the order of time.

    `items` are how many it had at the end.
    """

    release_id: str
    name: str
    shipped_on: date
    stands: tuple[Stand, ...]
    items: int
    due_on: date | None

    @property
    def start(self) -> Stand:
        return self.stands[0]

    @property
    def grown_by(self) -> int:
        """Give how many items it had more at the end than when it was first forecast."""
        return self.items - self.start.items

    @property
    def took_days(self) -> int:
        return max((self.shipped_on - self.start.snapshot.taken_at.date()).days, 1)

    def stand(self, moment: Moment) -> Stand | None:
        return next((one for one in self.stands if one.moment is moment), None)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Several releases together: medians over them, and how many P85 dates of halfway held.

    `late_share` is by which share of the whole time a release came after the P50 of its start,
    `growth` by which share of its first items it grew.
    """

    releases: int
    held: int
    judged: int
    late_share: float | None
    growth: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """All releases that can be looked back on, and the later half against the earlier one."""

    everything: Stretch
    earlier: Stretch | None
    later: Stretch | None


def moments_of(
    first_at: datetime, shipped_on: date, calendar: WorkCalendar
) -> dict[Moment, datetime]:
    """Give from which moments to look: the middle of the time, and the end of the freeze's day."""
    zone = ZoneInfo(calendar.zone)
    out_at = datetime.combine(shipped_on, time(), zone)
    frozen_on = calendar.working_day_before(shipped_on, FREEZE_DAYS)
    frozen_at = datetime.combine(frozen_on + timedelta(days=1), time(), zone)
    return {Moment.HALF: first_at + (out_at - first_at) / 2, Moment.FREEZE: frozen_at}


def retrospective_of(
    out: Snapshot, seen: dict[Moment, Snapshot], shipped_on: date
) -> Retrospective | None:
    """Put together what was seen of a release that is `out`; None where it was never forecast.

    What was seen at two moments and is the same is told at the first of them.
    """
    start = seen.get(Moment.START)
    if start is None or start.taken_at.date() >= shipped_on:
        return None
    stands = [Stand(Moment.START, start, shipped_on)]
    for moment in (Moment.HALF, Moment.FREEZE):
        snapshot = seen.get(moment)
        if snapshot is not None and snapshot.taken_at > stands[-1].snapshot.taken_at:
            stands.append(Stand(moment, snapshot, shipped_on))
    items = out.open_items + out.done_items
    return Retrospective(
        out.release_id, out.name, shipped_on, tuple(stands), items, stands[-1].snapshot.due_on
    )


def trend_of(retrospectives: Sequence[Retrospective]) -> Trend | None:
    """Sum up releases, the first shipped first; None where there is none.

    The halves are compared only where both have enough releases to tell anything.
    """
    if not retrospectives:
        return None
    told = sorted(retrospectives, key=lambda one: (one.shipped_on, one.release_id))
    half = len(told) // 2
    is_enough = half >= FEWEST_FOR_TREND
    return Trend(
        _stretch(told),
        _stretch(told[:half]) if is_enough else None,
        _stretch(told[half:]) if is_enough else None,
    )


def _stretch(told: Sequence[Retrospective]) -> Stretch:
    judged = [
        late
        for one in told
        if (late := (one.stand(Moment.HALF) or one.start).days_late(85)) is not None
    ]
    shares = [late / one.took_days for one in told if (late := one.start.days_late(50)) is not None]
    growth = [one.grown_by / one.start.items for one in told if one.start.items]
    return Stretch(
        len(told),
        sum(late <= 0 for late in judged),
        len(judged),
        median(shares) if shares else None,
        median(growth) if growth else None,
    )
