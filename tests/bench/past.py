"""Years of releases of teams, whose members come, go and are finished, made without chance."""

from datetime import date, timedelta

import numpy as np

from planner.category import CODE_OF, Category
from planner.timeline import ReleaseFacts, Spans, TeamFacts, Timeline
from tests.bench.company import NOW

_FIRST_ON = date(2016, 1, 4)
_RELEASES = 60
_EVERY_DAYS = 56
_LIVES_DAYS = 140  # so two or three are open at a time
_MEMBERS = 60
_LEAVE_EVERY = 6  # one in so many members is moved to the next release
_NEVER = np.datetime64("NaT", "s")
_DAY = np.timedelta64(86_400, "s")


def a_past(sources: int = 1) -> Timeline:
    """Give sources with membership history, `t0` and on, alike but for their names.

    Each member of their releases joins, and leaves or is finished.
    """
    first = np.datetime64(_FIRST_ON, "s")
    release = np.repeat(np.arange(_RELEASES * sources), _MEMBERS)
    number = np.tile(np.arange(_MEMBERS), _RELEASES * sources)
    place = release % _RELEASES  # in its source
    begun = first + place * _EVERY_DAYS * _DAY
    joined = begun + (number * 37 % _MEMBERS) * (_LIVES_DAYS - 50) // _MEMBERS * _DAY
    moved = number % _LEAVE_EVERY == _LEAVE_EVERY - 1
    moved &= place < _RELEASES - 1
    left = np.where(moved, begun + (_LIVES_DAYS - 10) * _DAY, _NEVER)
    late = np.where(moved, _EVERY_DAYS, 0)
    done = begun + (30 + late + (number * 23 % _MEMBERS) * (_LIVES_DAYS - 35) // _MEMBERS) * _DAY
    items, item = len(release), np.arange(len(release))
    names = [f"t{n}" for n in range(sources)]
    return Timeline(
        data_as_of=NOW,
        keys=tuple(f"T-{i}" for i in item),
        titles=("An item",) * items,
        urls=(None,) * items,
        types=("Story",) * items,
        assignees=(None,) * items,
        restricted=np.zeros(items, dtype=bool),
        counts=np.ones(items, dtype=bool),
        is_container=np.zeros(items, dtype=bool),
        team=release // _RELEASES,
        created_at=joined - 9 * _DAY,
        gone_at=np.full(items, _NEVER),
        teams=tuple(TeamFacts(f"{name}:1", "Team", name) for name in names),
        releases=tuple(_release(name, number) for name in names for number in range(_RELEASES)),
        sprints=(),
        categories=Spans(
            item, np.full(items, CODE_OF[Category.DONE]), done, np.full(items, _NEVER)
        ),
        memberships=Spans(
            np.concatenate((item, item[moved])),
            np.concatenate((release, release[moved] + 1)),
            np.concatenate((joined, left[moved])),
            np.concatenate((left, np.full(int(moved.sum()), _NEVER))),
        ),
        sprint_memberships=Spans(item[:0], item[:0], joined[:0], joined[:0]),
        estimates=Spans(item[:0], item[:0].astype(float), joined[:0], joined[:0]),
        blocks=np.zeros((0, 2), dtype=np.int64),
    )


def _release(source: str, number: int) -> ReleaseFacts:
    out_on = _FIRST_ON + timedelta(days=number * _EVERY_DAYS + _LIVES_DAYS)
    id_, name = f"{source}:{number}", f"Release {number}"
    return ReleaseFacts(id_, name, "version", (source,), released_on=out_on, is_released=True)
