"""What the far tracker sends: issues with fifteen changes each, by their number."""

from datetime import UTC, datetime, timedelta
from typing import Any

BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
CHANGES = 15
STATUSES = ("To Do", "In Progress", "In Review", "Done")
PEOPLE = tuple({"id": f"u{n}", "displayName": f"Person {n}"} for n in range(40))
RELEASES, SPRINTS, TEAMS = 50, 100, 8
_FAR = timedelta(minutes=5)  # between the creations of two issues

Payload = dict[str, Any]


def entities() -> Payload:
    """Give all teams, sprints, releases and projects."""
    return {
        "teams": [{"id": f"t{n}", "name": f"Team {n}"} for n in range(TEAMS)],
        "sprints": [{"id": f"s{n}", "name": f"Sprint {n}"} for n in range(SPRINTS)],
        "releases": [
            {"id": f"r{n}", "name": f"{n}.0", "project": f"p{n % 5}"} for n in range(RELEASES)
        ],
        "projects": [{"id": f"p{n}", "name": f"Project {n}"} for n in range(5)],
    }


def updated_at(number: int) -> datetime:
    return BEGAN + number * _FAR + timedelta(hours=3 * CHANGES)


def issue(number: int) -> Payload:
    """Give an issue as the tracker sends it."""
    created_at = BEGAN + number * _FAR
    history = [_change(number, place, created_at) for place in range(CHANGES)]
    return {
        "id": str(10_000 + number),
        "key": f"FAR-{number}",
        "fields": {
            "summary": f"Let the customer see number {number} where it is looked for",
            "type": {"id": str(number % 4), "name": ("Story", "Bug", "Task", "Epic")[number % 4]},
            "status": _last(history, "status", "To Do"),
            "points": _last(history, "points", None),
            "assignee": PEOPLE[(number + 12) % len(PEOPLE)],
            "team": f"t{number % TEAMS}",
            "labels": [f"area-{number % 20}", f"squad-{number % 7}"],
            "releases": [_last(history, "release", None)],
            "sprints": [_last(history, "sprint", None)],
            "created": created_at.isoformat(),
            "updated": updated_at(number).isoformat(),
            "votes": number % 11,
            "blocks": [str(10_000 + number - 1)] if number % 10 == 9 else [],
        },
        "history": history,
    }


def _change(number: int, place: int, created_at: datetime) -> Payload:
    """Give the change at a place; each field follows on what it was before."""
    field = ("status", "points", "release", "status", "sprint", "assignee")[place % 6]
    before, after = _moved(number, place, field, place // 6)
    return {
        "id": str(number * CHANGES + place),
        "at": (created_at + timedelta(hours=3 * (place + 1))).isoformat(),
        "author": PEOPLE[(number + place) % len(PEOPLE)],
        "field": field,
        "from": before,
        "to": after,
    }


def _moved(number: int, place: int, field: str, turn: int) -> tuple[str | None, str | None]:
    if field == "status":
        return _statuses(place)
    if field == "points":
        return (None if turn == 0 else str(turn), str(turn + 1))
    if field == "assignee":
        return _person(number, place - 1), _person(number, place)
    prefix, of = ("r", RELEASES) if field == "release" else ("s", SPRINTS)
    return _one(number, turn - 1, prefix, of), _one(number, turn, prefix, of)


def _statuses(place: int) -> tuple[str, str]:
    step = place // 3
    return STATUSES[step % 4], STATUSES[(step + 1) % 4]


def _one(number: int, turn: int, prefix: str, of: int) -> str | None:
    return None if turn < 0 else f"{prefix}{(number + turn) % of}"


def _person(number: int, place: int) -> str:
    return str(PEOPLE[(number + place) % len(PEOPLE)]["displayName"])


def _last(history: list[Payload], field: str, otherwise: str | None) -> str | None:
    told = [change["to"] for change in history if change["field"] == field]
    return str(told[-1]) if told else otherwise
