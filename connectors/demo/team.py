"""A team: what it is made of, and where its work stands while the simulation runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np

from connectors.demo.ids import MakeId
from connectors.demo.item import WorkItem
from connectors.demo.release import Release, ReleaseScript
from connectors.demo.theme import Theme
from connectors.demo.titles import TitleWriter
from connectors.demo.workflow import Workflow


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """What a team is before its first day.

    `effort_days` maps an issue's size to the days that it takes a person of pace 1, and `spread`
    is the log-normal spread around that. `ongoing` is the share of work that belongs to no
    release, `rework` the chance that a review or a finished issue comes back.
    `shares_on` is a day on which one issue is put into a second release.
    """

    key: str
    name: str
    make_id: MakeId
    workflow: Workflow
    themes: tuple[Theme, ...]
    people: tuple[str, ...]
    starts_on: date
    sprint_name: str
    releases: tuple[ReleaseScript, ...]
    effort_days: Mapping[int, float]
    spread: float = 0.45
    ongoing: float = 0.45
    rework: float = 0.06
    estimated: float = 0.9
    takes_leave: bool = True
    has_subtasks: bool = False
    shares_on: date | None = None


@dataclass(slots=True, eq=False)
class Worker:
    """A person. `pace` is days of effort a day; `returned` came back and is done next."""

    name: str
    pace: float
    is_away: bool = False
    item: WorkItem | None = None
    returned: list[WorkItem] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Sprint:
    """A sprint or cycle; the committed figures are taken at its start, the others at its end."""

    ext_id: str
    name: str
    start_at: datetime
    end_at: datetime
    items: list[WorkItem] = field(default_factory=list)
    committed: tuple[int, float] | None = None
    completed: tuple[int, float] | None = None


@dataclass(slots=True, eq=False)
class Team:
    """A team at work. `live` holds the open issues that count; epics and sub-tasks do not."""

    plan: TeamPlan
    rng: np.random.Generator
    titles: TitleWriter
    workers: list[Worker]
    coming: list[ReleaseScript]
    releases: list[Release] = field(default_factory=list)
    items: list[WorkItem] = field(default_factory=list)
    live: list[WorkItem] = field(default_factory=list)
    in_review: list[WorkItem] = field(default_factory=list)
    doubtful: list[WorkItem] = field(default_factory=list)
    sprints: list[Sprint] = field(default_factory=list)
    sprint: Sprint | None = None
    drift: float = 0.0

    @property
    def active_releases(self) -> list[Release]:
        return [release for release in self.releases if release.is_active]

    @property
    def next_sprint(self) -> Sprint | None:
        """The one that is planned already but has not begun."""
        last = self.sprints[-1] if self.sprints else None
        return None if last is self.sprint else last

    def open_in(self, release: Release) -> list[WorkItem]:
        return [item for item in self.live if release.ext_id in item.releases]

    def homes_after(self, release: Release) -> tuple[list[Release], list[Release]]:
        """Give where an issue may go from a release: to others of its area, to parking lots."""
        others = [other for other in self.releases if other.released_on is None]
        area = [o for o in others if o.is_active and o.script.theme is release.script.theme]
        return [o for o in area if o is not release], [o for o in others if not o.is_active]

    def loose(self) -> list[WorkItem]:
        """Open work that belongs to no release: bugs, chores, support."""
        return [item for item in self.live if not item.releases]


def start_team(plan: TeamPlan, rng: np.random.Generator) -> Team:
    """Hire the people, each with a pace of their own, and lay out the planned releases."""
    paces = np.exp(rng.normal(0.0, 0.18, size=len(plan.people)))
    paces /= paces.mean()
    return Team(
        plan=plan,
        rng=rng,
        titles=TitleWriter(rng),
        workers=[Worker(name, float(pace)) for name, pace in zip(plan.people, paces, strict=True)],
        coming=sorted(plan.releases, key=lambda script: script.starts_on),
    )
