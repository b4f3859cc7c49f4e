"""Lists that are paged by position."""

from collections.abc import Callable, Iterator
from typing import Any

from connectors.tracker import FatalError

Row = dict[str, Any]
MOST_PAGES = 10_000


def pages_of(fetch: Callable[[int], dict[str, Any]], key: str = "values") -> Iterator[Row]:
    """Walk a list to its end, by what came and not by what was asked for.

    `fetch` gives the page that begins at a position. Servers give fewer rows than they are asked
    for, and some say neither how many there are nor which page is the last.

    Raises:
        FatalError: it does not end.
    """
    start = 0
    for _ in range(MOST_PAGES):
        page = fetch(start)
        rows = page.get(key) or []
        yield from rows
        start += len(rows)
        total = page.get("total")
        if not rows or page.get("isLast") is True or (total is not None and start >= total):
            return
    raise FatalError(f"A list of Jira's does not end after {MOST_PAGES} pages. Tell us about it.")
