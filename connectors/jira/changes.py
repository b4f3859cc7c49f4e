"""An issue's histories, in order, as changes of single fields."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from connectors.jira.fields import Fields
from connectors.jira.values import moment_of, rows_of

# What is told of a field, by its id or, where a history has only the name, by that.
_USES = {
    "status": "status",
    "resolution": "resolution",
    "fixversions": "release",
    "fix version": "release",
    "fix version/s": "release",
    "labels": "label",
    "issuetype": "type",
    "priority": "priority",
    "assignee": "assignee",
    "parent": "parent",
    "issueparentassociation": "parent",
    "epic link": "parent",
    "sprint": "sprint",
    "story points": "points",
    "story point estimate": "points",
    "project": "project",
    "key": "key",
    "duedate": "duedate",
    "flagged": "flagged",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field in one save; `before` and `after` are ids, `..._text` what people saw."""

    use: str
    field: str
    before: str
    after: str
    before_text: str
    after_text: str


@dataclass(frozen=True, slots=True)
class Save:
    """What was saved at once."""

    at: datetime
    changes: tuple[Change, ...]


def trimmed_histories(histories: Iterable[dict[str, Any]], fields: Fields) -> list[dict[str, Any]]:
    """Drop from histories what is never read: texts of people, and who wrote them."""
    kept = []
    for history in histories:
        items = [item for item in rows_of(history.get("items")) if _use(item, fields)]
        if items:
            kept.append({"id": history.get("id"), "created": history["created"], "items": items})
    return kept


def saves_of(histories: Iterable[dict[str, Any]], fields: Fields) -> tuple[Save, ...]:
    """Put histories in order, oldest first, each once; they come in any order, even twice."""
    known: dict[str, dict[str, Any]] = {}
    for position, history in enumerate(histories):
        known[str(history.get("id") or f"#{position}")] = history
    saves = []
    for ext_id, history in known.items():
        at = moment_of(history.get("created"))
        changes = tuple(_changes(rows_of(history.get("items")), fields))
        if at is not None and changes:
            saves.append(((at, _number(ext_id)), Save(at, changes)))
    return tuple(save for _, save in sorted(saves, key=lambda pair: pair[0]))


def _changes(items: Iterable[dict[str, Any]], fields: Fields) -> Iterator[Change]:
    for item in items:
        use = _use(item, fields)
        if use:
            yield Change(
                use=use,
                field=str(item.get("fieldId") or item.get("field") or ""),
                before=_text(item.get("from")),
                after=_text(item.get("to")),
                before_text=_text(item.get("fromString")),
                after_text=_text(item.get("toString")),
            )


def _use(item: dict[str, Any], fields: Fields) -> str | None:
    """Say what an item tells of; None for what is not read (rank, texts, fields of others)."""
    ext_id, name = str(item.get("fieldId") or ""), str(item.get("field") or "").casefold()
    if ext_id.startswith("customfield_"):
        return _own(fields).get(ext_id) or ("flagged" if name == "flagged" else None)
    if ext_id:
        return _USES.get(ext_id.casefold()) or _USES.get(name)
    if str(item.get("fieldtype") or "") == "custom":
        return dict(fields.names).get(name, _USES.get(name))
    return _USES.get(name)


def _own(fields: Fields) -> dict[str, str]:
    own = dict.fromkeys(fields.points, "points")
    if fields.sprint:
        own[fields.sprint] = "sprint"
    if fields.epic:
        own[fields.epic] = "parent"
    return own


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _number(ext_id: str) -> int:
    return int(ext_id) if ext_id.isdigit() else 0
