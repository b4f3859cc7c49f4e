"""People who asked to be erased: known again by a keyed hash, and kept out of what is stored."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from store.conflict import insert_missing
from store.people_in_payloads import without_people
from store.records import FieldEvent, IssueRecord, RawRecord
from store.tables import forgetting_key, forgotten

# Histories of these fields hold no people; a tracker's own fields may.
IMPERSONAL = frozenset(
    {
        *("status", "points", "release", "sprint", "parent", "label", "type", "priority", "team"),
        *("container", "resolution", "milestone"),
    }
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Whom not to store. `pseudonyms` are by digest; false where nobody is forgotten."""

    key: bytes = b""
    pseudonyms: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, str | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.pseudonyms)

    def stands_for(self, name: str) -> str | None:
        """Give the pseudonym of a name, whatever its capitals; None for who is not forgotten."""
        if name not in self._seen:
            self._seen[name] = self.pseudonyms.get(digest_of(self.key, name))
        return self._seen[name]

    def issue(self, record: IssueRecord) -> IssueRecord:
        """Give an issue with pseudonyms for forgotten people."""
        return replace(
            record,
            assignee=self._or_same(record.assignee),
            events=tuple(map(self._event, record.events)),
        )

    def raw(self, record: RawRecord) -> RawRecord:
        """Give a payload without forgotten people."""
        return replace(record, body=without_people(record.body, self.stands_for))

    def _event(self, event: FieldEvent) -> FieldEvent:
        if event.field in IMPERSONAL:
            return event
        before, after = self._or_same(event.before), self._or_same(event.after)
        if (before, after) == (event.before, event.after):
            return event
        return replace(event, before=before, after=after)

    def _or_same(self, name: str | None) -> str | None:
        return name if name is None else self.stands_for(name) or name


def load_forgotten(session: Session) -> Forgotten:
    """Give whom not to store; for most, nobody."""
    rows = session.execute(select(forgotten.c.digest, forgotten.c.pseudonym)).all()
    return Forgotten(load_key(session), dict(rows)) if rows else Forgotten()


def load_key(session: Session) -> bytes:
    """Give the key of all digests, made when it is first wanted."""
    wanted = select(forgetting_key.c.key).where(forgetting_key.c.id == 1)
    key = session.execute(wanted).scalar_one_or_none()
    if key is None:
        made = {"id": 1, "key": secrets.token_bytes(32)}
        session.execute(insert_missing(session, forgetting_key, ["id"]).values(made))
        key = session.execute(wanted).scalar_one()
    return bytes(key)


def digest_of(key: bytes, name: str) -> str:
    return blake2b(name.strip().casefold().encode(), key=key, digest_size=16).hexdigest()


def forgetting(key: bytes, names: Iterable[str], known: Forgotten) -> Forgotten:
    """Give one person, by all names; a pseudonym that one of them has already stays."""
    told = sorted(names)
    pseudonym = next(filter(None, map(known.stands_for, told)), None) if known else None
    pseudonym = pseudonym or f"person-{digest_of(key, told[0])[:8]}"
    return Forgotten(key, {digest_of(key, name): pseudonym for name in told})


def remember_forgotten(session: Session, person: Forgotten, at: datetime) -> None:
    """Keep by what the person is known again, and nothing else."""
    known = {*session.scalars(select(forgotten.c.digest))}
    rows = [
        {"digest": digest, "pseudonym": pseudonym, "forgotten_at": at}
        for digest, pseudonym in person.pseudonyms.items()
        if digest not in known
    ]
    if rows:
        session.execute(insert(forgotten), rows)
