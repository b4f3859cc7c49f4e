"""Plans written by hand: teams with a pace, releases with open items."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from planner.category import Category
from planner.inputs import History, Item, PlanInputs, Scope
from planner.simulated import simulate_plan
from planner.timeline import Floats, TeamFacts, Times
from tests.planner.build import EVERY_DAY, NOW, ago, history, release, steady

TRIALS = 200
NOTHING: Times = np.array([], dtype="datetime64[s]")


def team(name: str, pace: int = 6, weeks: int = 30) -> History:
    return replace(history(steady(pace, weeks)), team=TeamFacts(name, name, "s"))


def an_item(key: str, team: str = "s:team", **facts: object) -> Item:
    plain = Item(
        key, key, None, "Story", team, Category.TODO, ago(100), None, None, None, None, False
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def open_items(prefix: str, count: int, team: str = "s:team") -> tuple[Item, ...]:
    return tuple(an_item(f"{prefix}-{n}", team) for n in range(count))


def done_items(
    prefix: str, finished_at: Sequence[datetime], team: str = "s:team"
) -> tuple[Item, ...]:
    return tuple(
        an_item(f"{prefix}-done-{n}", team, category=Category.DONE, finished_at=at)
        for n, at in enumerate(finished_at)
    )


def scope(name: str, items: Sequence[Item], *, growing: int = 0) -> Scope:
    """Give a release whose items joined 100 days ago, and `growing` one every fourth day since."""
    joined = [ago(100)] * len(items) + [ago(4 * n + 1) for n in range(growing)]
    added = np.array([at.replace(tzinfo=None) for at in joined], dtype="datetime64[s]")
    return Scope(
        release(name), NOW, None, tuple(items), (), np.sort(added), NOTHING, NOTHING, ago(100)
    )


def plan_of(
    scopes: Sequence[Scope], teams: Sequence[History] | None = None, **more: object
) -> PlanInputs:
    plain = PlanInputs(NOW, NOW, tuple(teams or (team("s:team"),)), tuple(scopes), EVERY_DAY)
    return replace(plain, **more)  # type: ignore[arg-type]


def in_days(days: float) -> datetime:
    return NOW + timedelta(days=days)


def weeks_of(inputs: PlanInputs, seed: int = 1) -> Floats:
    """Give when every release is done in every trial: (trials, releases)."""
    return simulate_plan(inputs, inputs.releases, seed, TRIALS).weeks


def item_ends(inputs: PlanInputs, keys: Sequence[str], seed: int = 1) -> dict[str, Floats]:
    """Give when these open items are done in every trial, each seen by a release of its own.

    An item is worked on for the first release that holds it; the others only wait for it.
    """
    held = {item.key: item for each in inputs.releases for item in each.items}
    seen = [scope(f"sees {key}", [held[key]]) for key in keys]
    weeks = weeks_of(replace(inputs, releases=(*inputs.releases, *seen)), seed)
    return dict(zip(keys, weeks[:, len(inputs.releases) :].T, strict=True))


def not_earlier(later: Floats, earlier: Floats) -> bool:
    return bool((later >= earlier - 1e-9).all())
