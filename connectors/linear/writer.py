"""Dates of releases, projects and milestones set in Linear, one at a person's word."""

import weakref
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from connectors.linear.client import LinearClient, make_client
from connectors.linear.options import LinearOptions
from connectors.linear.period import last_day
from connectors.linear.values import Node, day_in
from connectors.tracker import FatalError, UnreachableError
from connectors.writer import ChangedMeanwhileError, Target


@dataclass(frozen=True, slots=True)
class _Way:
    """How one kind is read and written; `clears` is what else must be reset for a plain day."""

    read: str
    field: str
    write: str
    result: str
    clears: tuple[str, ...] = ()


_WAYS = {
    # A date that stands for a quarter would go on to mean the quarter's last day.
    "project": _Way(
        "TargetProject", "project", "SetProjectDate", "projectUpdate", ("targetDateResolution",)
    ),
    "milestone": _Way(
        "TargetMilestone", "projectMilestone", "SetMilestoneDate", "projectMilestoneUpdate"
    ),
    "release": _Way("TargetRelease", "release", "SetReleaseDate", "releaseUpdate"),
}


class LinearWriter:
    """Sets target dates in one workspace. The key needs the permission to write."""

    def __init__(self, options: LinearOptions) -> None:
        self._options = options

    @property
    def name(self) -> str:
        return self._options.name

    def fetch_target(self, kind: str, ext_id: str) -> Target:
        way = self._way(kind)
        data = self._client.ask(way.read, id=ext_id)
        return _target(kind, data[way.field], data.get("organization"))

    def set_due(self, target: Target, due_on: date) -> Target:
        """Write, then read back what Linear has; Linear itself has no compare-and-set."""
        way = self._way(target.kind)
        now = self.fetch_target(target.kind, target.ext_id)
        if now.due_on != target.due_on:
            raise ChangedMeanwhileError(
                f"{now.name} is no longer due {_told(target.due_on)} in Linear but "
                f"{_told(now.due_on)}: nothing was written. Look again before you set it."
            )
        wanted: dict[str, Any] = {"targetDate": due_on.isoformat()}
        wanted |= dict.fromkeys(way.clears)
        try:
            told = self._client.ask(way.write, id=target.ext_id, input=wanted)[way.result]
        except UnreachableError as error:
            raise UnreachableError(
                f"Nobody knows whether the date of {now.name} was set: {error}"
            ) from error
        written = self.fetch_target(target.kind, target.ext_id)
        if not told["success"] or written.due_on != due_on:
            raise FatalError(
                f"Linear has {_told(written.due_on)} as the date of {now.name} after it was set "
                f"to {due_on}. Set it in Linear, and look at its automations."
            )
        return written

    @cached_property
    def _client(self) -> LinearClient:
        client = make_client(self._options)
        weakref.finalize(self, client.http.client.close)
        return client

    def _way(self, kind: str) -> _Way:
        way = _WAYS.get(kind)
        if way is None:
            raise FatalError(
                f"Linear has no date to set for a {kind}; it has for a project, milestone or "
                "release."
            )
        return way


def _target(kind: str, node: Node, organization: Node | None) -> Target:
    holder = node.get("project") or {}
    due_on = day_in(node, "targetDate")
    if due_on is not None and organization is not None:
        fiscal_start = int(organization["fiscalYearStartMonth"])
        due_on = last_day(due_on, node["targetDateResolution"], fiscal_start)
    return Target(
        ext_id=node["id"],
        kind=kind,
        name=node["name"],
        due_on=due_on,
        url=node.get("url") or holder.get("url"),
    )


def _told(day: date | None) -> str:
    return "without a date" if day is None else str(day)
