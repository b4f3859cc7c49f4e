"""What a subscription's readers have heard of each release: what the next alert compares with."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, insert, select
from sqlalchemy.orm import Session

from planner.snapshot import Snapshot
from store.forecasts import load_snapshots_before
from store.outbox import Post, enqueue_post, skip_post
from store.subscriptions import Subscription
from store.tables import alert_line, forecast, post
from store.told_last import WaitingAlert, count_put_down, load_told_last, load_waiting, told_last

_row = post.c
_SNAPSHOT = tuple(forecast.c[field.name] for field in fields(Snapshot))
_TOLD = told_last(_row.subscription_id == bindparam("wish"))


def load_heard(
    session: Session, wish: Subscription, but: WaitingAlert | None = None
) -> dict[str, Snapshot]:
    """Give how every release stood when this subscription's readers last heard of it.

    One that no alert told of stands as it did when the subscription began, or as it was first
    seen after that. What was put down and not said (skipped, failed) was not heard; what waits
    to be said counts as heard, but for `but`.
    """
    began = {one.release_id: one for one in load_snapshots_before(session, wish.created_at)}
    told = load_told_last(session, _TOLD, but, wish=wish.id)
    return _load_first_after(session, wish.created_at) | began | told


def load_waiting_alert(session: Session, wish: Subscription, kind: str) -> WaitingAlert | None:
    """Give the alert that waits to be said for a subscription; there is one at most."""
    return load_waiting(session, _of(wish) & (_row.kind == kind))


def count_alerts(session: Session, wish: Subscription, kind: str) -> int:
    """Count the alerts that were ever put down for a subscription: it numbers the next one."""
    return count_put_down(session, _of(wish) & (_row.kind == kind))


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


def _of(wish: Subscription) -> ColumnElement[bool]:
    return _row.subscription_id == wish.id


def _load_first_after(session: Session, moment: datetime) -> dict[str, Snapshot]:
    """Give how releases stood that were first seen after a moment."""
    later = forecast.c.taken_at > moment
    first = select(func.min(forecast.c.id)).where(later).group_by(forecast.c.release_id)
    rows = session.execute(select(*_SNAPSHOT).where(forecast.c.id.in_(first)))
    return {row.release_id: Snapshot(*row) for row in rows}
