"""All releases of one team worked on together, week by week, in every trial at once."""

from dataclasses import dataclass

import numpy as np

from planner.churn import Churn
from planner.sharing import Sharing
from planner.throughput import draw_weeks
from planner.timeline import Floats

TRIALS = 2000
HORIZON_WEEKS = 208  # four years: beyond that a date says nothing
# Growth fades as a release closes: what comes late is moved to the next one. Without this, a
# release that grows as fast as it is worked on never ends, while real ones do.
GROWTH_HALF_LIFE_WEEKS = 4.0
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


def simulate_team(work: TeamWork, rng: np.random.Generator) -> Floats:
    """Give when each release's part is done: (trials, releases), in working weeks from now.

    Each week's throughput is shared as drawn; what finished releases no longer need goes to the
    next one in the plan's order, so no surplus is lost. Inf: not within `HORIZON_WEEKS`.
    """
    draws = draw_weeks(len(work.weekly), TRIALS, HORIZON_WEEKS, rng)
    shares = work.sharing.draw(TRIALS, rng)
    planned, freed = shares[:, :-2], shares[:, -2]
    added = np.array([churn.added for churn in work.churn])  # (releases, past weeks)
    stays = 1 - np.array([churn.exit_share for churn in work.churn])
    left = np.tile(work.open_items.astype(float), (TRIALS, 1))
    grows = 0.5 ** (1 / GROWTH_HALF_LIFE_WEEKS)
    done_at = np.where(left > _DONE, np.inf, 0.0)
    for week in range(HORIZON_WEEKS):
        is_open = np.isinf(done_at)
        if not is_open.any():
            break
        drawn = draws.week[:, week]
        power = work.weekly[drawn] * draws.pace[:, week]
        left = np.where(is_open, left * stays + added[:, drawn].T * grows**week, 0.0)
        effort = _effort(planned, freed, is_open) * power[:, None]
        spent = _pass_on(left, effort)
        finished = is_open & (left - spent <= _DONE)
        part = left / np.maximum(np.maximum(effort, spent), _DONE)
        done_at = np.where(finished, week + np.clip(part, 0.0, 1.0), done_at)
        left = left - spent
    return done_at


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
