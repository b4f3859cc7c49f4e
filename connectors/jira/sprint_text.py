"""Sprints as an issue names them: objects, or the texts that old servers write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# com.atlassian.greenhopper.service.sprint.Sprint@1f[id=83,rapidViewId=92,state=CLOSED,name=…,…]
_TEXT = re.compile(r"\[(?P<body>.*)\]\s*$", re.DOTALL)
_KEYS = (
    "id|rapidViewId|state|name|startDate|endDate|completeDate|activatedDate|sequence|goal|synced"
    "|autoStartStop|incompleteIssuesDestinationId"
)
# Names and goals hold commas (and brackets): only what looks like the next key ends a value.
_NEXT = re.compile(rf",(?=(?:{_KEYS})=)")


@dataclass(frozen=True, slots=True)
class NamedSprint:
    """What an issue tells of one of its sprints; `board` is an id where it says one."""

    ext_id: str
    name: str
    state: str
    board: str | None


def named_sprints(value: Any) -> Iterator[NamedSprint]:
    """Read the sprint field of an issue. What has no id is no sprint."""
    for one in value if isinstance(value, list) else [value]:
        told = _parse_text(one) if isinstance(one, str) else one
        if isinstance(told, dict) and told.get("id") not in (None, ""):
            board = told.get("boardId") or told.get("originBoardId") or told.get("rapidViewId")
            yield NamedSprint(
                ext_id=str(told["id"]),
                name=str(told.get("name") or told["id"]),
                state=str(told.get("state") or "").lower(),
                board=str(board) if board else None,
            )


def latest_first(sprints: list[NamedSprint]) -> list[NamedSprint]:
    """Sort so that the sprint which tells most of today comes first."""

    def rank(sprint: NamedSprint) -> tuple[bool, int]:
        known = int(sprint.ext_id) if sprint.ext_id.isdigit() else 0
        return (sprint.state == "active", known)

    return sorted(sprints, key=rank, reverse=True)


def _parse_text(text: str) -> dict[str, Any] | None:
    found = _TEXT.search(text)
    if not found:
        return None
    pairs = (part.partition("=") for part in _NEXT.split(found["body"]))
    return {key: None if value == "<null>" else value for key, _, value in pairs}
