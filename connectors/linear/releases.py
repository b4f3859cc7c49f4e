"""Linear's releases, projects and milestones as found releases."""

from datetime import date

from connectors.linear.due_moves import due_moves
from connectors.linear.period import last_day
from connectors.linear.values import Node, day_in, moment_in, nodes_in
from store.records import DueMove, ReleaseRecord


def release_record(node: Node) -> ReleaseRecord:
    """Read a `Release`; its version goes into the name that does not say it already."""
    stage, due_on = node["stage"]["type"], day_in(node, "targetDate")
    is_released = stage == "completed"
    version = node["version"]
    is_named = not version or version.casefold() in node["name"].casefold()
    return ReleaseRecord(
        ext_id=node["id"],
        name=node["name"] if is_named else f"{node['name']} {version}",
        kind="release",
        created_at=moment_in(node, "createdAt"),
        started_on=day_in(node, "startDate"),
        due_on=due_on,
        released_on=_day_of(node, "completedAt") if is_released else None,
        is_released=is_released,
        is_canceled=stage == "canceled",
        due_moves=due_moves(node, nodes_in(node, "history"), due_on),
        url=node["url"],
        project=node["pipeline"]["name"],
    )


def project_record(node: Node, fiscal_start: int) -> ReleaseRecord:
    """Read a `Project`; a target that means a quarter is due on the quarter's last day."""
    status, target = node["status"]["type"], day_in(node, "targetDate")
    due_on = last_day(target, node["targetDateResolution"], fiscal_start) if target else None
    is_released = status == "completed"
    return ReleaseRecord(
        ext_id=node["id"],
        name=node["name"],
        kind="project",
        created_at=moment_in(node, "createdAt"),
        started_on=day_in(node, "startDate"),
        due_on=due_on,
        released_on=_day_of(node, "completedAt") if is_released else None,
        is_released=is_released,
        is_canceled=status == "canceled",
        due_moves=_resolved(due_moves(node, nodes_in(node, "history"), target), due_on),
        url=node["url"],
    )


def milestone_record(node: Node, project: Node) -> ReleaseRecord:
    """Read a `ProjectMilestone`, which shares the fate of its project.

    Nobody tells when all of its issues were done, only that they are.
    """
    status = project["status"]["type"]
    is_released = status == "completed" or node["status"] == "done"
    return ReleaseRecord(
        ext_id=node["id"],
        name=node["name"],
        kind="milestone",
        created_at=moment_in(node, "createdAt"),
        due_on=day_in(node, "targetDate"),
        released_on=_day_of(project, "completedAt") if status == "completed" else None,
        is_released=is_released,
        is_canceled=status == "canceled" and not is_released,
        url=project["url"],
        project=project["name"],
    )


def _resolved(moves: tuple[DueMove, ...], due_on: date | None) -> tuple[DueMove, ...]:
    """Let the last move lead to the day that today's target means."""
    return (*moves[:-1], DueMove(moves[-1].at, due_on)) if moves else ()


def _day_of(node: Node, field: str) -> date | None:
    at = moment_in(node, field)
    return at.date() if at else None
