"""One issue, as Jira sent it, as the record that the store keeps; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from connectors.jira.changes import saves_of
from connectors.jira.history import Today, believed, field_events
from connectors.jira.meaning import Meaning
from connectors.jira.sprint_text import latest_first, named_sprints
from connectors.jira.values import day_of, moment_of, name_of, number_of, rows_of, text_of
from connectors.statuses import simplified
from store.records import IssueRecord

_CONTAINERS = frozenset({"epic", "initiative", "theme", "legend", "saga"})


@dataclass(frozen=True, slots=True)
class RawIssue:
    """An issue with its whole history; `keys` maps keys that it names to immutable ids.

    Old epic links name a key, and keys change hands.
    """

    issue: Mapping[str, Any]
    histories: tuple[dict[str, Any], ...] = ()
    keys: Mapping[str, str] | None = None


def normalise_issue(raw: RawIssue, meaning: Meaning) -> IssueRecord:
    """Read an issue and its history.

    Raises:
        KeyError, ValueError: it lacks what every issue has, or a time is none.
    """
    fields = raw.issue["fields"]
    record = _today(raw, meaning)
    today = _today_of(fields, meaning)
    events = field_events(saves_of(raw.histories, meaning.fields), today, meaning)
    record = replace(record, events=events)
    return replace(
        record, resolved_at=_resolved_at(record, moment_of(fields.get("resolutiondate")))
    )


def _today(raw: RawIssue, meaning: Meaning) -> IssueRecord:
    fields, ids = raw.issue["fields"], meaning.fields
    kind, project = fields["issuetype"], str(fields["project"]["key"])
    sprints = list(named_sprints(fields.get(ids.sprint))) if ids.sprint else []
    created_at = moment_of(fields["created"])
    if created_at is None:
        raise ValueError("'created' is blank")
    status, key = fields["status"], str(raw.issue["key"])
    return IssueRecord(
        ext_id=str(raw.issue["id"]),
        key=key,
        title=str(fields.get("summary") or ""),
        type=name_of(kind) or "Issue",
        status=name_of(status),
        category=meaning.category(
            str(status.get("id")), name_of(status), name_of(fields.get("resolution")), _own(status)
        ),
        created_at=created_at,
        updated_at=moment_of(fields.get("updated")),
        team=_team(fields, meaning, project, [one.board for one in latest_first(sprints)]),
        project=project,
        points=believed({one: number_of(fields.get(one)) for one in ids.points}),
        priority=name_of(fields.get("priority")) or None,
        rank=text_of(fields.get(ids.rank)) if ids.rank else None,
        severity=text_of(fields.get(ids.severity)) if ids.severity else None,
        due_on=day_of(fields.get("duedate")),
        assignee=_person(fields.get("assignee")),
        parent=_parent(raw, meaning),
        is_container=_is_container(kind),
        is_subtask=bool(kind.get("subtask")),
        restricted=bool(fields.get("security")) and not meaning.show_restricted,
        url=f"{meaning.url}/browse/{key}",
        labels=tuple(str(label) for label in fields.get("labels") or ()),
        releases=tuple(str(row["id"]) for row in rows_of(fields.get("fixVersions"))),
        sprints=tuple(dict.fromkeys(one.ext_id for one in sprints)),
        blocks=tuple(dict.fromkeys(_blocked(fields, meaning))),
        votes=_votes(fields.get("votes")),
    )


def _today_of(fields: Mapping[str, Any], meaning: Meaning) -> Today:
    status = fields["status"]
    return Today(
        status_id=str(status.get("id")),
        status=name_of(status),
        own=_own(status),
        resolution=name_of(fields.get("resolution")),
        points={one: number_of(fields.get(one)) for one in meaning.fields.points},
    )


def _person(user: Any) -> str | None:
    """Give the name that people see, as histories do; a login only where there is no other."""
    if not isinstance(user, dict):
        return None
    told = user.get("displayName") or user.get("name") or user.get("accountId")
    return str(told) if told else None


def _own(status: Mapping[str, Any]) -> str:
    return str((status.get("statusCategory") or {}).get("key") or "")


def _team(
    fields: Mapping[str, Any], meaning: Meaning, project: str, boards: list[str | None]
) -> str:
    told = text_of(fields.get(meaning.fields.team)) if meaning.fields.team else None
    return told or meaning.board_team(project, boards)


def _is_container(kind: Mapping[str, Any]) -> bool:
    """Ask the level, where a site tells it; its epics may have any name."""
    level = kind.get("hierarchyLevel")
    if isinstance(level, int):
        return level > 0
    return simplified(name_of(kind)) in _CONTAINERS


def _parent(raw: RawIssue, meaning: Meaning) -> str | None:
    fields = raw.issue["fields"]
    parent = fields.get("parent")
    if isinstance(parent, dict) and parent.get("id"):
        return str(parent["id"])
    link = fields.get(meaning.fields.epic) if meaning.fields.epic else None
    if isinstance(link, dict):
        return str(link["id"]) if link.get("id") else None
    return (raw.keys or {}).get(str(link)) if link else None


def _blocked(fields: Mapping[str, Any], meaning: Meaning) -> Iterator[str]:
    for link in rows_of(fields.get("issuelinks")):
        end = meaning.blocking.get(str((link.get("type") or {}).get("id")))
        other = link.get(end) if end else None
        if isinstance(other, dict) and other.get("id"):
            yield str(other["id"])


def _votes(value: Any) -> int | None:
    votes = value.get("votes") if isinstance(value, dict) else None
    return votes if isinstance(votes, int) else None


def _resolved_at(record: IssueRecord, resolved_at: datetime | None) -> datetime | None:
    """Give when a closed issue was closed: Jira's own word, else the event that closed it.

    Workflows close issues without a resolution, and reopen them with one.
    """
    if record.category.is_open:
        return None
    if resolved_at is None:
        closing = [
            event.at
            for event in record.events
            if event.after_category is not None
            and not event.after_category.is_open
            and (event.before_category is None or event.before_category.is_open)
        ]
        resolved_at = closing[-1] if closing else record.updated_at
    return max(resolved_at or record.created_at, record.created_at)
