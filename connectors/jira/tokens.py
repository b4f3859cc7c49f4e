"""Lists that are paged by a token of the server's."""

from collections.abc import Callable, Iterator
from typing import Any

from connectors.jira.startat import MOST_PAGES
from connectors.tracker import FatalError

Row = dict[str, Any]


def token_pages(fetch: Callable[[str | None], Row]) -> Iterator[Row]:
    """Walk pages until one says that it is the last, or names no next one.

    Raises:
        FatalError: a token comes back a second time, or there is no end: a walk that would go in
            circles must not pass for a whole one.
    """
    token: str | None = None
    seen: set[str] = set()
    for _ in range(MOST_PAGES):
        page = fetch(token)
        yield page
        token = page.get("nextPageToken")
        if not token or page.get("isLast") is True:
            return
        if token in seen:
            raise FatalError("Jira sends the same page token twice, so its list has no end.")
        seen.add(token)
    raise FatalError(f"A list of Jira's does not end after {MOST_PAGES} pages. Tell us about it.")
