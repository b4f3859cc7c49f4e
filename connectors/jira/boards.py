"""Boards of the projects of a source, what they estimate in, and their sprints."""

from collections.abc import Iterator, Sequence
from typing import Any

from jira import JIRA

from connectors.http import Http
from connectors.jira.facts import Row, project_keys
from connectors.jira.judging import AbsentError, RefusedError
from connectors.jira.library import Library
from connectors.jira.options import JiraOptions
from connectors.jira.startat import pages_of
from connectors.tracker import FatalError

_A_PAGE = 50  # the most that a page holds; asked for more, the library gives one page in silence
FEW_PROJECTS = 20  # so many are asked for their boards one by one; for more, all boards are walked
_ESTIMATING = 30  # boards whose configuration is read: enough to see what a company estimates in
_NO_SPRINTS = ("kanban",)
_UNSURE = ("simple",)  # boards of team-managed projects have sprints, or say 400


def fetch_boards(
    http: Http, library: Library, options: JiraOptions, projects: Sequence[Row]
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Give boards, each with the keys of its `projects` and the field of its `estimate`; warnings.

    A Jira without boards has none. Where a public tracker hides them from everybody they are
    missing, with a warning.
    """
    try:
        boards = list(_boards(library, projects))
        return tuple(_estimating(http, boards)), ()
    except AbsentError:
        return (), ()
    except FatalError as error:
        if not options.anonymous:
            raise
        return (), (f"Boards and sprints are not read: {error}",)


def fetch_sprints(library: Library, boards: Sequence[Row]) -> Iterator[Row]:
    """Walk the sprints of boards, each with the id of the `board` that told of it."""
    for board in boards:
        if board.get("type") not in _NO_SPRINTS:
            for sprint in _sprints(library, board):
                yield {**sprint, "board": str(board["id"])}


def _boards(library: Library, projects: Sequence[Row]) -> Iterator[Row]:
    keys = project_keys(projects)
    if len(keys) > FEW_PROJECTS:
        for board in _listed(library, None):
            location = board.get("location") or {}
            key = location.get("projectKey")
            # Old servers, and boards of people, tell no project: their sprints count all the same.
            if key is None or key in keys:
                yield _kept(board, [key] if key else [])
        return
    boards: dict[str, Row] = {}
    for key in keys:
        for board in _listed(library, key):
            kept = boards.setdefault(str(board["id"]), _kept(board, []))
            kept["projects"].append(key)
    yield from boards.values()


def _listed(library: Library, project: str | None) -> Iterator[Row]:
    """Walk boards by hand: on its own the library gives the first page, or stops at a short one."""

    def fetch(start: int) -> Row:
        def call(jira: JIRA) -> Row:
            return _page(jira.boards(start, _A_PAGE, projectKeyOrID=project))

        return library.ask(call)

    return pages_of(fetch)


def _sprints(library: Library, board: Row) -> Iterator[Row]:
    def fetch(start: int) -> Row:
        def call(jira: JIRA) -> Row:
            return _page(jira.sprints(board["id"], startAt=start, maxResults=_A_PAGE))

        return library.ask(call)

    try:
        yield from pages_of(fetch)
    except RefusedError:
        if board.get("type") not in _UNSURE:
            raise


def _page(found: Any) -> Row:
    """Take the plain rows out of the library's objects, which are large."""
    return {"values": [one.raw for one in found], "total": found.total, "isLast": found.isLast}


def _kept(board: Row, projects: list[str]) -> Row:
    kept = {key: board.get(key) for key in ("id", "name", "type")}
    return {**kept, "projects": projects, "estimate": None}


def _estimating(http: Http, boards: list[Row]) -> Iterator[Row]:
    scrum = [board for board in boards if board.get("type") not in _NO_SPRINTS]
    asked = {board["id"] for board in scrum[:_ESTIMATING]}
    for board in boards:
        if board["id"] not in asked:
            yield board
            continue
        told = http.get(f"/rest/agile/1.0/board/{board['id']}/configuration")
        field = ((told.get("estimation") or {}).get("field") or {}).get("fieldId")
        yield {**board, "estimate": field}
