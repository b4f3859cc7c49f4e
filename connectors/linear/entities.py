"""A workspace's teams, cycles, releases and containers as the store knows such things."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from connectors.linear.options import LinearOptions
from connectors.linear.releases import milestone_record, project_record, release_record
from connectors.linear.scope import Scope
from connectors.linear.values import Node, id_in, moment_in
from connectors.linear.workspace import Workspace
from store.records import ContainerRecord, Entities, ReleaseRecord, SprintRecord, TeamRecord

_NO_RELEASES = (
    "Releases are not part of this Linear workspace: its projects and milestones count as such. "
    "Take `release` out of the source's `releases` to no longer read this."
)


def normalise_entities(workspace: Workspace, scope: Scope, options: LinearOptions) -> Entities:
    """Turn what was read whole into records; `raw` is left for the caller to add."""
    wants_releases = "release" in options.releases
    return Entities(
        teams=tuple(TeamRecord(team["id"], team["name"]) for team in scope.teams.values()),
        sprints=tuple(
            _sprint(cycle, scope)
            for cycle in workspace.all("cycles")
            if cycle["team"]["id"] in scope.teams
        ),
        releases=tuple(_releases(workspace, scope, options)),
        containers=tuple(_containers(workspace, scope)),
        warnings=(_NO_RELEASES,) if wants_releases and not workspace.has_releases else (),
    )


def _sprint(cycle: Node, scope: Scope) -> SprintRecord:
    """Take the figures from the cycle's own charts: its first day is what was committed.

    A team without estimates has no points, though Linear then charts issues as such.
    """
    team = scope.teams[cycle["team"]["id"]]
    has_points = team["issueEstimationType"] != "notUsed"
    number = f"Cycle {cycle['number']:g}"
    is_over = cycle["completedAt"] is not None
    return SprintRecord(
        ext_id=cycle["id"],
        name=number if team["id"] in scope.private else cycle["name"] or number,
        team=team["id"],
        start_at=moment_in(cycle, "startsAt"),
        end_at=moment_in(cycle, "endsAt"),
        completed_at=moment_in(cycle, "completedAt"),
        committed_points=_first(cycle["scopeHistory"]) if has_points else None,
        completed_points=_last(cycle["completedScopeHistory"]) if has_points and is_over else None,
        committed_items=_whole(_first(cycle["issueCountHistory"])),
        completed_items=_whole(_last(cycle["completedIssueCountHistory"])) if is_over else None,
    )


def _first(figures: Sequence[float]) -> float | None:
    return float(figures[0]) if figures else None


def _last(figures: Sequence[float]) -> float | None:
    return float(figures[-1]) if figures else None


def _whole(figure: float | None) -> int | None:
    return None if figure is None else round(figure)


def _releases(
    workspace: Workspace, scope: Scope, options: LinearOptions
) -> Iterator[ReleaseRecord]:
    fiscal_start = int(workspace.organization["fiscalYearStartMonth"])
    projects = {project["id"]: project for project in workspace.all("projects")}
    if "release" in options.releases:
        for node in _kept(workspace, "releases", scope):
            yield release_record(node)
    if "project" in options.releases:
        for node in _kept(workspace, "projects", scope):
            yield project_record(node, fiscal_start)
    if "milestone" in options.releases:
        for node in _kept(workspace, "milestones", scope):
            if node["project"]["id"] in projects:  # else made after the projects were read
                yield milestone_record(node, projects[node["project"]["id"]])


def _containers(workspace: Workspace, scope: Scope) -> Iterator[ContainerRecord]:
    """Give initiatives, projects and milestones, each with what holds it."""
    initiatives = _initiatives_of_projects(workspace.all("initiative_projects"), scope)
    for node in _kept(workspace, "initiatives", scope):
        parent = id_in(node, "parentInitiative")
        held_by = tuple(held for held in (parent,) if held and held not in scope.left_out)
        yield ContainerRecord(node["id"], "initiative", node["name"], held_by, node["url"])
    for node in _kept(workspace, "projects", scope):
        held_by = tuple(sorted(initiatives[node["id"]]))
        yield ContainerRecord(node["id"], "project", node["name"], held_by, node["url"])
    for node in _kept(workspace, "milestones", scope):
        yield ContainerRecord(node["id"], "milestone", node["name"], (node["project"]["id"],))


def _initiatives_of_projects(links: Iterable[Node], scope: Scope) -> defaultdict[str, set[str]]:
    held: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        initiative = link["initiative"]["id"]
        if link["archivedAt"] is None and initiative not in scope.left_out:
            held[link["project"]["id"]].add(initiative)
    return held


def _kept(workspace: Workspace, name: str, scope: Scope) -> Iterator[Node]:
    return (node for node in workspace.all(name) if node["id"] not in scope.left_out)
