"""The trail of a write: who asked for what, set down before it happens, and how it ended after.

Whoever dies in between leaves the first row without the second.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.writing.proposal import Offer, Proposal
from store.audit import AuditRow, load_actions, load_audit, record_audit
from store.turns import await_turn

ASKED: Final = "write_date"
DONE: Final = "write_date.done"
CHANGED: Final = "write_date.changed"
FAILED: Final = "write_date.failed"
_ENDS = (DONE, CHANGED, FAILED)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person: by Slack id in a workspace, or by their login at the command line."""

    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that somebody asked for just then; `number` is the same for a second click."""

    proposal: Proposal
    offer: Offer
    actor: Actor
    number: str

    @property
    def subject(self) -> str:
        return subject_of(self.proposal.writable.release_id)


def subject_of(release_id: str) -> str:
    return f"release:{release_id}"


def begin_write(session: Session, wish: Wish, at: datetime) -> bool:
    """Set down what is asked for; False: it was, and is not to be done again."""
    writable = wish.proposal.writable
    await_turn(session, writable.source)
    if is_begun(session, writable.release_id, wish.number):
        return False
    after = {
        "due_on": _iso(wish.offer.day),
        "percent": wish.offer.percent,
        "source": writable.source,
        "ext_id": writable.ext_id,
        "write": wish.number,
    }
    _record(session, wish, at, ASKED, after)
    return True


def end_write(
    session: Session,
    wish: Wish,
    at: datetime,
    action: str,
    *,
    due_on: date | None = None,
    error: str | None = None,
) -> None:
    """Set down how it ended; `due_on` is the date that is there now, as far as it is known."""
    after: dict[str, Any] = {"write": wish.number}
    after |= {"due_on": _iso(due_on)} if error is None else {"error": error}
    _record(session, wish, at, action, after)


def is_begun(session: Session, release_id: str, number: str) -> bool:
    """Tell whether this very thing was asked for before."""
    rows = load_audit(session, subject_of(release_id))
    return any(row.action == ASKED and row.after["write"] == number for row in rows)


def unended_writes(session: Session, since: datetime) -> Iterator[AuditRow]:
    """Give what was asked for and whose end nobody knows: it may be in the tracker, or not."""
    rows = load_actions(session, (ASKED, *_ENDS), since)
    ended = {row.after["write"] for row in rows if row.action in _ENDS}
    return (row for row in rows if row.action == ASKED and row.after["write"] not in ended)


def _record(session: Session, wish: Wish, at: datetime, action: str, after: Any) -> None:
    before = {"due_on": _iso(wish.proposal.target.due_on)}
    actor = wish.actor
    record_audit(session, at, actor.workspace, actor.user, action, wish.subject, before, after)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
