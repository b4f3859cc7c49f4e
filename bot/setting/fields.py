"""The things that can be said of a release: by which words, and where they are kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from planner.launch.plan import LaunchPlan, Tier

Value = str | date | Tier | tuple[date, date] | None
Wanted = Mapping[str, Value]  # by the names of the fields of `LaunchPlan`

GOAL, TIER, COMMITTED, OWN = "goal", "tier", "committed_on", "own_on"
LAUNCH, WINDOW, CODENAME, OWNER = "launch_on", "window", "codename", "owner"
FIELDS: Final = (GOAL, TIER, COMMITTED, OWN, LAUNCH, WINDOW, CODENAME, OWNER)
DAYS: Final = (COMMITTED, OWN, LAUNCH)

WORDS: Final = MappingProxyType(
    {
        "goal": GOAL,
        "tier": TIER,
        "committed": COMMITTED,
        "commit": COMMITTED,
        "promised": COMMITTED,
        "own": OWN,
        "launch": LAUNCH,
        "window": WINDOW,
        "codename": CODENAME,
        "owner": OWNER,
    }
)
GOAL_LIMIT: Final = 200
CODENAME_LIMIT: Final = 40


def with_wanted(plan: LaunchPlan, wanted: Wanted, by: str | None) -> LaunchPlan:
    """Give what is said of a release from now on; `by` is who promises, where a day changes."""
    told: dict[str, Any] = dict(wanted)
    after = replace(plan, **told)
    if after.committed_on == plan.committed_on:
        return after
    return replace(after, committed_by=None if after.committed_on is None else by)


def changed_fields(before: LaunchPlan, after: LaunchPlan) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))


def plain(plan: LaunchPlan, fields: tuple[str, ...] = FIELDS) -> dict[str, Any]:
    """Give fields as JSON, for the audit."""
    return {name: _plain(getattr(plan, name)) for name in fields}


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [day.isoformat() for day in value]
    return value.isoformat() if isinstance(value, date) else value
