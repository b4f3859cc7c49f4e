"""The passes of a walk: which issues, by their own stamps."""

from collections.abc import Iterator
from datetime import datetime

from connectors.linear.options import LinearOptions
from connectors.linear.scope import Scope
from connectors.linear.touched import with_new_meaning
from connectors.linear.values import Node, written
from connectors.linear.workspace import Workspace


def team_filter(scope: Scope, options: LinearOptions) -> Node:
    """Give the filter that every question about issues carries: the chosen teams."""
    return {"team": {"id": {"in": sorted(scope.teams)}}} if options.teams else {}


def passes_since(since: datetime | None, horizon: datetime, workspace: Workspace) -> Iterator[Node]:
    """Give one filter a pass; together they find all that changed since then (or is, for None).

    The first ends at a horizon, so that what it finds stands still. The second has no end: an
    issue that is changed every minute is always behind the horizon. Archiving gives no stamp of
    change, nor does renaming what an issue has: these are found by passes of their own.
    """
    until = {"lte": written(horizon)}
    if since is None:
        yield {"updatedAt": until}
        yield {"updatedAt": {"gt": written(horizon)}}
        return
    began = {"gte": written(since)}
    if since <= horizon:
        yield {"updatedAt": began | until}
    yield {"updatedAt": {"gt": written(max(since, horizon))}}
    yield {"archivedAt": began}
    meaning = with_new_meaning(workspace, since)
    if meaning is not None:
        yield meaning
