"""Names that tell releases apart in one message."""

from collections import Counter
from collections.abc import Sequence

from bot.views.standing import snapshot_name
from bot.views.words import bold_name
from bot.words.escape import Mrkdwn, bold, escape
from planner.inputs import Scope
from planner.snapshot import Snapshot

_SOURCE_LIMIT = 60

Names = dict[str, Mrkdwn]


def telling_names(snapshots: Sequence[Snapshot]) -> Names:
    """Name releases by id; those of one name with where they come from."""
    counts = Counter(each.name for each in snapshots)
    names = {each.release_id: bold(snapshot_name(each)) for each in snapshots}
    for each in snapshots:
        if counts[each.name] > 1:
            source = escape(each.release_id.partition(":")[0], _SOURCE_LIMIT)
            names[each.release_id] = Mrkdwn(f"{names[each.release_id]} ({source})")
    return names


def telling_scopes(scopes: Sequence[Scope]) -> Names:
    """Name the releases by id; those of one name with their sources."""
    counts = Counter(scope.release.name for scope in scopes)
    names = {scope.release.id: bold_name(scope) for scope in scopes}
    for scope in scopes:
        if counts[scope.release.name] > 1:
            sources = escape(", ".join(scope.release.sources), _SOURCE_LIMIT)
            names[scope.release.id] = Mrkdwn(f"{names[scope.release.id]} ({sources})")
    return names
