"""The demo's two trackers: held in memory, read in pages like any other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from connectors.demo.chance import make_rng
from connectors.demo.company import PLATFORM_TRACKER, SHOP_TRACKER
from connectors.demo.records import entities_of, issue_records
from connectors.demo.scenario import partners_plan, platform_plan, shop_plan
from connectors.demo.simulation import simulate
from connectors.demo.team import Team
from connectors.tracker import EVERY_TIME, Page, Rhythm, Stamp, Tracker
from store.records import Entities, IssueRecord

_VERSION = 1  # of the company: where it grows, everything is read again
_PAGE = 100
_HISTORY = frozenset({"status", "points", "release", "sprint", "label", "priority", "assignee"})


@dataclass(frozen=True, slots=True)
class DemoTracker:
    """One tracker of the demo company. It knows everything up to `known_until`, and no more."""

    name: str
    fingerprint: str
    known_until: datetime
    things: Entities
    issues: tuple[IssueRecord, ...]
    kind: str = "demo"
    history: frozenset[str] = _HISTORY
    rhythm: Rhythm = EVERY_TIME

    def server_time(self) -> datetime:
        return self.known_until

    def entities(self) -> Entities:
        return self.things

    def changed(self, since: datetime | None) -> Iterator[Page]:
        return _pages([i for i in self.issues if since is None or _changed_at(i) >= since])

    def read(self, ids: Sequence[str]) -> Iterator[Page]:
        wanted = set(ids)
        return _pages([issue for issue in self.issues if issue.ext_id in wanted])

    def census(self) -> Iterator[Stamp]:
        return (Stamp(issue.ext_id, issue.updated_at) for issue in self.issues)


def demo_trackers(
    seed: int, now: datetime, *, staged_on: date | None = None
) -> tuple[Tracker, Tracker]:
    """Give the Jira-like and the Linear-like tracker of the demo company.

    The company has worked up to yesterday, and the trackers' own time is the midnight after it.
    Its releases stand as the scene wants them on `staged_on` (today, unless given) and simply go
    on from there: with the same seed and `staged_on`, a later `now` only adds to the history. A
    database that is synced for longer than a day wants the same `staged_on` every time; another
    one is another company under the same names.
    """
    if now.tzinfo is None:
        raise ValueError(f"{now.isoformat()} has no time zone: a tracker's time must be aware")
    today = now.astimezone(UTC).date()
    scene = staged_on or today
    known_until = datetime.combine(today, time(tzinfo=UTC))
    mark = f"demo-{_VERSION}-{seed}-{scene.isoformat()}"
    shop = simulate(shop_plan(seed, scene), make_rng(seed, 1), today)
    platform = simulate(platform_plan(seed, scene), make_rng(seed, 2), today)
    partners = simulate(partners_plan(seed, scene), make_rng(seed, 3), today)
    return (
        DemoTracker(
            name=SHOP_TRACKER,
            fingerprint=mark,
            known_until=known_until,
            things=entities_of(shop, "version", tells_moves=False),
            issues=issue_records(shop, "https://shop.example/browse/"),
        ),
        _linear_tracker(mark, known_until, platform, partners),
    )


def _linear_tracker(mark: str, known_until: datetime, *teams: Team) -> DemoTracker:
    parts = [entities_of(team, "project", tells_moves=True) for team in teams]
    return DemoTracker(
        name=PLATFORM_TRACKER,
        fingerprint=mark,
        known_until=known_until,
        things=Entities(
            teams=tuple(team for part in parts for team in part.teams),
            sprints=tuple(sprint for part in parts for sprint in part.sprints),
            releases=tuple(release for part in parts for release in part.releases),
        ),
        issues=tuple(
            issue
            for team in teams
            for issue in issue_records(team, "https://linear.example/fern/issue/")
        ),
    )


def _changed_at(issue: IssueRecord) -> datetime:
    return issue.updated_at or issue.created_at


def _pages(issues: Sequence[IssueRecord]) -> Iterator[Page]:
    for first in range(0, len(issues), _PAGE):
        yield Page(tuple(issues[first : first + _PAGE]))
