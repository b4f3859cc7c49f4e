"""What is due to be read at this sync; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.tracker import Rhythm
from store.cursors import Cursor
from store.walks import Walk


@dataclass(frozen=True, slots=True)
class Due:
    """What to read.

    Everything (None) or what changed `since`; by id what `walk`, a walk over everything that was
    broken off, had not come to; whether this is the longer look back, and whether to count all
    ids afterwards.
    """

    since: datetime | None
    walk: Walk | None
    is_whole: bool
    is_trailing: bool
    takes_census: bool


def what_is_due(
    cursor: Cursor | None, walk: Walk | None, rhythm: Rhythm, at: datetime, *, full: bool = False
) -> Due:
    """Tell what to read at `at`, our own time.

    `cursor` and `walk` are those of the tracker's present fingerprint, None where there are none;
    a walk that had read nothing yet is begun anew.
    """
    if walk is not None and walk.walked:
        since = walk.began_at - max(rhythm.overlap, rhythm.trailing)
        return Due(since, walk, is_whole=True, is_trailing=True, takes_census=True)
    if full or cursor is None or walk is not None:
        return Due(None, None, is_whole=True, is_trailing=True, takes_census=True)
    looks_back = rhythm.trailing > rhythm.overlap
    is_trailing = looks_back and _is_over(cursor.trailing_at, rhythm.trailing_every, at)
    return Due(
        cursor.at - (rhythm.trailing if is_trailing else rhythm.overlap),
        None,
        is_whole=False,
        is_trailing=is_trailing,
        takes_census=_is_over(cursor.census_at, rhythm.census_every, at),
    )


def _is_over(last: datetime | None, every: timedelta, at: datetime) -> bool:
    return last is None or at - last >= every
