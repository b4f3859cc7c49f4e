"""Jira's CSV export (all fields or current fields), Cloud and Data Center."""

from connectors.files.cells import day_in, number_in, text_in, time_in
from connectors.files.draft import (
    Dialect,
    Draft,
    Meaning,
    current_category,
    is_container_type,
    is_subtask_type,
    settle_times,
)
from connectors.files.tables import Row
from connectors.statuses import jira_category, simplified
from planner.category import Category
from store.records import IssueRecord, ReleaseRecord, SprintRecord, TeamRecord

_POINTS = (
    "custom field (story points)",
    "custom field (story point estimate)",
    "custom field (story points estimate)",
    "story points",
    "story point estimate",
)
_PARENT = ("parent key", "parent", "parent id", "custom field (epic link)", "epic link")
_RELEASES = ("fix version/s", "fix versions", "fix version")
_BLOCKS = ("outward issue link (blocks)", "outward issue link (blocker)")
_BLOCKED_BY = ("inward issue link (blocks)", "inward issue link (blocker)")


def read_issue(row: Row, meaning: Meaning) -> Draft:
    """Read a row of the export; the project is the team.

    Its immutable id is `Issue id` where the export has it. A version's name is its id: the export
    tells no other. Times carry no offset: they are read in the zone of `meaning`.
    """
    record = _record(row, meaning)
    project = record.project or record.key
    draft = Draft(
        record,
        blocked_by=row.every(*_BLOCKED_BY),
        teams=(TeamRecord(project, row.first("project name") or project),),
        sprints=tuple(SprintRecord(name, name, project) for name in record.sprints),
        releases=tuple(ReleaseRecord(name, name, "version") for name in record.releases),
        resolution=row.first("resolution"),
    )
    resolved_at = time_in(row, meaning.zone, "resolved", "resolution date")
    if resolved_at is None and not record.category.is_open:
        # A workflow may close without a resolution; then only this tells when.
        resolved_at = time_in(row, meaning.zone, "status category changed")
    return settle_times(draft, resolved_at)


def _record(row: Row, meaning: Meaning) -> IssueRecord:
    key, status = text_in(row, "issue key"), text_in(row, "status")
    created_at = time_in(row, meaning.zone, "created")
    if created_at is None:
        raise row.refuse("'created' is blank", "Fill it in, or take the row out.")
    kind, parent = row.first("issue type"), row.first(*_PARENT) or None
    project = row.first("project key") or key.rpartition("-")[0]
    return IssueRecord(
        ext_id=row.first("issue id") or key,
        key=key,
        title=row.first("summary"),
        type=kind or "Issue",
        status=status,
        category=_category(row, meaning, status, row.first("resolution")),
        created_at=created_at,
        updated_at=time_in(row, meaning.zone, "updated"),
        team=project,
        project=project,
        points=number_in(row, *_POINTS),
        priority=row.first("priority") or None,
        rank=row.first("custom field (rank)", "rank") or None,
        severity=row.first("custom field (severity)", "severity") or None,
        due_on=day_in(row, meaning.zone, "due date"),
        assignee=row.first("assignee") or None,
        parent=parent,
        is_container=is_container_type(kind),
        is_subtask=is_subtask_type(kind) and parent is not None,
        restricted=bool(row.first("security level")),
        labels=row.every("labels"),
        releases=row.every(*_RELEASES),
        sprints=row.every("sprint"),
        blocks=row.every(*_BLOCKS),
    )


def _category(row: Row, meaning: Meaning, status: str, resolution: str) -> Category:
    """Ask the export's own `Status Category` before our table: it knows the site's workflow."""
    told = row.first("status category")
    own = jira_category(told) if told else None
    category = current_category(row, meaning, status, resolution, own)
    mapped = meaning.statuses.get(simplified(status))
    if own is None or mapped or own.is_open == category.is_open:
        return category
    return own


JIRA = Dialect(
    name="jira",
    marks=frozenset({"issue key"}),
    required=("issue key", "status", "created"),
    read=read_issue,
)
