"""Rows that are paged by position while others delete, seen to the last one."""

from collections.abc import Callable, Iterator
from typing import Any

from connectors.tracker import FatalError

Row = dict[str, Any]
_MOST_ASKED = 20_000


def walk_positions(fetch: Callable[[int], Row]) -> Iterator[list[Row]]:
    """Walk the `issues` of a search that is ordered by what never changes, each row once.

    A row that is deleted moves all that follow one place up, and the next page would begin one
    too late. So each page begins with the last row of the one before; where that is not what
    comes first, the walk steps back until it meets a row that it knows.
    """
    seen: set[str] = set()
    start, back = 0, 1
    for _ in range(_MOST_ASKED):
        page = fetch(start)
        rows, total = page.get("issues") or [], int(page.get("total") or 0)
        if start > 0 and (not rows or rows[0]["id"] not in seen):
            start, back = max(start - back, 0), back * 2
            continue
        back = 1
        fresh = [row for row in rows if row["id"] not in seen]
        seen.update(row["id"] for row in fresh)
        if fresh:
            yield fresh
        if start + len(rows) >= total or not rows:
            return
        if len(rows) == 1:
            raise FatalError(
                "Jira gives one row a page, whatever is asked. Tell its administrator."
            )
        start += len(rows) - 1
    raise FatalError(f"A search does not end after {_MOST_ASKED} pages. Tell us about it.")
