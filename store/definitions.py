"""Written releases: stored as said, resolved whenever they are asked about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_or_replace
from store.predicates import (
    AllOf,
    AnyOf,
    Match,
    Not,
    Predicate,
    predicate_from_json,
    predicate_to_json,
)
from store.tables import release_definition

__all__ = [
    "AllOf",
    "AnyOf",
    "Match",
    "Not",
    "Predicate",
    "ReleaseDefinition",
    "keep_definitions",
    "load_definitions",
    "upsert_definitions",
]


@dataclass(frozen=True, slots=True)
class ReleaseDefinition:
    """A release by what belongs to it. Its id everywhere else is `plan:slug`."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    predicate: Predicate


def upsert_definitions(session: Session, definitions: Sequence[ReleaseDefinition]) -> int:
    """Store definitions, over those with the same slug; give how many are new or different."""
    stored = {known.slug: known for known in load_definitions(session)}
    news = [told for told in definitions if stored.get(told.slug) != told]
    rows = [
        {
            "slug": told.slug,
            "name": told.name,
            "aliases": list(told.aliases),
            "predicate": predicate_to_json(told.predicate),
        }
        for told in news
    ]
    if rows:
        statement = insert_or_replace(insert_into(session, release_definition), ["slug"])
        session.execute(statement, rows)
    return len(rows)


def keep_definitions(session: Session, slugs: Collection[str]) -> int:
    """Delete all definitions but these: what settings no longer name. Give how many went."""
    gone = {known.slug for known in load_definitions(session)} - set(slugs)
    if gone:
        session.execute(delete(release_definition).where(release_definition.c.slug.in_(gone)))
    return len(gone)


def load_definitions(session: Session) -> tuple[ReleaseDefinition, ...]:
    """Give all definitions by slug."""
    rows = session.execute(
        select(
            release_definition.c.slug,
            release_definition.c.name,
            release_definition.c.aliases,
            release_definition.c.predicate,
        ).order_by(release_definition.c.slug)
    )
    return tuple(
        ReleaseDefinition(
            row.slug, row.name, tuple(row.aliases), predicate_from_json(row.predicate)
        )
        for row in rows
    )
