"""Which tracker releases a written one speaks for, and which sources it can draw from; pure."""

from collections.abc import Collection

from store.found_releases import FoundRelease
from store.predicates import AllOf, AnyOf, Match, Not, Predicate

_Found = Collection[FoundRelease]


def names_of(found: FoundRelease) -> frozenset[str]:
    """Give what a definition can call a release, without capitals."""
    return frozenset(name.casefold() for name in (found.facts.name, found.ext_id, found.facts.id))


def covered_releases(predicate: Predicate, found: _Found) -> tuple[FoundRelease, ...]:
    """Give the releases that are named and whose every member belongs to the written one.

    "Release 2.0 of team web" says nothing certain of 2.0 as a whole: 2.0 stays its own release.
    """
    named = _named(predicate, found)
    whole = _whole(predicate, found)
    return tuple(release for release in found if release.id in named & whole)


def possible_sources(
    predicate: Predicate, found: _Found, sources: frozenset[str]
) -> frozenset[str]:
    """Give the sources that members can come from, as far as the predicate tells."""
    match predicate:
        case Match("source", values):
            wanted = {value.casefold() for value in values}
            return frozenset(name for name in sources if name.casefold() in wanted)
        case Match("release"):
            return frozenset(release.source for release in found if _fits(predicate, release))
        case Match() | Not():
            return sources
        case AllOf(parts):
            return sources.intersection(*(possible_sources(p, found, sources) for p in parts))
        case AnyOf(parts):
            return frozenset().union(*(possible_sources(p, found, sources) for p in parts))


def _fits(match: Match, release: FoundRelease) -> bool:
    return not names_of(release).isdisjoint(value.casefold() for value in match.values)


def _named(predicate: Predicate, found: _Found) -> frozenset[int]:
    """Releases that the predicate asks for by name."""
    match predicate:
        case Match("release"):
            return frozenset(release.id for release in found if _fits(predicate, release))
        case Match() | Not():
            return frozenset()
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*(_named(part, found) for part in parts))


def _whole(predicate: Predicate, found: _Found) -> frozenset[int]:
    """Releases all of whose members fulfil the predicate, whatever else they are."""
    match predicate:
        case Match("release"):
            return frozenset(release.id for release in found if _fits(predicate, release))
        case Match("source", values):
            wanted = {value.casefold() for value in values}
            return frozenset(r.id for r in found if r.source.casefold() in wanted)
        case Match() | Not():
            return frozenset()
        case AllOf(parts):
            everything = frozenset(release.id for release in found)
            return everything.intersection(*(_whole(part, found) for part in parts))
        case AnyOf(parts):
            return frozenset().union(*(_whole(part, found) for part in parts))
