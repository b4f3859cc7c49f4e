"""A small company in Linear, with something of everything that a workspace can have."""

from datetime import UTC, datetime

from connectors.linear.options import LinearOptions
from connectors.linear.tracker import LinearTracker
from tests.connectors.linear.server import KEY, Linear
from tests.connectors.linear.world import World

BEGAN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
WEB, APP, SEC = "team-WEB", "team-APP", "team-SEC"
SHOP, SECRET, CANCELED = "project-shop", "project-secret", "project-canceled"
BETA, SPRING = "milestone-beta", "release-spring"


def make_world() -> World:
    """Build it as it came to be, from January on; the last week saw one plain change."""
    world = World(BEGAN)
    _add_people_and_teams(world)
    _add_plans(world)
    _work(world)
    return world


def make_tracker(linear: Linear, **options: object) -> LinearTracker:
    told = {"name": "acme", "url": linear.url, "token": KEY} | options
    return LinearTracker(LinearOptions(**told))  # type: ignore[arg-type]


def _add_people_and_teams(world: World) -> None:
    for name in ("Ada", "Grace"):
        world.add("users", f"user-{name}", name=name)
    world.add_team("WEB", "Web")
    world.add_team("APP", "App")
    world.add_team("SEC", "Security", "private")
    for name in ("bug", "ui", "api"):
        world.add("labels", f"label-{name}", name=name)
    add_cycle(world, WEB, 1)
    add_cycle(world, WEB, 2, "Cleaning up")
    add_cycle(world, SEC, 1, "Breach of last week")


def add_cycle(world: World, team: str, number: int, name: str | None = None) -> str:
    is_over = number == 1
    return world.add(
        "cycles",
        f"cycle-{team}-{number}",
        teamId=team,
        name=name,
        number=float(number),
        startsAt=f"2026-0{number}-05T09:00:00.000Z",
        endsAt=f"2026-0{number}-19T09:00:00.000Z",
        completedAt="2026-01-19T09:00:00.000Z" if is_over else None,
        scopeHistory=[20.0, 25.0],
        completedScopeHistory=[0.0, 18.0],
        issueCountHistory=[8.0, 9.0],
        completedIssueCountHistory=[0.0, 6.0],
    )


def add_project(world: World, ext_id: str, *teams: str, status: str = "started") -> str:
    return world.add(
        "projects",
        ext_id,
        name=ext_id.removeprefix("project-").title(),
        url=f"https://linear.app/acme/project/{ext_id}",
        teamIds=list(teams),
        status={"type": status},
        startDate="2026-01-10",
        targetDate=None,
        targetDateResolution=None,
        completedAt=None,
    )


def add_milestone(world: World, ext_id: str, project: str) -> str:
    return world.add(
        "milestones",
        ext_id,
        name=ext_id.removeprefix("milestone-").title(),
        projectId=project,
        targetDate="2026-04-01",
        status="next",
    )


def add_release(world: World, ext_id: str, name: str, version: str | None = None) -> str:
    return world.add(
        "releases",
        ext_id,
        name=name,
        version=version,
        url=f"https://linear.app/acme/release/{ext_id}",
        startDate="2026-02-01",
        targetDate="2026-05-04",
        completedAt=None,
        stage={"type": "started"},
        pipelineId="pipeline-web",
    )


def _add_plans(world: World) -> None:
    add_project(world, SHOP, WEB, APP)
    add_project(world, SECRET, SEC)
    add_project(world, CANCELED, WEB, status="canceled")
    add_milestone(world, BETA, SHOP)
    add_milestone(world, "milestone-hidden", SECRET)
    world.add("pipelines", "pipeline-web", name="Web production", teamIds=[WEB])
    add_release(world, SPRING, "Spring", "4.2")
    add_release(world, "release-old", "v4.1", "4.1")
    for name, parent in (("growth", None), ("checkout", "initiative-growth"), ("vault", None)):
        world.add(
            "initiatives",
            f"initiative-{name}",
            name=name.title(),
            url=f"https://linear.app/acme/initiative/{name}",
            parentInitiativeId=parent,
        )
    for initiative, project in (("checkout", SHOP), ("vault", SECRET)):
        world.add(
            "initiative_projects",
            f"link-{initiative}",
            initiativeId=f"initiative-{initiative}",
            projectId=project,
        )


def _work(world: World) -> None:
    issues = []
    for number in range(1, 25):
        world.pass_time(hours=5)
        team = APP if number % 4 == 0 else SEC if number % 11 == 0 else WEB
        estimate = None if number % 5 == 0 else float(number % 4)
        issues.append(world.add_issue(team, f"Thing {number}", estimate=estimate))
    world.pass_time(days=1)
    _plan_work(world, issues)
    for at, issue in enumerate(issues):
        world.pass_time(hours=7)
        if at % 3:
            world.set_state(issue, "In Progress")
        world.pass_time(hours=7)
        if at % 4 == 1:
            world.set_state(issue, "Done")
        if at == 6:
            world.set_state(issue, "Duplicate")
    world.archive(issues[5])
    world.archive(issues[3])
    world.now = datetime(2026, 2, 27, 9, 0, tzinfo=UTC)
    world.change(issues[2], title="Thing 3, seen again")
    world.now = datetime(2026, 3, 2, 11, 58, tzinfo=UTC)


def _plan_work(world: World, issues: list[str]) -> None:
    """Let each field of an issue change at least once."""
    world.is_grouping = False
    one, two, three, four = issues[:4]
    world.change(one, projectId=SHOP, projectMilestoneId=BETA, assigneeId="user-Ada")
    world.change(one, estimate=8.0, priority=2)
    world.change(one, cycleId="cycle-team-WEB-1")
    world.change(two, parentId=one, cycleId="cycle-team-WEB-2", assigneeId="user-Grace")
    world.change(two, priority=1, dueDate="2026-03-20")
    world.change(four, teamId=WEB, stateId=world.state(WEB, "Todo"), identifier="WEB-401")
    world.relabel(one, "label-bug", "label-ui")
    world.relabel(one, "label-api")
    world.change(issues[10], projectId=SECRET, projectMilestoneId="milestone-hidden")
    world.relate(one, three)
    world.relate(two, three, "related")
    world.ship(one, SPRING)
    world.need(one, "Globex", priority=1)
    world.need(one, "Initech")
    world.retarget("projects", SHOP, "2026-03-31")
    world.pass_time(days=1)
    world.retarget("projects", SHOP, "2026-04-10", targetDateResolution="quarter")
    world.is_grouping = True
