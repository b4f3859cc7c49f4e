"""What a subscription's readers have heard of each release: what the next alert compares with."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session

from planner.snapshot import Snapshot
from store.forecasts import load_snapshots_before
from store.outbox import Post, enqueue_post, skip_post
from store.posts import PostState
from store.subscriptions import Subscription
from store.tables import alert_line, forecast, post

_row = post.c
_UNSAID = (PostState.SKIPPED, PostState.FAILED)
_SNAPSHOT = tuple(forecast.c[field.name] for field in fields(Snapshot))


@dataclass(frozen=True, slots=True)
class WaitingAlert:
    """An alert that nobody has read yet, so that it can still be taken back."""

    post_id: int
    not_before: datetime


def load_heard(
    session: Session, wish: Subscription, but: WaitingAlert | None = None
) -> dict[str, Snapshot]:
    """Give how every release stood when this subscription's readers last heard of it.

    One that no alert told of stands as it did when the subscription began, or as it was first
    seen after that. What was put down and not said (skipped, failed) was not heard; what waits
    to be said counts as heard, but for `but`.
    """
    began = {one.release_id: one for one in load_snapshots_before(session, wish.created_at)}
    told = {one.release_id: one for one in _load_told(session, wish, but)}
    return _load_first_after(session, wish.created_at) | began | told


def load_waiting_alert(session: Session, wish: Subscription, kind: str) -> WaitingAlert | None:
    """Give the alert that waits to be said for a subscription; there is one at most."""
    waits = (_row.subscription_id == wish.id) & (_row.kind == kind)
    found = select(_row.id, _row.not_before).where(waits, _row.state == PostState.PENDING)
    row = session.execute(found.order_by(_row.id.desc()).limit(1)).one_or_none()
    return None if row is None else WaitingAlert(row.id, row.not_before)


def count_alerts(session: Session, wish: Subscription, kind: str) -> int:
    """Count the alerts that were ever put down for a subscription: it numbers the next one."""
    mine = (_row.subscription_id == wish.id) & (_row.kind == kind)
    return int(session.execute(select(func.count()).where(mine).select_from(post)).scalar_one())


def enqueue_alert(session: Session, alert: Post, told: Iterable[Snapshot]) -> bool:
    """Put an alert beside its cause, and what it tells of; False: another process just did."""
    if not enqueue_post(session, alert):
        return False
    note_lines(session, alert.dedupe_key, told)
    return True


def note_lines(session: Session, key: str, told: Iterable[Snapshot]) -> None:
    """Keep how the releases stood that a post of the outbox tells of."""
    post_id = session.execute(select(_row.id).where(_row.dedupe_key == key)).scalar_one()
    rows = [
        {"post_id": post_id, "release_id": one.release_id, "taken_at": one.taken_at} for one in told
    ]
    session.execute(insert(alert_line), rows)


def take_back_alert(session: Session, waiting: WaitingAlert) -> bool:
    """End an alert before it was said: what it told of has moved on."""
    return skip_post(session, waiting.post_id, "things had changed before it was said")


def _load_told(
    session: Session, wish: Subscription, but: WaitingAlert | None
) -> tuple[Snapshot, ...]:
    """Give the snapshots that alerts told of last, one a release."""
    said = (_row.subscription_id == wish.id) & _row.state.not_in(_UNSAID)
    if but is not None:
        said &= _row.id != but.post_id
    last = (
        select(alert_line.c.release_id, func.max(alert_line.c.taken_at).label("taken_at"))
        .join(post, _row.id == alert_line.c.post_id)
        .where(said)
        .group_by(alert_line.c.release_id)
        .subquery()
    )
    same = (forecast.c.release_id == last.c.release_id) & (forecast.c.taken_at == last.c.taken_at)
    return _load(session, select(*_SNAPSHOT).join(last, same).order_by(forecast.c.id))


def _load_first_after(session: Session, moment: datetime) -> dict[str, Snapshot]:
    """Give how releases stood that were first seen after a moment."""
    later = forecast.c.taken_at > moment
    first = select(func.min(forecast.c.id)).where(later).group_by(forecast.c.release_id)
    found = _load(session, select(*_SNAPSHOT).where(forecast.c.id.in_(first)))
    return {one.release_id: one for one in found}


def _load(session: Session, wanted: Select[Any]) -> tuple[Snapshot, ...]:
    return tuple(Snapshot(*row) for row in session.execute(wanted))
