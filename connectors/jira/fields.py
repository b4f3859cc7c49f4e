"""Which of a site's fields hold points, sprints, epics, rank, severity and team."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectors.jira.options import FieldNames
from connectors.tracker import FatalError

_POINTS_TYPE = "com.pyxis.greenhopper.jira:jsw-story-points"
_POINTS_NAMES = ("story points", "story point estimate")
_TYPES = {
    "sprint": ("com.pyxis.greenhopper.jira:gh-sprint",),
    "epic": ("com.pyxis.greenhopper.jira:gh-epic-link",),
    "rank": ("com.pyxis.greenhopper.jira:gh-lexo-rank",),
}
_NAMES = {"severity": ("severity",)}
_USES = {"epic": "parent"}  # what a history calls it here
# Never `*all`: descriptions and comments are nobody's business here, and are most of the bytes.
SYSTEM = [
    "summary",
    "status",
    "issuetype",
    "project",
    "parent",
    "assignee",
    "created",
    "updated",
    "resolution",
    "resolutiondate",
    "fixVersions",
    "issuelinks",
    "labels",
    "priority",
    "duedate",
    "security",
    "votes",
]


@dataclass(frozen=True, slots=True)
class Fields:
    """Ids of fields; `points` in the order in which they are believed, and may be several.

    A site can have one field for boards of companies and one for those of teams. `names` pairs the
    lower-case names of these fields with their uses: old servers write histories by name.
    """

    points: tuple[str, ...] = ()
    sprint: str | None = None
    epic: str | None = None
    rank: str | None = None
    severity: str | None = None
    team: str | None = None
    names: tuple[tuple[str, str], ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """Give every field to be asked for, each once."""
        found = (self.sprint, self.epic, self.rank, self.severity, self.team)
        return tuple(dict.fromkeys([*SYSTEM, *self.points, *(one for one in found if one)]))


def discover_fields(
    told: Sequence[Mapping[str, Any]], estimates: Iterable[str], names: FieldNames
) -> Fields:
    """Find the fields among those of the site.

    `estimates` are the ids of the fields that boards estimate in, the commonest first: they are
    believed before types, and types before names. `names` win over everything.

    Raises:
        FatalError: the settings name a field that the site has not.
    """
    found: dict[str, Any] = {}
    for use in ("sprint", "epic", "rank", "severity", "team"):
        asked = getattr(names, use)
        ids = _asked(told, use, asked) if asked else _discovered(told, use)
        found[use] = ids[0] if ids else None
    points = _asked(told, "points", names.points) if names.points else _points(told, estimates)
    uses = {ext_id: _USES.get(use, use) for use, ext_id in found.items() if ext_id}
    uses |= dict.fromkeys(points, "points")
    pairs = tuple((_name(row), uses[row["id"]]) for row in told if row.get("id") in uses)
    return Fields(points=tuple(points), names=pairs, **found)


def _points(told: Sequence[Mapping[str, Any]], estimates: Iterable[str]) -> list[str]:
    numbers = {row["id"] for row in told if str(row.get("id", "")).startswith("customfield_")}
    by_board = [one for one in estimates if one in numbers]  # a board may count hours, or nothing
    by_type = [row["id"] for row in told if _custom(row) == _POINTS_TYPE]
    by_name = [row["id"] for row in told if _name(row) in _POINTS_NAMES]
    return list(dict.fromkeys([*by_board, *by_type, *by_name]))


def _asked(told: Sequence[Mapping[str, Any]], use: str, asked: str) -> list[str]:
    ids = [row["id"] for row in told if row.get("id") == asked]
    ids = ids or [row["id"] for row in told if _name(row) == asked.casefold()]
    if not ids:
        raise FatalError(
            f"Jira has no field {asked!r} that this account may see. Mend `fields: {use}` of the "
            "source: a field's name, or its id like customfield_10016."
        )
    return list(dict.fromkeys(ids))


def _discovered(told: Sequence[Mapping[str, Any]], use: str) -> list[str]:
    by_type = [row["id"] for row in told if _custom(row) in _TYPES.get(use, ())]
    return by_type or [
        row["id"] for row in told if row.get("id") and _name(row) in _NAMES.get(use, ())
    ]


def _name(row: Mapping[str, Any]) -> str:
    return str(row.get("name") or "").casefold()


def _custom(row: Mapping[str, Any]) -> str:
    return str((row.get("schema") or {}).get("custom") or "")
