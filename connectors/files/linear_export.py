"""Linear's CSV export, of the workspace or of a view."""

import re

from connectors.files.cells import day_in, number_in, text_in, time_in
from connectors.files.draft import Dialect, Draft, Meaning, current_category, settle_times
from connectors.files.tables import Row
from connectors.files.values import split_list
from connectors.statuses import joint_category, simplified
from planner.category import Category
from store.records import IssueRecord, ReleaseRecord, SprintRecord, TeamRecord

# Linear guards texts that a spreadsheet would take for a formula with an apostrophe.
_GUARDED = re.compile(r"'(?=[=+\-@])")
_STATE_TIMES = frozenset({"started", "completed", "canceled"})


def read_issue(row: Row, meaning: Meaning) -> Draft:
    """Read a row of the export. Projects and milestones are releases, cycles are sprints."""
    key = text_in(row, "id")
    created_at = time_in(row, meaning.zone, "created")
    if created_at is None:
        raise row.refuse("'created' is blank", "Fill it in, or take the row out.")
    team = row.first("team") or key.rpartition("-")[0]
    releases, cycle = _releases(row), _cycle(row, meaning, team)
    completed_at = time_in(row, meaning.zone, "completed")
    canceled_at = time_in(row, meaning.zone, "canceled")
    priority = row.first("priority")
    record = IssueRecord(
        ext_id=row.first("uuid") or key,
        key=key,
        title=_GUARDED.sub("", row.first("title"), count=1),
        type="Issue",
        status=text_in(row, "status"),
        category=_category(row, meaning),
        created_at=created_at,
        updated_at=time_in(row, meaning.zone, "updated"),
        started_at=time_in(row, meaning.zone, "started"),
        team=team,
        project=row.first("project") or None,
        points=number_in(row, "estimate"),
        priority=None if priority == "No priority" else priority or None,
        due_on=day_in(row, meaning.zone, "due date"),
        assignee=row.first("assignee") or None,
        parent=row.first("parent issue") or None,
        labels=split_list(row.first("labels"), ","),
        releases=tuple(release.ext_id for release in releases),
        sprints=tuple(sprint.ext_id for sprint in cycle),
        blocks=split_list(row.first("blocks"), ","),
    )
    draft = Draft(
        record,
        blocked_by=split_list(row.first("blocked by"), ","),
        teams=(TeamRecord(team, team),),
        sprints=cycle,
        releases=releases,
    )
    return settle_times(draft, canceled_at or completed_at)


def _category(row: Row, meaning: Meaning) -> Category:
    """Believe the user's mapping, then the times that Linear keeps a state type, then the name.

    Linear takes `Completed` and `Canceled` back when an issue is reopened, but keeps `Started`:
    of an open issue the name tells more.
    """
    status = row.first("status")
    mapped = meaning.statuses.get(simplified(status))
    if mapped:
        return mapped
    if row.first("canceled"):
        return Category.CANCELED
    if row.first("completed"):
        return Category.DONE
    named = joint_category(status, "", {})
    if not _STATE_TIMES.issubset(row.columns):
        return current_category(row, meaning, status, "")
    if named is not None and named.is_open:
        return named
    return Category.DOING if row.first("started") else Category.TODO


def _releases(row: Row) -> tuple[ReleaseRecord, ...]:
    project, milestone = row.first("project"), row.first("project milestone")
    found = []
    if project:
        found.append(ReleaseRecord(row.first("project id") or project, project, "project"))
    if milestone:
        ext_id = row.first("project milestone id") or f"{project}/{milestone}"
        found.append(ReleaseRecord(ext_id, milestone, "milestone"))
    return tuple(found)


def _cycle(row: Row, meaning: Meaning, team: str) -> tuple[SprintRecord, ...]:
    number, name = row.first("cycle number"), row.first("cycle name")
    if not number and not name:
        return ()
    return (
        SprintRecord(
            ext_id=f"{team}/{number or name}",
            name=name or f"Cycle {number}",
            team=team,
            start_at=time_in(row, meaning.zone, "cycle start"),
            end_at=time_in(row, meaning.zone, "cycle end"),
        ),
    )


LINEAR = Dialect(
    name="linear",
    marks=frozenset({"id", "title"}),
    required=("id", "title", "status", "created"),
    read=read_issue,
    may_lack=1,  # some exports end every row one comma short
    parents_are_containers=True,
)
