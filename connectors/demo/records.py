"""The company's work as the records that a tracker hands over."""

from collections.abc import Callable, Mapping
from datetime import datetime

from connectors.demo.item import WorkItem
from connectors.demo.release import Release
from connectors.demo.team import Sprint, Team
from planner.category import Category
from store.records import Entities, IssueRecord, ReleaseRecord, SprintRecord, TeamRecord

Names = Mapping[int, tuple[str, str]]  # id() of an item -> its ext_id and key


def issue_records(team: Team, url: str) -> tuple[IssueRecord, ...]:
    """Give all issues of a team, numbered in the order of their creation.

    `url` is the address before the key.
    """
    plan = team.plan
    ordered = sorted(team.items, key=lambda item: item.created_at)
    names = {
        id(item): (plan.make_id("issue", number), f"{plan.key}-{number}")
        for number, item in enumerate(ordered, start=1)
    }
    blocks = _blocks(ordered, names)
    return tuple(_issue_record(team, item, names, blocks, url) for item in ordered)


def entities_of(team: Team, release_kind: str, *, tells_moves: bool) -> Entities:
    """Give a team's sprints and releases; Jira keeps no history of a version's date."""
    team_id = team.plan.make_id("team", 1)
    return Entities(
        teams=(TeamRecord(team_id, team.plan.name),),
        sprints=tuple(_sprint_record(sprint, team_id) for sprint in team.sprints),
        releases=tuple(
            _release_record(release, release_kind, tells_moves=tells_moves)
            for release in team.releases
        ),
    )


def _blocks(items: list[WorkItem], names: Names) -> dict[int, list[str]]:
    blocks: dict[int, list[str]] = {}
    for item in items:
        for blocker in item.blockers:
            blocks.setdefault(id(blocker), []).append(names[id(item)][0])
    return blocks


def _issue_record(
    team: Team, item: WorkItem, names: Names, blocks: dict[int, list[str]], url: str
) -> IssueRecord:
    ext_id, key = names[id(item)]
    return IssueRecord(
        ext_id=ext_id,
        key=key,
        title=item.title,
        type=team.plan.workflow.types[item.kind],
        status=item.status.name,
        category=item.status.category,
        created_at=item.created_at,
        updated_at=item.updated_at,
        started_at=_first(item, lambda category: category is Category.DOING),
        resolved_at=None if item.is_open else _entered_now(item),
        team=team.plan.make_id("team", 1),
        project=team.plan.key,
        points=item.points,
        priority=item.priority,
        assignee=item.assignee,
        parent=None if item.parent is None else names[id(item.parent)][0],
        is_container=item.kind == "epic",
        is_subtask=item.kind == "subtask",
        url=url + key,
        labels=tuple(item.labels),
        releases=tuple(item.releases),
        sprints=tuple(item.sprints),
        blocks=tuple(blocks.get(id(item), ())),
        events=tuple(item.events),
    )


def _first(item: WorkItem, wanted: Callable[[Category], bool]) -> datetime | None:
    entered = ((event.after_category, event.at) for event in item.events)
    return next((at for category, at in entered if category and wanted(category)), None)


def _entered_now(item: WorkItem) -> datetime | None:
    moves = [event.at for event in item.events if event.field == "status"]
    return moves[-1] if moves else None


def _sprint_record(sprint: Sprint, team_id: str) -> SprintRecord:
    committed, completed = sprint.committed, sprint.completed
    return SprintRecord(
        ext_id=sprint.ext_id,
        name=sprint.name,
        team=team_id,
        start_at=sprint.start_at,
        end_at=sprint.end_at,
        completed_at=sprint.end_at if completed else None,
        committed_items=committed[0] if committed else None,
        committed_points=committed[1] if committed else None,
        completed_items=completed[0] if completed else None,
        completed_points=completed[1] if completed else None,
    )


def _release_record(release: Release, kind: str, *, tells_moves: bool) -> ReleaseRecord:
    return ReleaseRecord(
        ext_id=release.ext_id,
        name=release.script.name,
        kind=kind,
        created_at=release.created_at,
        started_on=None if release.due_on is None else release.script.starts_on,
        due_on=release.due_on,
        released_on=release.released_on,
        is_released=release.released_on is not None,
        due_moves=tuple(release.due_moves) if tells_moves else (),
    )
