"""What people said of releases: tier, goal, promised and own dates, codename; all in one place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from planner.launch.plan import LaunchPlan, Tier
from planner.timeline import DateMove
from store.conflict import insert_into
from store.tables import commitment, release_plan


def load_launch_plans(session: Session, workspace: str | None = None) -> dict[str, LaunchPlan]:
    """Give all that was said in a workspace (None: in any), by the release's id."""
    ours = select(release_plan)
    if workspace is not None:
        ours = ours.where(release_plan.c.workspace == workspace)
    promised = _load_promises(session)
    return {
        row.release_id: _plan(row, promised.get(row.release_id))
        for row in session.execute(ours.order_by(release_plan.c.release_id))
    }


def load_launch_plan(session: Session, release_id: str) -> LaunchPlan:
    """Give what was said of a release; of most nothing was."""
    found = select(release_plan).where(release_plan.c.release_id == release_id)
    row = session.execute(found).one_or_none()
    if row is None:
        return LaunchPlan(release_id)
    return _plan(row, _load_promises(session, release_id).get(release_id))


def save_launch_plan(session: Session, workspace: str, plan: LaunchPlan, at: datetime) -> None:
    """Keep what is said of a release, in place of what was; a promise is kept with its moment."""
    before = load_launch_plan(session, plan.release_id)
    said = {
        "workspace": workspace,
        "owner": plan.owner,
        "tier": int(plan.tier),
        "goal": plan.goal,
        "own_on": plan.own_on,
        "launch_on": plan.launch_on,
        "window_first": plan.window[0] if plan.window else None,
        "window_last": plan.window[1] if plan.window else None,
        "codename": plan.codename,
    }
    if plan.owner != before.owner:
        said["adopted_at"] = None if plan.owner is None else at
    statement = insert_into(session, release_plan).values(release_id=plan.release_id, **said)
    session.execute(statement.on_conflict_do_update(index_elements=["release_id"], set_=said))
    if plan.committed_on != before.committed_on:
        _promise(session, plan, at)


def load_commitments(
    session: Session, as_of: datetime | None = None, release_id: str | None = None
) -> Mapping[str, tuple[DateMove, ...]]:
    """Give what was promised by `as_of` (None: by now) for each release, oldest first."""
    wanted = select(commitment).order_by(commitment.c.at)
    if as_of is not None:
        wanted = wanted.where(commitment.c.at <= as_of)
    if release_id is not None:
        wanted = wanted.where(commitment.c.release_id == release_id)
    moves: dict[str, tuple[DateMove, ...]] = {}
    for row in session.execute(wanted):
        said = DateMove(row.at, row.committed_on)
        moves[row.release_id] = (*moves.get(row.release_id, ()), said)
    return moves


def _promise(session: Session, plan: LaunchPlan, at: datetime) -> None:
    values = {"committed_on": plan.committed_on, "said_by": plan.committed_by}
    statement = insert_into(session, commitment).values(release_id=plan.release_id, at=at, **values)
    keys = ["release_id", "at"]
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


def _load_promises(session: Session, release_id: str | None = None) -> dict[str, Row[Any]]:
    """Give what was promised last for each release."""
    wanted = select(commitment).order_by(commitment.c.at)
    if release_id is not None:
        wanted = wanted.where(commitment.c.release_id == release_id)
    return {row.release_id: row for row in session.execute(wanted)}


def _plan(row: Row[Any], promise: Row[Any] | None) -> LaunchPlan:
    is_promised = promise is not None and promise.committed_on is not None
    plan = LaunchPlan(
        release_id=row.release_id,
        owner=row.owner,
        tier=Tier(row.tier),
        goal=row.goal,
        committed_on=promise.committed_on if promise is not None else None,
        committed_by=promise.said_by if promise is not None and is_promised else None,
        own_on=row.own_on,
        launch_on=row.launch_on,
        codename=row.codename,
    )
    if row.window_first is None or row.window_last is None:
        return plan
    return replace(plan, window=(row.window_first, row.window_last))
