"""All releases of one team worked on together, week by week, in every trial at once."""

from dataclasses import dataclass

import numpy as np

from planner.churn import Churn
from planner.sharing import Sharing
from planner.throughput import BLOCK_WEEKS, drawn_blocks
from planner.timeline import Floats, Ints

TRIALS = 2000
HORIZON_WEEKS = 208  # four years: beyond that a date says nothing
# Growth fades as a release closes: what comes late is moved to the next one. Without this, a
# release that grows as fast as it is worked on never ends, while real ones do.
GROWTH_HALF_LIFE_WEEKS = 4.0
_GROWTH_A_WEEK = 0.5 ** (1 / GROWTH_HALF_LIFE_WEEKS)
_DONE = 1e-6  # items; less than this is rounding


@dataclass(frozen=True, slots=True)
class TeamWork:
    """One team's part of the plan.

    `weekly` is its finishes a full week, oldest first. `open_items` is what is left in each
    planned release, in plan order; `churn` how each grows and shrinks (this team's part of it).
    """

    weekly: Floats
    sharing: Sharing
    open_items: Floats
    churn: tuple[Churn, ...]

    @property
    def added(self) -> Floats:
        """What joined in each past week: (past weeks, releases)."""
        return np.array([churn.added for churn in self.churn]).T

    @property
    def stays(self) -> Floats:
        """Share of each release's open items that stays in it for another week."""
        return 1 - np.array([churn.exit_share for churn in self.churn])


def simulate_team(work: TeamWork, rng: np.random.Generator) -> Floats:
    """Give when each release's part is done: (trials, releases), in working weeks from now.

    Each week's throughput is shared as drawn; what finished releases no longer need goes to the
    next one in the plan's order, so no surplus is lost. Inf: not within `HORIZON_WEEKS`.
    """
    shares = work.sharing.draw(TRIALS, rng)
    left = np.tile(work.open_items.astype(float), (TRIALS, 1))
    done_at = np.where(left > _DONE, np.inf, 0.0)
    blocks = drawn_blocks(len(work.weekly), TRIALS, rng)
    for first_week in range(0, HORIZON_WEEKS, BLOCK_WEEKS):
        draws = next(blocks)
        # Only trials in which something is still open go on.
        going = np.flatnonzero(np.isinf(done_at).any(axis=1))
        if not len(going):
            break
        week, pace = draws.week[going].T, draws.pace[going].T
        still, done = left[going], done_at[going]
        for offset, (drawn, factor) in enumerate(zip(week, pace, strict=True)):
            power = work.weekly[drawn] * factor
            _live_a_week(work, shares[going], still, done, (first_week + offset, drawn, power))
        left[going], done_at[going] = still, done
    return done_at


def _live_a_week(
    work: TeamWork, shares: Floats, left: Floats, done_at: Floats, lived: tuple[int, Ints, Floats]
) -> None:
    """Let every trial live one week; `left` and `done_at` (trials, releases) change in place.

    `lived` is the number of the week, the past week that each trial draws, and what the team can
    finish in it.
    """
    week, drawn, power = lived
    is_open = np.isinf(done_at)
    left *= work.stays
    left += work.added[drawn] * _GROWTH_A_WEEK**week
    left[~is_open] = 0.0
    effort = _effort(shares[:, :-2], shares[:, -2], is_open) * power[:, None]
    spent = _pass_on(left, effort)
    part = left / np.maximum(np.maximum(effort, spent), _DONE)
    finished = is_open & (left - spent <= _DONE)
    done_at[finished] = week + np.minimum(part[finished], 1.0)
    left -= spent


def _effort(planned: Floats, freed: Floats, is_open: Floats) -> Floats:
    """Share of the week that each open release gets; what nobody holds goes to the first."""
    own = np.where(is_open, planned, 0.0)
    spare = freed + np.where(is_open, 0.0, planned).sum(axis=1)
    first = is_open & (np.cumsum(is_open, axis=1) == 1)
    return np.asarray(own + first * spare[:, None])


def _pass_on(left: Floats, effort: Floats) -> Floats:
    """Spend each release's effort on it, and what is too much on the ones behind it."""
    spent = np.minimum(left, effort)
    surplus = (effort - spent).sum(axis=1)
    wants = left - spent
    ahead = np.cumsum(wants, axis=1) - wants
    extra = np.clip(surplus[:, None] - ahead, 0.0, wants)
    return np.asarray(spent + extra)
