"""The JQL that a sync sends, read strictly: what is not understood is refused, as Jira does."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.connectors.jira.world import Indexed, World

Test = Callable[[Indexed], bool]


class JqlError(Exception):
    """Jira answers 400 with this text."""


_ORDER = re.compile(r" ORDER BY (created (ASC|DESC))(, key ASC)?$")
_IN = re.compile(r"(project|id|key) in \(([^)]*)\)")
_TIME = re.compile(r"(updated|created) (>=|<) (?:(\d+)|\"([^\"]+)\")")
_LABEL = re.compile(r"\(?labels = (\w+)\)?")


def search(
    world: World,
    jql: str,
    *,
    zone: str,
    epochs: str,
    validates: bool = True,
) -> list[Indexed]:
    """Give what the index finds, in the order that is asked for.

    `epochs` says what a number for a time is: `read`, `refused`, or taken for what finds
    `everything` or `nothing`.
    """
    order = _ORDER.search(jql)
    body = jql[: order.start()] if order else jql
    tests = [
        _read(world, part, ZoneInfo(zone), epochs=epochs, validates=validates)
        for part in body.split(" AND ")
    ]
    found = [row for row in world.index.values() if all(test(row) for test in tests)]
    rows = sorted(found, key=lambda row: (row.created, row.id))
    return rows[::-1] if order and order[2] == "DESC" else rows


def is_bounded(jql: str) -> bool:
    return bool(_IN.search(jql) or _LABEL.search(jql))


def _read(world: World, part: str, zone: ZoneInfo, *, epochs: str, validates: bool) -> Test:
    if found := _IN.fullmatch(part):
        values = [value.strip().strip('"') for value in found[2].split(",")]
        return _members(world, found[1], values, validates=validates)
    if found := _TIME.fullmatch(part):
        field, comparison, epoch, text = found.groups()
        if epoch and epochs in ("everything", "nothing"):
            return lambda _: epochs == "everything"
        if epoch and epochs == "refused":
            raise JqlError(f"Date value '{epoch}' for field '{field}' is invalid.")
        bound = (
            datetime.fromtimestamp(int(epoch) / 1000, UTC)
            if epoch
            else datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone)
        )
        return lambda row: (getattr(row, field) >= bound) == (comparison == ">=")
    if found := _LABEL.fullmatch(part):
        return lambda row: found[1] in row.labels
    raise JqlError(f"Error in the JQL Query: {part!r} is not understood.")


def _members(world: World, field: str, values: Sequence[str], *, validates: bool) -> Test:
    if field == "project":
        _require(world.projects, values, "project", validates=validates)
        return lambda row: row.project in values
    known: Iterable[str] = [str(getattr(row, field)) for row in world.index.values()]
    _require(known, values, field, validates=validates)
    return lambda row: str(getattr(row, field)) in values


def _require(known: Iterable[str], values: Sequence[str], field: str, *, validates: bool) -> None:
    missing = [value for value in values if value not in set(known)]
    if missing and validates:
        raise JqlError(f"The value '{missing[0]}' does not exist for the field '{field}'.")
