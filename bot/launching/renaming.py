"""Tells who was asked to get ready for a release that it is called something else now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.launching.addressing import Addressee, addressees
from bot.launching.history import last_heard, load_words
from bot.newsroom import Newsroom
from bot.schedule.hours import next_open
from bot.views.blocks import header, section
from bot.words.catalogue import say, say_plain
from bot.words.escape import clip, escape
from planner.launch.plan import LaunchPlan
from planner.launch.stages import AHEAD, stage_of
from planner.snapshot import FORECAST, SHIPPED, Snapshot
from store.launch_plans import load_launch_plans
from store.launch_told import NAME, load_told, note_told
from store.outbox import Post, enqueue_post

_NAME_LIMIT = 100
_GOOD_FOR = timedelta(days=3)


def enqueue_renamings(
    session: Session, newsroom: Newsroom, snapshots: Sequence[Snapshot], now: datetime
) -> int:
    """Put down the new names; give how many posts are new.

    Only who was told to get ready, or to hold, heard the old name, and needs to know it. A release
    under embargo has its codename as before.
    """
    if newsroom.workspace is None:
        return 0
    plans = load_launch_plans(session, newsroom.workspace)
    enqueued = 0
    for snapshot in snapshots:
        plan = plans.get(snapshot.release_id)
        if plan is None or plan.owner is None or snapshot.state == SHIPPED:
            continue
        before = load_told(session, snapshot.release_id, NAME)
        if before is None or before == snapshot.name:
            continue
        note_told(session, snapshot.release_id, NAME, snapshot.name, now)
        if not _is_expected(session, newsroom, plan, snapshot):
            continue
        told = (before, snapshot.name)
        for one in addressees(newsroom, plan.tier):
            called = newsroom.called_in(session, one.address, plan.release_id, told[1], now)
            if called == snapshot.name:
                enqueued += enqueue_post(session, _post(newsroom, plan, one, told, now))
    return enqueued


def _is_expected(
    session: Session, newsroom: Newsroom, plan: LaunchPlan, snapshot: Snapshot
) -> bool:
    """Tell whether those who were told of it have it ahead, if only on hold."""
    last = last_heard(load_words(session, plan.release_id, newsroom.calendar))
    if last is None or last.holds is None:
        return last is not None and snapshot.state == FORECAST
    return stage_of(last.holds) in AHEAD


def _post(
    newsroom: Newsroom, plan: LaunchPlan, one: Addressee, told: tuple[str, str], now: datetime
) -> Post:
    before, name = told
    at, workspace = next_open(now, newsroom.calendar), str(newsroom.workspace)
    said = say("ping_note.renamed", before=escape(before), name=escape(name))
    return Post(
        dedupe_key=f"{workspace}:renamed:{plan.release_id}:{now.isoformat()}:{one.function.name}",
        workspace=workspace,
        channel=one.address,
        kind="ping:renamed",
        text=said.replace("*", ""),
        blocks=[
            header(say_plain("ping_note.renamed_title", name=clip(name, _NAME_LIMIT))),
            section(said),
        ],
        not_before=at,
        expires_at=at + _GOOD_FOR,
        created_at=now,
        release_id=plan.release_id,
    )
