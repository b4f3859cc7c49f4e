"""Which teams are read, and what of the rest of a workspace belongs to them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from connectors.linear.options import LinearOptions
from connectors.linear.values import Node, nodes_in
from connectors.linear.workspace import Workspace
from connectors.tracker import FatalError

_PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Scope:
    """`teams` are those read, `left_out` the projects, milestones, releases and initiatives not.

    What belongs to private teams alone is left out, for its very name may be private; so is what
    belongs to teams alone that are not read. `private` are the teams of the former sort.
    """

    teams: Mapping[str, Node]
    private: frozenset[str]
    left_out: frozenset[str]


def scope_of(workspace: Workspace, options: LinearOptions) -> Scope:
    """Say what is read.

    Raises:
        FatalError: a team that the source names is not there.
    """
    teams = _chosen(workspace.all("teams"), options)
    private = frozenset(
        team_id for team_id, team in teams.items() if is_private(team) and not options.show_private
    )
    shown = teams.keys() - private
    projects = _without(workspace.all("projects"), shown)
    milestones = {m["id"] for m in workspace.all("milestones") if m["project"]["id"] in projects}
    pipelines = _without(workspace.all("pipelines"), shown)
    releases = {r["id"] for r in workspace.all("releases") if r["pipeline"]["id"] in pipelines}
    initiatives = _only_with(workspace.all("initiative_projects"), projects)
    return Scope(
        teams,
        private,
        frozenset().union(projects, milestones, releases, initiatives, _trash(workspace)),
    )


def is_private(team: Node) -> bool:
    """Tell whether only members see a team's issues, or those of the team that encloses it."""
    return bool(team["visibility"] != _PUBLIC)


def _chosen(teams: Iterable[Node], options: LinearOptions) -> dict[str, Node]:
    known = {team["id"]: team for team in teams}
    if not options.teams:
        return known
    chosen: dict[str, Node] = {}
    for wanted in options.teams:
        found = {
            ext_id: team
            for ext_id, team in known.items()
            if wanted.casefold() in (ext_id, team["key"].casefold(), team["name"].casefold())
        }
        if not found:
            keys = ", ".join(sorted(team["key"] for team in known.values())) or "none"
            raise FatalError(
                f"Linear shows no team {wanted!r} to the key of the source {options.name}; it sees "
                f"{keys}. Mend `teams`, or make the key's account a member of it."
            )
        chosen |= found
    return chosen


def _without(things: Iterable[Node], shown: Collection[str]) -> set[str]:
    """Give the things that have teams, but none that is shown."""
    left_out = set()
    for thing in things:
        teams = [team["id"] for team in nodes_in(thing, "teams")]
        if teams and not any(team in shown for team in teams):
            left_out.add(thing["id"])
    return left_out


def _only_with(links: Iterable[Node], projects: Collection[str]) -> set[str]:
    """Give the initiatives all of whose projects are left out."""
    shown: dict[str, bool] = {}
    for link in links:
        initiative = link["initiative"]["id"]
        shown[initiative] = shown.get(initiative, False) or link["project"]["id"] not in projects
    return {initiative for initiative, is_shown in shown.items() if not is_shown}


def _trash(workspace: Workspace) -> set[str]:
    """Give what lies in the trash, and the milestones and releases that went there with it."""
    thrown = {
        thing["id"]
        for name in ("projects", "pipelines", "releases", "initiatives")
        for thing in workspace.all(name)
        if thing["trashed"]
    }
    held = {
        thing["id"]
        for name, holder in (("milestones", "project"), ("releases", "pipeline"))
        for thing in workspace.all(name)
        if thing[holder]["id"] in thrown
    }
    return thrown | held
