"""Teams, sprints and releases out of what a site says; pure."""

from collections.abc import Iterator

from connectors.jira.facts import Facts, Row
from connectors.jira.meaning import Meaning, board_id, project_id
from connectors.jira.values import day_of, moment_of
from store.records import Entities, ReleaseRecord, SprintRecord, TeamRecord


def entities_of(facts: Facts, meaning: Meaning) -> Entities:
    """Read the lists of a site. Boards are teams where work can be told to be theirs."""
    return Entities(
        teams=tuple(_teams(facts, meaning)),
        sprints=tuple(_sprints(facts, meaning)),
        releases=tuple(_releases(facts, meaning)),
    )


def _teams(facts: Facts, meaning: Meaning) -> Iterator[TeamRecord]:
    for project in facts.projects:
        if project["key"] not in meaning.sole_boards:
            yield TeamRecord(project_id(project["key"]), str(project.get("name") or project["key"]))
    for board in facts.boards:
        yield TeamRecord(board_id(board["id"]), str(board.get("name") or board["id"]))


def _sprints(facts: Facts, meaning: Meaning) -> Iterator[SprintRecord]:
    """Give every sprint once: boards that share issues share their sprints."""
    told: dict[str, Row] = {}
    for row in facts.sprints:
        told.setdefault(str(row["id"]), row)
    for ext_id, row in told.items():
        origin = str(row.get("originBoardId") or "")
        board = origin if origin in meaning.boards else str(row["board"])
        yield SprintRecord(
            ext_id=ext_id,
            name=str(row.get("name") or ext_id),
            team=board_id(board),
            start_at=moment_of(row.get("startDate")),
            end_at=moment_of(row.get("endDate")),
            completed_at=moment_of(row.get("completeDate")),
        )


def _releases(facts: Facts, meaning: Meaning) -> Iterator[ReleaseRecord]:
    told = {str(row["id"]): row for row in facts.versions}
    names = {
        project["key"]: str(project.get("name") or project["key"]) for project in facts.projects
    }
    for ext_id, row in told.items():
        key, is_released = str(row["project"]), bool(row.get("released"))
        released_on = day_of(row.get("releaseDate"))
        yield ReleaseRecord(
            ext_id=ext_id,
            name=str(row.get("name") or ext_id),
            kind="version",
            started_on=day_of(row.get("startDate")),
            due_on=released_on,
            released_on=released_on if is_released else None,
            is_released=is_released,
            # Archived without having been released: hidden from everybody who plans with it.
            is_canceled=bool(row.get("archived")) and not is_released,
            url=f"{meaning.url}/projects/{key}/versions/{ext_id}",
            project=names.get(key, key),
        )
