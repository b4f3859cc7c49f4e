"""Written releases as a timeline shows them: facts of what they cover, members over time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

import numpy as np
from sqlalchemy.orm import Session

from planner.timeline import DateMove, ReleaseFacts, Spans
from store.ancestry import load_sources_with_containers
from store.coverage import covered_releases, possible_sources
from store.definitions import ReleaseDefinition, load_definitions
from store.found_releases import FoundRelease
from store.held import Held
from store.intervals import FOREVER
from store.matching import history_fields
from store.predicates import matches_in
from store.reading import as_ints
from store.sources import SourceRow

WRITTEN = "plan:"  # begins the id of a written release, before the slug of its name
_Ordered = TypeVar("_Ordered", date, datetime)


@dataclass(frozen=True, slots=True)
class PlannedRelease:
    """A written release with the ids of the tracker releases that it speaks for."""

    definition: ReleaseDefinition
    facts: ReleaseFacts
    covered: frozenset[str]


def load_plans(
    session: Session, found: Sequence[FoundRelease], sources: Iterable[SourceRow]
) -> tuple[PlannedRelease, ...]:
    """Give all written releases by slug, over these found ones."""
    return plan_all(session, load_definitions(session), found, sources)


def plan_all(
    session: Session,
    definitions: Iterable[ReleaseDefinition],
    found: Sequence[FoundRelease],
    sources: Iterable[SourceRow],
) -> tuple[PlannedRelease, ...]:
    """Put together what is known of each of these definitions, over these found releases."""
    holding = load_sources_with_containers(session)
    histories = {
        # Where only issues hold issues, parents tell it all.
        row.name: row.history if row.name in holding else row.history | {"container"}
        for row in sources
    }
    return tuple(plan_release(told, found, histories) for told in definitions)


def plan_release(
    definition: ReleaseDefinition,
    found: Sequence[FoundRelease],
    histories: Mapping[str, frozenset[str]],
) -> PlannedRelease:
    """Put together what is known of a written release from the tracker releases it covers.

    It is out when all of them are, on the latest of their days, and due on the latest of their
    dates. `histories` has what each source can tell the past of.
    """
    covered = [one.facts for one in covered_releases(definition.predicate, found)]
    sources = possible_sources(definition.predicate, found, frozenset(histories))
    asked = history_fields(matches_in(definition.predicate))
    is_released = bool(covered) and all(facts.is_released for facts in covered)
    facts = ReleaseFacts(
        id=f"{WRITTEN}{definition.slug}",
        name=definition.name,
        kind="plan",
        sources=tuple(sorted(sources)),
        aliases=definition.aliases,
        created_at=min(_told(facts.created_at for facts in covered), default=None),
        started_on=min(_told(facts.started_on for facts in covered), default=None),
        released_on=max(_told(facts.released_on for facts in covered), default=None)
        if is_released
        else None,
        is_released=is_released,
        is_canceled=bool(covered) and all(facts.is_canceled for facts in covered),
        due_moves=latest_due([facts.due_moves for facts in covered]),
        hindsight=any(not asked <= histories[name] for name in sources),
    )
    return PlannedRelease(definition, facts, frozenset(one.id for one in covered))


def cover(facts: ReleaseFacts, plans: Iterable[PlannedRelease]) -> ReleaseFacts:
    """Note on a tracker release the first written one that speaks for it."""
    speaker = next((plan.facts.id for plan in plans if facts.id in plan.covered), None)
    return facts if speaker is None else replace(facts, covered_by=speaker)


def latest_due(histories: Sequence[Sequence[DateMove]]) -> tuple[DateMove, ...]:
    """Give how the latest of several due dates moved."""
    moves: list[DateMove] = []
    for at in sorted({move.at for history in histories for move in history}):
        known = [[move.due_on for move in history if move.at <= at] for history in histories]
        due_on = max(_told(dates[-1] for dates in known if dates), default=None)
        if due_on != (moves[-1].due_on if moves else None):
            moves.append(DateMove(at, due_on))
    return tuple(moves)


def member_spans(held: Held, value: int) -> Spans:
    """Turn intervals by item into spans of one release's position."""
    rows = [(item, *interval) for item, intervals in held.items() for interval in intervals]
    start = as_ints(row[1] for row in rows).astype("datetime64[s]")
    end = as_ints(row[2] for row in rows)
    return Spans(
        as_ints(row[0] for row in rows),
        np.full(len(rows), value, dtype=np.int64),
        start,
        np.where(end == FOREVER, np.datetime64("NaT", "s"), end.astype("datetime64[s]")),
    )


def _told(values: Iterable[_Ordered | None]) -> list[_Ordered]:
    return [value for value in values if value is not None]
