"""The demo company on one fixed day, made once a seed."""

from datetime import UTC, date, datetime
from functools import cache

from connectors.demo.tracker import demo_trackers
from connectors.tracker import Tracker
from planner.category import Category
from store.records import IssueRecord, ReleaseRecord

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@cache
def company(
    seed: int, now: datetime = NOW, staged_on: date | None = None
) -> tuple[Tracker, Tracker]:
    return demo_trackers(seed, now, staged_on=staged_on)


def issues_of(tracker: Tracker) -> tuple[IssueRecord, ...]:
    return tuple(issue for page in tracker.changed(None) for issue in page.issues)


def counted(issues: tuple[IssueRecord, ...]) -> tuple[IssueRecord, ...]:
    return tuple(issue for issue in issues if not issue.is_container and not issue.is_subtask)


def release_named(tracker: Tracker, name: str) -> ReleaseRecord:
    return next(release for release in tracker.entities().releases if release.name == name)


def members(tracker: Tracker, name: str) -> tuple[IssueRecord, ...]:
    """Give the counted issues that are in a release today, whatever became of them."""
    ext_id = release_named(tracker, name).ext_id
    return tuple(issue for issue in counted(issues_of(tracker)) if ext_id in issue.releases)


def still_open(issues: tuple[IssueRecord, ...]) -> tuple[IssueRecord, ...]:
    return tuple(issue for issue in issues if issue.category.is_open)


def finished(issues: tuple[IssueRecord, ...]) -> tuple[IssueRecord, ...]:
    return tuple(issue for issue in issues if issue.category is Category.DONE)
