"""What a site says about itself, as it said it; kept raw, so that it can be read anew."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from store.records import RawRecord

Row = dict[str, Any]
WHOLE = "all"  # the ext_id of a list that is kept in one piece


@dataclass(frozen=True, slots=True)
class Facts:
    """Lists of a site, each as it came. Boards carry `estimate` and `projects`, versions `project`.

    `boards` are those that have to do with the projects of the source.
    """

    fields: tuple[Row, ...] = ()
    statuses: tuple[Row, ...] = ()
    link_types: tuple[Row, ...] = ()
    projects: tuple[Row, ...] = ()
    boards: tuple[Row, ...] = ()
    sprints: tuple[Row, ...] = ()
    versions: tuple[Row, ...] = ()


_KINDS = tuple(one.name for one in fields(Facts))


def pack_facts(facts: Facts) -> tuple[RawRecord, ...]:
    return tuple(RawRecord(kind, WHOLE, pack(getattr(facts, kind))) for kind in _KINDS)


def unpack_facts(raw: Iterable[RawRecord]) -> Facts:
    lists = {record.kind: tuple(json.loads(record.body)) for record in raw}
    return Facts(**{kind: lists.get(kind, ()) for kind in _KINDS})


def pack(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def project_keys(projects: Sequence[Row]) -> tuple[str, ...]:
    return tuple(str(project["key"]) for project in projects)
