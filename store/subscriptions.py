"""What channels asked to be told, and when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, true, update
from sqlalchemy.orm import Session

from store.outbox import skip_posts_of
from store.tables import subscription

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_row = subscription.c


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's wish to hear of a release (None: of all) on these days at this local time.

    `at` is the wall clock in `zone`, an IANA name; `days` are names out of `WEEKDAYS`.
    `paused_reason` says why nothing is said for now. `is_private` is what the channel was when
    somebody last said that it shall be told; None where nobody knows, or it is a person.
    """

    id: int
    workspace: str
    channel: str
    creator: str
    release_id: str | None
    kind: str
    days: frozenset[str]
    at: time
    zone: str
    created_at: datetime
    paused_reason: str | None = None
    is_private: bool | None = None


def add_subscription(  # noqa: PLR0913 - a wish is told at once, by name
    session: Session,
    *,
    workspace: str,
    channel: str,
    creator: str,
    release_id: str | None,
    days: Iterable[str],
    at: time,
    zone: str,
    created_at: datetime,
    kind: str = "digest",
    is_private: bool | None = None,
) -> Subscription:
    """Keep a wish; two that say the same are two.

    Raises:
        ValueError: no days, or one that is not in `WEEKDAYS`.
    """
    wanted = frozenset(days)
    if not wanted or not wanted <= {*WEEKDAYS}:
        raise ValueError(f"{sorted(wanted)} are no weekdays; say some of {', '.join(WEEKDAYS)}")
    statement = insert(subscription).values(
        workspace=workspace,
        channel=channel,
        creator=creator,
        release_id=release_id,
        kind=kind,
        days=[day for day in WEEKDAYS if day in wanted],
        at=at,
        zone=zone,
        created_at=created_at,
        is_private=is_private,
    )
    return _subscription(session.execute(statement.returning(subscription)).one())


def load_subscriptions(
    session: Session, workspace: str | None = None, channel: str | None = None
) -> tuple[Subscription, ...]:
    """Give wishes, those that are paused too, oldest first; of all channels unless told one."""
    wanted = select(subscription).order_by(_row.id)
    if workspace is not None:
        wanted = wanted.where(_row.workspace == workspace)
    if channel is not None:
        wanted = wanted.where(_row.channel == channel)
    return tuple(_subscription(row) for row in session.execute(wanted))


def load_subscription(session: Session, subscription_id: int) -> Subscription | None:
    """Give one wish; None where it was taken back."""
    found = select(subscription).where(_row.id == subscription_id)
    row = session.execute(found).one_or_none()
    return _subscription(row) if row else None


def load_private(session: Session, subscription_ids: Collection[int]) -> frozenset[int]:
    """Give those of these that were meant for a private channel."""
    private = select(_row.id).where(_row.id.in_(subscription_ids), _row.is_private)
    return frozenset(session.execute(private).scalars())


def remove_subscription(session: Session, subscription_id: int) -> bool:
    """Take a wish back with what still waits to be said for it; False: there is none such."""
    gone = delete(subscription).where(_row.id == subscription_id).returning(_row.id)
    if session.execute(gone).first() is None:
        return False
    skip_posts_of(session, subscription_id, "its subscription was removed")
    return True


def pause_subscription(session: Session, subscription_id: int, reason: str) -> bool:
    """Say nothing for now; False where there is none such, or it was paused before.

    The first reason stays, so that an owner is told once.
    """
    not_paused = _row.paused_reason.is_(None)
    return _set(session, subscription_id, not_paused, paused_reason=reason)


def resume_subscription(
    session: Session, subscription_id: int, *, is_private: bool | None = None
) -> bool:
    """Say it again from now on, in a channel that is as it is now: whoever resumes has seen that.

    False where there is none such, or it was not paused.
    """
    paused = _row.paused_reason.is_not(None)
    return _set(session, subscription_id, paused, paused_reason=None, is_private=is_private)


def set_times(
    session: Session, subscription_id: int, days: Iterable[str], at: time, zone: str
) -> bool:
    """Let it come at other times from now on; False where there is none such."""
    wanted = {*days}
    told = {"days": [day for day in WEEKDAYS if day in wanted], "at": at, "zone": zone}
    return _set(session, subscription_id, true(), **told)


def pause_everything(session: Session, reason: str) -> int:
    """Pause every wish that is not paused; give how many that are."""
    paused = update(subscription).where(_row.paused_reason.is_(None))
    return len(session.execute(paused.values(paused_reason=reason).returning(_row.id)).all())


def resume_everything(session: Session, reason: str) -> tuple[Subscription, ...]:
    """Let those go on that were paused for this very reason; give them."""
    going_on = update(subscription).where(_row.paused_reason == reason)
    rows = session.execute(going_on.values(paused_reason=None).returning(subscription)).all()
    return tuple(sorted((_subscription(row) for row in rows), key=lambda one: one.id))


def _set(session: Session, subscription_id: int, where: ColumnElement[bool], **values: Any) -> bool:
    changed = update(subscription).where(_row.id == subscription_id, where).values(**values)
    return session.execute(changed.returning(_row.id)).first() is not None


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        row.id,
        row.workspace,
        row.channel,
        row.creator,
        row.release_id,
        row.kind,
        frozenset(row.days),
        row.at,
        row.zone,
        row.created_at,
        row.paused_reason,
        row.is_private,
    )
