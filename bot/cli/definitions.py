"""The settings' written releases as the store's definitions."""

import re

from config.model import ReleaseSettings, Settings
from config.predicate import FIELDS
from config.predicate import Predicate as Written
from store.definitions import AllOf, AnyOf, Match, Not, Predicate, ReleaseDefinition

_NOT_SLUG = re.compile(r"[\W_]+")


def release_definitions(settings: Settings) -> tuple[ReleaseDefinition, ...]:
    """Turn written releases into the values that the store resolves."""
    return tuple(_definition(release) for release in settings.releases)


def slug_of(name: str) -> str:
    """Give what names a written release for good: its name in small letters, joined by dashes."""
    return _NOT_SLUG.sub("-", name.casefold()).strip("-")


def _definition(release: ReleaseSettings) -> ReleaseDefinition:
    return ReleaseDefinition(
        slug=slug_of(release.name),
        name=release.name,
        aliases=release.aliases,
        predicate=_predicate(release.include),
    )


def _predicate(written: Written) -> Predicate:
    parts: list[Predicate] = [
        Match(field, values) for field in FIELDS if (values := getattr(written, field)) is not None
    ]
    if written.all is not None:
        parts.append(AllOf(tuple(_predicate(part) for part in written.all)))
    if written.any is not None:
        parts.append(AnyOf(tuple(_predicate(part) for part in written.any)))
    if written.not_ is not None:
        parts.append(Not(_predicate(written.not_)))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))
