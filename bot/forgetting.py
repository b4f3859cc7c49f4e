"""Erases a person out of everything that is stored, in short transactions, so that syncs go on."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session, sessionmaker

from store.audit import record_audit
from store.batches import AT_ONCE
from store.erasing import (
    erase_assignee,
    erase_customer,
    erase_events,
    erase_inputs,
    erase_raw,
    erase_texts,
    load_inputs_hashes,
    mentions,
)
from store.forgetting import (
    Forgotten,
    digest_of,
    forgetting,
    load_forgotten,
    load_key,
    remember_forgotten,
)
from store.people_in_payloads import names_beside
from store.raw_payloads import RawKey, load_raw_page

ACTION = "forget_person"


@dataclass(frozen=True, slots=True)
class Erased:
    """What stands for the person now, and from how many places the person went.

    `names` counts what the trackers call the person; `titles` are keys of issues whose titles
    name the person: those are changed in the tracker.
    """

    pseudonym: str
    names: int
    issues: int
    changes: int
    payloads: int
    customers: int
    forecasts: int
    sentences: int
    titles: tuple[str, ...]

    @property
    def places(self) -> int:
        return self.issues + self.changes + self.payloads + self.customers + self.forecasts

    @property
    def counts(self) -> dict[str, int]:
        """Give the counts alone, without anything that names anybody."""
        told = asdict(self)
        return {name: value for name, value in told.items() if isinstance(value, int)}


def forget_person(
    sessions: sessionmaker[Session], name: str, at: datetime, actor: str, *, dry_run: bool = False
) -> Erased:
    """Erase a person by any name or id that a tracker has for them, and keep them out for good.

    First it is remembered whom to keep out, so that a sync meanwhile brings nobody back; it may
    be killed and begun again. With `dry_run` nothing is written; the counts are the same.
    """
    with sessions() as session:
        known = load_forgotten(session)
        key = load_key(session)
        if not dry_run:
            session.commit()
    names = _all_names(sessions, key, name)
    person = forgetting(key, names, known)
    write = partial(_write, sessions, dry_run=dry_run)
    if not dry_run:
        with sessions.begin() as session:
            remember_forgotten(session, person, at)
    pseudonym = next(iter(person.pseudonyms.values()))
    with sessions() as session:
        hashes, titles = load_inputs_hashes(session), tuple(mentions(session, names))
    erased = Erased(
        pseudonym,
        len(names),
        issues=write(lambda session: erase_assignee(session, person)),
        changes=write(lambda session: erase_events(session, person)),
        payloads=_erase_payloads(sessions, person, dry_run=dry_run),
        customers=write(lambda session: erase_customer(session, person)),
        forecasts=sum(write(partial(erase_inputs, person=person, inputs_hash=h)) for h in hashes),
        sentences=write(lambda session: erase_texts(session, names, pseudonym)),
        titles=titles,
    )
    if erased.places and not dry_run:
        subject = f"person:{pseudonym}"
        with sessions.begin() as session:
            record_audit(session, at, "", actor, ACTION, subject, after=erased.counts)
    return erased


def _write(
    sessions: sessionmaker[Session], work: Callable[[Session], int], *, dry_run: bool
) -> int:
    with sessions() as session:
        done = work(session)
        if dry_run:
            session.rollback()
        else:
            session.commit()
    return done


def _all_names(sessions: sessionmaker[Session], key: bytes, name: str) -> frozenset[str]:
    """Find what else the trackers call the person, until nothing new is found."""
    names = frozenset({name.strip()})
    while True:
        digests = {digest_of(key, each): "known" for each in names}
        person = Forgotten(key, digests)
        more = names.union(*_names_on_pages(sessions, person))
        if more == names:
            return names
        names = more


def _names_on_pages(sessions: sessionmaker[Session], person: Forgotten) -> Iterable[frozenset[str]]:
    after: RawKey | None = None
    while True:
        with sessions() as session:
            page = load_raw_page(session, after, AT_ONCE)
        if not page:
            return
        after = page[-1][0]
        for _, record in page:
            yield names_beside(record.body, person.stands_for)


def _erase_payloads(sessions: sessionmaker[Session], person: Forgotten, *, dry_run: bool) -> int:
    after: RawKey | None = None
    erased = 0
    while True:
        with sessions() as session:
            count, after = erase_raw(session, person, after, AT_ONCE)
            if not dry_run:
                session.commit()
        erased += count
        if after is None:
            return erased
