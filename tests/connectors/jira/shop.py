"""A small company's Jira, in which everything that a sync reads happens once."""

from tests.connectors.jira.furniture import POINTS, board, sprint, version
from tests.connectors.jira.world import OPS, SHOP, World


def shop() -> World:
    """Make two projects with boards, sprints, versions and eleven issues with a past."""
    world = World()
    world.versions = {
        300: version(300, "2.4", SHOP, releaseDate="2026-04-01", startDate="2026-01-05"),
        301: version(301, "2.3", SHOP, released=True, releaseDate="2026-01-15"),
        302: version(302, "Old plan", SHOP, archived=True),
        303: version(303, "2.4", OPS),
    }
    world.boards = [
        board(1, "Shop board", "scrum", SHOP, estimate=POINTS),
        board(2, "Shop kanban", "kanban", SHOP),
        board(3, "Ops board", "simple", OPS),
    ]
    world.sprints = {
        11: sprint(11, "Sprint 1, the first", 1, "closed", completeDate="2026-01-30T10:00:00.000Z"),
        12: sprint(12, "Sprint 2", 1, "active", startDate="2026-02-02T10:00:00.000Z"),
    }
    _fill(world)
    return world


def _fill(world: World) -> None:
    epic = world.create(type="Epic", summary="Checkout")
    story = world.create(points=3.0, labels=["web"], priority="High", security="Board only")
    bug = world.create(type="Bug", blocks=[story.id], votes=4)
    world.create(type="Sub-task", parent=story.id, points=1.0)
    world.edit(story, parent=epic.id, sprints=[11], versions=[301])
    world.edit(story, points=5.0, labels=["web", "pay"], type="Task", priority="Low")
    world.edit(story, sprints=[11, 12], versions=[300], assignee="Mo")
    world.edit(bug, status="2", team_points=2.0)
    world.close(bug, "Won't Do")
    world.edit(bug, status="1", resolution=None)
    world.close(bug)
    for number in range(5):
        issue = world.create(OPS, points=float(number))
        world.edit(issue, status="2")
        if number % 2:
            world.close(issue)
    tiny = world.create(OPS, points=0.0)
    world.edit(tiny, points=None)
    world.create(summary="Left alone")
