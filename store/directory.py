"""What can be asked about by name: releases and single issues."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.category import Category
from planner.timeline import ReleaseFacts
from store.found_releases import load_found_releases
from store.plans import cover, load_plans
from store.sources import load_sources
from store.tables import issue


@dataclass(frozen=True, slots=True)
class ReleaseName:
    """A release by its names; `id` is that of its `ReleaseFacts`.

    One that `is_veiled` has a codename for its name, and its id means nothing to who types it:
    that of a written release tells what it is called.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    sources: tuple[str, ...]
    is_released: bool
    released_on: date | None
    covered_by: str | None
    is_veiled: bool = False


@dataclass(frozen=True, slots=True)
class IssueName:
    """An issue by its key; one that is `restricted` is not for everybody to see.

    `category` and the two moments say how far it is now.
    """

    key: str
    restricted: bool
    category: Category = Category.UNKNOWN
    started_at: datetime | None = None
    resolved_at: datetime | None = None


def load_release_names(session: Session) -> tuple[ReleaseName, ...]:
    """Give every release that can be asked about: the found ones, then the written ones."""
    found = load_found_releases(session, None)
    plans = load_plans(session, found, load_sources(session))
    return tuple(
        _release_name(facts)
        for facts in (
            *(cover(one.facts, plans) for one in found),
            *(plan.facts for plan in plans),
        )
    )


def load_issue_names(session: Session, key: str) -> tuple[IssueName, ...]:
    """Give the issues with exactly this key (capitals aside), one a source at most.

    Issues that a census no longer saw are not known any more.
    """
    issues = session.execute(
        select(
            issue.c.key,
            issue.c.restricted,
            issue.c.category,
            issue.c.started_at,
            issue.c.resolved_at,
        )
        .where(issue.c.key.in_({key, key.upper()}), issue.c.gone_at.is_(None))
        .order_by(issue.c.source_id, issue.c.key)
    )
    return tuple(
        IssueName(row.key, row.restricted, Category(row.category), row.started_at, row.resolved_at)
        for row in issues
    )


def _release_name(facts: ReleaseFacts) -> ReleaseName:
    return ReleaseName(
        id=facts.id,
        name=facts.name,
        aliases=facts.aliases,
        kind=facts.kind,
        sources=facts.sources,
        is_released=facts.is_released,
        released_on=facts.released_on,
        covered_by=facts.covered_by,
    )
