"""The embargoes of a moment: which releases go by a codename, and who may know better."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bot.delivery.addresses import is_person
from planner.launch.embargo import Embargo, Reader, embargo_of, has_launched
from planner.launch.functions import Function
from planner.launch.plan import LaunchPlan
from store.directory import ReleaseName, load_release_names
from store.launch_plans import load_launch_plans


@dataclass(frozen=True, slots=True)
class Confidants:
    """Whom settings let know what an embargoed release is called, besides its owner."""

    functions: tuple[Function, ...] = ()
    admins: frozenset[str] = frozenset()

    def may_hold(self, reader: Reader) -> bool:
        """Tell whether a reader may know of any embargo: one person may, a channel of ours may."""
        if reader.channel is None:
            return True
        return any(function.channel == reader.channel for function in self.functions)


def load_embargoes(
    session: Session,
    confidants: Confidants,
    today: date,
    said: Iterable[LaunchPlan] | None = None,
) -> tuple[Embargo, ...]:
    """Give what is under embargo on a day; most of the time that is nothing.

    `said` is what people said of releases, where it is loaded already.
    """
    told = load_launch_plans(session).values() if said is None else said
    plans = [plan for plan in told if plan.codename is not None]
    if not plans:
        return ()
    return embargoes_of(plans, load_release_names(session), confidants, today)


def embargoes_of(
    plans: Iterable[LaunchPlan],
    names: Sequence[ReleaseName],
    confidants: Confidants,
    today: date,
) -> tuple[Embargo, ...]:
    """Give the embargoes on these releases, and on those that a written one speaks for."""
    by_id = {name.id: name for name in names}
    found = []
    for plan in plans:
        known = by_id.get(plan.release_id)
        if known is None:  # it is gone, and said to be so: by its codename still
            gone = embargo_of(plan, (), confidants.functions, confidants.admins)
            found += [] if gone is None else [gone]
            continue
        spoken = tuple(dict.fromkeys(_names(known, names)))
        embargo = embargo_of(plan, spoken, confidants.functions, confidants.admins)
        if embargo is not None:
            is_over = has_launched(plan, today, is_released=known.is_released)
            embargo = replace(embargo, is_over=is_over)
            covered = [name.id for name in names if name.covered_by == known.id]
            found += [replace(embargo, release_id=each) for each in (known.id, *covered)]
    return tuple(found)


def codenames_for(embargoes: Iterable[Embargo], reader: Reader) -> Mapping[str, str]:
    """Give by id what this reader gets to read in place of names."""
    return {one.release_id: one.codename for one in embargoes if not one.is_known_to(reader)}


def reader_at(address: str) -> Reader:
    """Give who reads what is posted at an address: a person's id, or a channel's."""
    return Reader(user=address) if is_person(address) else Reader(channel=address)


def called(
    names: Iterable[ReleaseName], embargoes: Sequence[Embargo], reader: Reader
) -> tuple[ReleaseName, ...]:
    """Give names as a reader may know them; a codename is understood from everybody."""
    hidden = codenames_for(embargoes, reader)
    also = {one.release_id: one.codename for one in embargoes}
    return tuple(_called(name, hidden, also) for name in names)


def _called(name: ReleaseName, hidden: Mapping[str, str], also: Mapping[str, str]) -> ReleaseName:
    codename = hidden.get(name.id)
    if codename is not None:
        return replace(name, name=codename, aliases=(), is_veiled=True)
    codename = also.get(name.id)
    return name if codename is None else replace(name, aliases=(*name.aliases, codename))


def _names(release: ReleaseName, names: Iterable[ReleaseName]) -> Iterable[str]:
    """Give what a release is called, and what those are that a written one speaks for."""
    for name in names:
        if release.id in (name.id, name.covered_by):
            yield name.name
            yield from name.aliases
