"""A timeline narrowed to one source: as if nothing else had ever been synced."""

from dataclasses import replace
from typing import TypeVar

import numpy as np

from planner.timeline import Bools, Ints, Spans, Timeline

_T = TypeVar("_T")


def narrow_to(timeline: Timeline, source: str) -> Timeline:
    """Keep the items, teams, sprints and releases of one source.

    Releases written over several sources are left out: half of their members would be missing.
    """
    team_kept = np.array([team.source == source for team in timeline.teams], dtype=bool)
    release_kept = np.array([r.sources == (source,) for r in timeline.releases], dtype=bool)
    team_ids = {team.id for team in timeline.teams if team.source == source}
    sprint_kept = np.array([sprint.team in team_ids for sprint in timeline.sprints], dtype=bool)
    if team_kept.all() and release_kept.all() and sprint_kept.all():
        return timeline
    kept = team_kept[timeline.team] if len(timeline.team) else np.zeros(0, dtype=bool)
    items, releases = _positions(kept), _positions(release_kept)
    sprints = _positions(sprint_kept)
    both = kept[timeline.blocks].all(axis=1)
    return replace(
        timeline,
        keys=_picked(timeline.keys, kept),
        titles=_picked(timeline.titles, kept),
        urls=_picked(timeline.urls, kept),
        types=_picked(timeline.types, kept),
        assignees=_picked(timeline.assignees, kept),
        restricted=timeline.restricted[kept],
        counts=timeline.counts[kept],
        is_container=timeline.is_container[kept],
        team=_positions(team_kept)[timeline.team[kept]],
        created_at=timeline.created_at[kept],
        gone_at=timeline.gone_at[kept],
        teams=_picked(timeline.teams, team_kept),
        releases=_picked(timeline.releases, release_kept),
        sprints=_picked(timeline.sprints, sprint_kept),
        categories=_moved(timeline.categories, items),
        memberships=_moved(timeline.memberships, items, releases),
        sprint_memberships=_moved(timeline.sprint_memberships, items, sprints),
        estimates=_moved(timeline.estimates, items),
        blocks=items[timeline.blocks[both]],
        parent=_parents(timeline.parent, kept, items),
    )


def _parents(parent: Ints, kept: Bools, items: Ints) -> Ints:
    if not len(parent):
        return parent
    mine = parent[kept]
    return np.where(mine >= 0, items[mine], -1)


def _positions(kept: Bools) -> Ints:
    """Map each old position to its new one, -1 for what is left out."""
    return np.where(kept, np.cumsum(kept) - 1, -1)


def _picked(values: tuple[_T, ...], kept: Bools) -> tuple[_T, ...]:
    return tuple(values[i] for i in np.flatnonzero(kept))


def _moved(spans: Spans, items: Ints, values: Ints | None = None) -> Spans:
    kept = items[spans.item] >= 0
    value = spans.value
    if values is not None:
        whole = value.astype(np.int64)
        kept &= values[whole] >= 0
        value = values[whole]
    return Spans(items[spans.item[kept]], value[kept], spans.start[kept], spans.end[kept])
