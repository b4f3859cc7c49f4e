"""What was read of a workspace before its issues, and issues in its light."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from connectors.linear.categories import is_known_state
from connectors.linear.issue import normalise_issue
from connectors.linear.lookup import Lookup, lookup_of
from connectors.linear.options import LinearOptions
from connectors.linear.scope import Scope, scope_of
from connectors.linear.values import Node
from connectors.linear.workspace import Workspace
from connectors.tracker import Page
from store.records import RawRecord

ISSUE = "issue"  # the kind of an issue's raw record

Whole = tuple[Node, list[Node]]  # an issue, and the entries of its history


@dataclass(frozen=True, slots=True)
class Known:
    """The workspace as sent, what of it is read, and what its ids stand for."""

    workspace: Workspace
    scope: Scope
    lookup: Lookup


def known_of(workspace: Workspace, options: LinearOptions) -> Known:
    """Raises FatalError where a team that the source names is not there."""
    scope = scope_of(workspace, options)
    return Known(workspace, scope, lookup_of(workspace, scope, options))


def page_of(whole: Sequence[Whole], known: Known) -> Page:
    """Turn issues into records, and keep what they were made from."""
    return Page(
        issues=tuple(normalise_issue(node, entries, known.lookup) for node, entries in whole),
        warnings=tuple(_warnings(whole)),
        raw=tuple(_raw(node, entries) for node, entries in whole),
    )


def unknown_names(whole: Iterable[Whole], lookup: Lookup) -> set[str]:
    """Give the ids of labels and states that nobody has told us the names of."""
    labels: set[str] = set()
    states: set[str] = set()
    for node, entries in whole:
        labels.update(node["labelIds"])
        for entry in entries:
            labels.update(entry["addedLabelIds"] or (), entry["removedLabelIds"] or ())
            states.update(filter(None, (entry["fromStateId"], entry["toStateId"])))
    return (labels - lookup.labels.keys()) | (states - lookup.states.keys())


def _warnings(whole: Iterable[Whole]) -> list[str]:
    types = {node["state"]["type"] for node, _ in whole}
    return [
        f"Linear has states of a type {told!r} that is new to us: their issues count as open. "
        "Update Shipcast."
        for told in sorted(types)
        if not is_known_state(told)
    ]


def _raw(node: Node, entries: list[Node]) -> RawRecord:
    body = json.dumps({"issue": node, "history": entries}, separators=(",", ":"))
    return RawRecord(ISSUE, node["id"], body.encode())
