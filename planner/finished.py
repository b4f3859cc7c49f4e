"""What was finished lately in a scope, however often that is asked as time goes on."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np

from planner.timeline import Ints

# An older finish weighs less than a 30,000th of one today: looking at all of them took longer than
# everything else that is known of a team.
SEEN_DAYS = 730
_DAY_SECONDS = 86_400
_SECOND = 1e6  # microseconds
_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SEEN = timedelta(days=SEEN_DAYS) // _MICROSECOND
_NEVER = -(1 << 60)  # long before any date


class Ends(NamedTuple):
    """The keys and teams of a scope's finished items, when, and when the last one was.

    Times are microseconds since 1970.
    """

    keys: list[str]
    teams: list[str]
    at: Ints
    last: int

    def lately(self, as_of: datetime) -> Mapping[str, Mapping[str, float]]:
        """Give how many days before `as_of` what was finished lately was: by team, by key.

        A key counts once.
        """
        now = _microseconds(as_of)
        if now - self.last > _SEEN:
            return {}
        ages_days = (now - self.at) / _SECOND / _DAY_SECONDS
        keys: set[str] = set()
        teams: dict[str, dict[str, float]] = {}
        recent = np.flatnonzero(ages_days < SEEN_DAYS)
        for i, age_days in zip(recent.tolist(), ages_days[recent].tolist(), strict=True):
            key = self.keys[i]
            if key not in keys:
                keys.add(key)
                teams.setdefault(self.teams[i], {})[key] = age_days
        return teams


def ends_of(ended: Sequence[tuple[str, str, datetime]]) -> Ends:
    """Keep the key, the team and the end of each of these items."""
    at = [_microseconds(at) for _, _, at in ended]
    return Ends(
        [key for key, _, _ in ended],
        [team for _, team, _ in ended],
        np.array(at, dtype=np.int64),
        max(at, default=_NEVER),
    )


def _microseconds(at: datetime) -> int:
    """Count from 1970: whole numbers, so that an age is what datetimes say, to the byte."""
    return (at - _EPOCH) // _MICROSECOND
