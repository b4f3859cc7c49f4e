"""Everything that was known at a moment, as the arrays that the planner reads."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

import numpy as np
from sqlalchemy.orm import Session

from planner.timeline import Ints, ReleaseFacts, Spans, Timeline
from store.definitions import ReleaseDefinition
from store.found_releases import FoundRelease, load_found_releases
from store.held import resolve
from store.items import Items, load_items
from store.launch_plans import load_commitments
from store.links import load_blocks
from store.matching import Known, matching
from store.plans import PlannedRelease, cover, load_plans, member_spans, plan_all
from store.promises import with_promises
from store.reading import as_ints, positions_of, tidy_spans
from store.sources import SourceRow, load_sources
from store.span_arrays import (
    load_categories,
    load_estimates,
    load_memberships,
    load_sprint_memberships,
    with_positions,
)
from store.sprints import FoundSprint, load_found_sprints
from store.teams import Team, Teams, load_teams

_Found = TypeVar("_Found", FoundRelease, FoundSprint)


def load_timeline(
    session: Session, as_of: datetime, asked: Sequence[ReleaseDefinition] = ()
) -> Timeline:
    """Load what was known at `as_of` and nothing that happened later.

    `asked` are releases that nobody has written down, for the sake of one question.

    A database that only ever got what there was at `as_of` gives the same, to the byte, for
    sources that keep their history.
    """
    sources = load_sources(session)
    all_teams = load_teams(session)
    items = load_items(session, as_of, all_teams)
    teams = _teams_then(all_teams, items)
    members = load_memberships(session, as_of, items.ids)
    releases = _named_by_then(load_found_releases(session, as_of), members)
    members = with_positions(members, _row_ids(releases))
    sprinted = load_sprint_memberships(session, as_of, items.ids)
    sprints = _named_by_then(load_found_sprints(session, as_of, all_teams), sprinted)
    plans = (
        *load_plans(session, releases, sources),
        *plan_all(session, asked, releases, sources),
    )
    known = Known(session, as_of, items, all_teams, releases, members)
    return Timeline(
        data_as_of=_data_as_of(sources, as_of),
        keys=items.keys,
        titles=items.titles,
        urls=items.urls,
        types=items.types,
        assignees=items.assignees,
        restricted=items.restricted,
        counts=items.counts,
        is_container=items.is_container,
        team=positions_of(items.team_ids, as_ints(team.id for team in teams)),
        created_at=items.created_at,
        gone_at=items.gone_at,
        teams=tuple(team.facts for team in teams),
        releases=_promised(session, as_of, releases, plans),
        sprints=tuple(sprint.facts for sprint in sprints),
        categories=tidy_spans(load_categories(session, as_of, items.ids)),
        memberships=tidy_spans(_with_planned(known, plans)),
        sprint_memberships=tidy_spans(with_positions(sprinted, _row_ids(sprints))),
        estimates=tidy_spans(load_estimates(session, as_of, items.ids)),
        blocks=load_blocks(session, items.ids),
        parent=items.parents,
    )


def _data_as_of(sources: Iterable[SourceRow], as_of: datetime) -> datetime | None:
    """Give when the stalest source was fresh; one that never was has no data to be stale."""
    fresh = [source.fresh_at for source in sources if source.fresh_at]
    return min([*fresh, as_of]) if fresh else None


def _teams_then(teams: Teams, items: Items) -> list[Team]:
    """Give the teams there were: those that the tracker tells of, and those with items."""
    named = set(items.team_ids.tolist())
    return [team for team in teams.by_id.values() if team.id in named or not team.is_placeholder]


def _named_by_then(found: Sequence[_Found], members: Spans) -> tuple[_Found, ...]:
    """Leave out what only an issue ever named, and not by then."""
    named = set(members.value.tolist())
    return tuple(one for one in found if one.id in named or not one.is_placeholder)


def _promised(
    session: Session,
    as_of: datetime,
    found: Sequence[FoundRelease],
    plans: Sequence[PlannedRelease],
) -> tuple[ReleaseFacts, ...]:
    """Give what is known of all releases, written ones behind, with what was promised by then."""
    promised = load_commitments(session, as_of)
    known = (*(cover(one.facts, plans) for one in found), *(plan.facts for plan in plans))
    return tuple(with_promises(facts, promised.get(facts.id, ())) for facts in known)


def _row_ids(found: Iterable[_Found]) -> Ints:
    return as_ints(one.id for one in found)


def _with_planned(known: Known, plans: Sequence[PlannedRelease]) -> Spans:
    """Add the members of written releases, which stand behind those of the trackers."""
    created = known.items.created_at.astype(np.int64).tolist()
    spans = [known.memberships]
    for position, plan in enumerate(plans, start=len(known.releases)):
        held = resolve(plan.definition.predicate, lambda leaf: matching(known, leaf), created)
        spans.append(member_spans(held, position))
    return Spans(
        np.concatenate([part.item for part in spans]),
        np.concatenate([part.value for part in spans]),
        np.concatenate([part.start for part in spans]),
        np.concatenate([part.end for part in spans]),
    )
