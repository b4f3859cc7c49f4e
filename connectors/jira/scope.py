"""What a source reads, as JQL."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PROJECTS_A_QUERY = 50

# Text in quotes is passed over; outside of it, the order that a copied filter brings is cut off.
_ORDER = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\border\s+by\b.*$""", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The issues of a source: those of `projects` (by key) that `jql` lets through."""

    projects: tuple[str, ...]
    jql: str | None = None

    def queries(self) -> Iterator[str]:
        """Give queries that together find each issue; Cloud refuses an unbounded one (400)."""
        condition = f" AND ({self.condition})" if self.condition else ""
        for start in range(0, len(self.projects), PROJECTS_A_QUERY):
            keys = self.projects[start : start + PROJECTS_A_QUERY]
            yield f"project in ({', '.join(map(quoted, keys))}){condition}"

    @property
    def condition(self) -> str:
        return _ORDER.sub(lambda found: found[1] or "", self.jql or "").strip()


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def of_ids(query: str, ids: Sequence[str]) -> str:
    return f"id in ({', '.join(ids)}) AND {query}"


def ordered(query: str) -> str:
    """Order by what never changes: an issue that is edited during the walk keeps its place."""
    return f"{query} ORDER BY created ASC, key ASC"
