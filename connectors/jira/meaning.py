"""How the raw things of one site are to be read: its fields, statuses, boards and links."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from connectors.jira.facts import Facts, Row
from connectors.jira.fields import Fields, discover_fields
from connectors.jira.options import JiraOptions
from connectors.statuses import jira_category, joint_category, known_category, simplified
from planner.category import Category

READING = 1  # part of the fingerprint: raise it when the same answers come to mean something else


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a pure reading of an issue needs to know.

    `own` has the site's categories by status id and by simplified name; `said` the user's, by
    simplified name. `sole_boards` maps the key of a project to its board, where it has exactly
    one; `boards` are the ids of all that are known. `blocking` maps the id of a link type to the
    end on which the issue stands that comes first.
    """

    url: str
    fields: Fields
    own: Mapping[str, Category]
    said: Mapping[str, Category]
    sole_boards: Mapping[str, str]
    boards: frozenset[str]
    blocking: Mapping[str, str]
    show_restricted: bool = False

    def category(self, ext_id: str | None, name: str, resolution: str, own: Any = None) -> Category:
        """Say what a status means together with a resolution; UNKNOWN where nobody knows.

        `own` is the category that came with it. What the user said wins, then the site, then what
        such names usually mean; only of canceled the site knows nothing, so there the name helps.
        """
        simple = simplified(name)
        effective = self.said.get(simple)
        if effective is None:
            told = jira_category(str(own)) if own else None
            told = told or self.own.get(ext_id or "") or self.own.get(simple)
            usual = known_category(name)
            is_canceled = told is Category.DONE and usual is Category.CANCELED
            effective = usual if is_canceled or told is None else told
        if effective is None:
            return Category.UNKNOWN
        return joint_category(name, resolution, {simple: effective}) or Category.UNKNOWN

    def board_team(self, project: str, boards: Iterable[str | None]) -> str:
        """Give the team of an issue: its project's only board, its sprint's, or the project."""
        if project in self.sole_boards:
            return board_id(self.sole_boards[project])
        for board in boards:
            if board in self.boards:
                return board_id(str(board))
        return project_id(project)


def board_id(board: object) -> str:
    return f"board/{board}"


def project_id(key: str) -> str:
    return f"project/{key}"


def meaning_of(options: JiraOptions, facts: Facts) -> Meaning:
    """Work out how to read the site. Raises FatalError for a field that it has not."""
    estimates = Counter(str(board["estimate"]) for board in facts.boards if board.get("estimate"))
    return Meaning(
        url=options.url.rstrip("/"),
        fields=discover_fields(
            facts.fields, [field for field, _ in estimates.most_common()], options.fields
        ),
        own=_own_categories(facts.statuses),
        said={simplified(name): category for name, category in options.statuses.items()},
        sole_boards=_sole_boards(facts.boards),
        boards=frozenset(str(board["id"]) for board in facts.boards),
        blocking=_blocking(facts.link_types),
        show_restricted=options.show_restricted,
    )


def fingerprint_of(options: JiraOptions, meaning: Meaning) -> str:
    """Change with the query, the fields and the mapping; not with every new status of a site.

    It is `QUERY/MAPPING`: where only the second part is another, what was sent can be read anew.
    """
    query = (options.server, options.projects, options.jql, meaning.fields)
    mapping = (
        READING,
        sorted(meaning.said.items()),
        sorted(meaning.sole_boards.items()),
        sorted(meaning.blocking.items()),
        meaning.show_restricted,
    )
    return f"{_digest(query)}/{_digest(mapping)}"


def _digest(told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:24]


def _own_categories(statuses: Iterable[Row]) -> dict[str, Category]:
    """Map ids and names. Projects of teams may use one name for several meanings: then none."""
    own: dict[str, Category] = {}
    by_name: dict[str, set[Category]] = {}
    for status in statuses:
        told = status.get("statusCategory")
        key = told.get("key") if isinstance(told, dict) else told
        category = jira_category(str(key or ""))
        if category is not None:
            own[str(status.get("id"))] = category
            by_name.setdefault(simplified(str(status.get("name") or "")), set()).add(category)
    return own | {name: next(iter(found)) for name, found in by_name.items() if len(found) == 1}


def _sole_boards(boards: Iterable[Row]) -> dict[str, str]:
    by_project: dict[str, list[str]] = {}
    for board in boards:
        for project in board.get("projects", ()):
            by_project.setdefault(project, []).append(str(board["id"]))
    return {project: ids[0] for project, ids in by_project.items() if len(ids) == 1}


def _blocking(link_types: Iterable[Row]) -> dict[str, str]:
    """Tell by the words of a link type which end must be finished first.

    Of "blocks" it is the end that blocks: the issue which names an `outwardIssue`. Of "depends on"
    it is the other one.
    """
    found = {}
    for link in link_types:
        outward = str(link.get("outward") or "").casefold()
        if outward.startswith(("block", "is blocking")):
            found[str(link["id"])] = "outwardIssue"
        elif outward.startswith(("depends on", "is blocked by", "requires")):
            found[str(link["id"])] = "inwardIssue"
    return found
