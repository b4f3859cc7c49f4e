"""Timelines and histories written by hand, in days before a fixed moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from planner.calendar import WorkCalendar
from planner.category import CODE_OF, Category
from planner.inputs import History
from planner.timeline import ReleaseFacts, Spans, TeamFacts, Timeline, Times

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
TEAM = TeamFacts("s:team", "Team", "s")
EVERY_DAY = WorkCalendar(week=(True,) * 7)
NEVER = np.datetime64("NaT", "s")


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def moment(at: datetime | None) -> np.datetime64:
    return NEVER if at is None else np.datetime64(at.replace(tzinfo=None), "s")


def moments(ats: Sequence[datetime | None]) -> Times:
    return np.array([moment(at) for at in ats], dtype="datetime64[s]")


@dataclass(frozen=True)
class Work:
    """One item.

    Stretches are (days ago from which, what); places are (release, days ago from which, days ago
    until which or None).
    """

    created: float
    stretches: Sequence[tuple[float, Category]] = ()
    places: Sequence[tuple[int, float, float | None]] = ()
    team: int = 0
    counts: bool = True
    gone: float | None = None
    blocks: Sequence[int] = field(default_factory=tuple)


def timeline(
    work: Sequence[Work],
    releases: Sequence[ReleaseFacts] = (),
    teams: Sequence[TeamFacts] = (TEAM,),
) -> Timeline:
    rows = range(len(work))
    return Timeline(
        data_as_of=NOW,
        keys=tuple(f"S-{i}" for i in rows),
        titles=tuple(f"Item {i}" for i in rows),
        urls=(None,) * len(work),
        types=("Story",) * len(work),
        assignees=(None,) * len(work),
        restricted=np.zeros(len(work), dtype=bool),
        counts=np.array([one.counts for one in work], dtype=bool),
        is_container=np.array([not one.counts for one in work], dtype=bool),
        team=np.array([one.team for one in work], dtype=np.int64),
        created_at=moments([ago(one.created) for one in work]),
        gone_at=moments([None if one.gone is None else ago(one.gone) for one in work]),
        teams=tuple(teams),
        releases=tuple(releases),
        sprints=(),
        categories=_categories(work),
        memberships=_memberships(work),
        sprint_memberships=spans([]),
        estimates=spans([]),
        blocks=np.array(
            [(i, j) for i, one in enumerate(work) for j in one.blocks], dtype=np.int64
        ).reshape(-1, 2),
    )


def spans(rows: Sequence[tuple[int, int, datetime, datetime | None]]) -> Spans:
    return Spans(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[1] for row in rows], dtype=np.int64),
        moments([row[2] for row in rows]),
        moments([row[3] for row in rows]),
    )


def _categories(work: Sequence[Work]) -> Spans:
    rows = []
    for i, one in enumerate(work):
        stretches = [(one.created, Category.TODO), *one.stretches]
        ends = [ago(start) for start, _ in stretches[1:]] + [None]
        rows += [
            (i, CODE_OF[category], ago(start), end)
            for (start, category), end in zip(stretches, ends, strict=True)
        ]
    return spans(rows)


def _memberships(work: Sequence[Work]) -> Spans:
    return spans(
        [
            (i, release, ago(start), None if end is None else ago(end))
            for i, one in enumerate(work)
            for release, start, end in one.places
        ]
    )


def release(name: str, **facts: object) -> ReleaseFacts:
    return replace(ReleaseFacts(f"s:{name}", name, "version", ("s",)), **facts)  # type: ignore[arg-type]


def history(finished_days_ago: Sequence[float], as_of: datetime = NOW) -> History:
    finished = moments([as_of - timedelta(days=days) for days in finished_days_ago])
    never = np.full(len(finished), NEVER)
    created = finished - np.timedelta64(86_400, "s")
    nothing = np.full(len(finished), np.nan)
    return History(TEAM, as_of, created, never, finished, never, nothing)


def steady(per_week: int, weeks: int = 30) -> list[float]:
    """Finishes spread evenly over the last weeks, as days ago."""
    return [7 * week + 7 * (i + 0.5) / per_week for week in range(weeks) for i in range(per_week)]
