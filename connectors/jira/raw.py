"""What Jira sent of an issue, cut down to what is read, and kept to be read again."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from connectors.jira.changes import trimmed_histories
from connectors.jira.facts import pack
from connectors.jira.fields import Fields
from connectors.jira.normalise import RawIssue
from connectors.jira.values import rows_of
from store.records import RawRecord

ISSUE = "issue"
# Addresses, pictures, e-mail addresses: most of the bytes, and nobody's business here.
_DROPPED = frozenset(
    [
        "self",
        "avatarUrls",
        "avatarId",
        "iconUrl",
        "description",
        "emailAddress",
        "expand",
        "colorName",
        "timeZone",
        "projectCategory",
        "accountType",
        "active",
    ]
)
_ENDS = ("inwardIssue", "outwardIssue")


def trimmed(issue: Mapping[str, Any], histories: Iterable[dict[str, Any]], of: Fields) -> RawIssue:
    """Keep of an issue and its history what is read."""
    fields = {key: _without(value) for key, value in issue["fields"].items() if key in of.wanted}
    if "issuelinks" in fields:
        fields["issuelinks"] = [_link(link) for link in rows_of(fields["issuelinks"])]
    if isinstance(fields.get("parent"), dict):
        fields["parent"] = _named(fields["parent"])
    kept = {"id": issue["id"], "key": issue["key"], "fields": fields}
    return RawIssue(kept, tuple(trimmed_histories(histories, of)))


def pack_issue(raw: RawIssue) -> RawRecord:
    body = {"issue": raw.issue, "histories": raw.histories, "keys": raw.keys or {}}
    return RawRecord(ISSUE, str(raw.issue["id"]), pack(body))


def unpack_issue(record: RawRecord) -> RawIssue:
    body = json.loads(record.body)
    return RawIssue(body["issue"], tuple(body["histories"]), body["keys"])


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(one) for key, one in value.items() if key not in _DROPPED}
    if isinstance(value, list):
        return [_without(one) for one in value]
    return value


def _link(link: dict[str, Any]) -> dict[str, Any]:
    ends = {end: _named(link[end]) for end in _ENDS if isinstance(link.get(end), dict)}
    return {"type": {"id": (link.get("type") or {}).get("id")}, **ends}


def _named(issue: dict[str, Any]) -> dict[str, Any]:
    return {"id": issue.get("id"), "key": issue.get("key")}
