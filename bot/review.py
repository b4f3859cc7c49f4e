"""The review: plan anew what has changed, keep what was seen, and decide what must be said."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy.orm import Session

from bot.alerting import enqueue_alerts
from bot.basis import Basis, load_basis
from bot.carding import enqueue_cards, make_cards
from bot.causes import find_causes
from bot.knowledge import PLAN_SEED
from bot.launching.addressing import look_around
from bot.launching.contents import find_launching
from bot.launching.pinging import enqueue_farewells, enqueue_pings
from bot.launching.renaming import enqueue_renamings
from bot.launching.slipping import enqueue_slips
from bot.launching.voting import enqueue_votings
from bot.learning.posting import enqueue_retrospectives, make_retrospectives
from bot.newsroom import Newsroom
from bot.readying.going import enqueue_goings, find_going
from bot.readying.telling import enqueue_readiness, look_at_readiness
from bot.words.manner import telling
from planner.answer import Answer
from planner.calendar import WorkCalendar
from planner.inputs import PlanInputs
from planner.plan import forecast_plan
from planner.snapshot import Snapshot, snapshot_of
from store.data_version import load_data_version
from store.forecasts import load_snapshots, save_plan, settle_outcomes, thin_inputs
from store.packing import pack_inputs

INPUTS_KEPT = timedelta(days=14)  # of every review; of older days only the last one's


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`saved` counts new snapshots, none where nothing had changed; `enqueued` counts posts."""

    saved: int
    enqueued: int


@dataclass(frozen=True, slots=True)
class _Planned:
    """What a review computed outside of any transaction."""

    answers: tuple[Answer, ...]
    snapshots: tuple[Snapshot, ...]
    inputs: PlanInputs
    packed: bytes


def review(newsroom: Newsroom, now: datetime, *, is_told_anew: bool = False) -> Reviewed:
    """Look at the plan as it is now; call it after every sync, and once a day without one.

    What is known of this day and data already is not computed again. What is saved and what is
    put into the outbox because of it are one transaction; none is open while planning. Where the
    data changed meanwhile nothing comes of it. `is_told_anew` after people said something of a
    release: cards follow although the data is the same.
    """
    look_around(newsroom, now)
    with newsroom.readers() as session:
        version = plan_version(session, newsroom.calendar, now)
        snapshots = load_snapshots(session, version)
        basis = None if snapshots else _load(session, newsroom, now)
    planned = None if basis is None else _plan(newsroom, basis, now, version)
    causes = (
        {} if planned is None else find_causes(newsroom, planned.inputs, planned.snapshots, now)
    )
    with telling(newsroom.region):
        cards, going = make_cards(newsroom), find_going(newsroom, now)
        launching = find_launching(newsroom)
        retrospectives = make_retrospectives(newsroom, now)
        looks = look_at_readiness(newsroom)
    with newsroom.sessions.begin() as session, telling(newsroom.region):
        if plan_version(session, newsroom.calendar, now) != version:
            # Half a sync, or older than what is said already; every sync ends with a review.
            return Reviewed(0, 0)
        saved = 0 if planned is None else _save(session, planned, now)
        seen = snapshots if planned is None else planned.snapshots
        enqueued = enqueue_renamings(session, newsroom, seen, now)
        enqueued += enqueue_pings(session, newsroom, seen, now, launching)
        enqueued += enqueue_votings(session, newsroom, launching, now)
        enqueued += enqueue_farewells(session, newsroom, seen, now)
        enqueued += enqueue_slips(session, newsroom, seen, causes, now)
        enqueued += enqueue_alerts(session, newsroom, seen, causes, now)
        enqueued += enqueue_retrospectives(session, newsroom, retrospectives, now)
        seen_at = (one.taken_at for one in snapshots if not is_told_anew)
        known_since = min(seen_at, default=None)
        enqueued += enqueue_cards(session, newsroom, cards, now, known_since)
        enqueued += enqueue_goings(session, newsroom, going, now)
        enqueued += enqueue_readiness(session, newsroom, looks, now)
    return Reviewed(saved, enqueued)


def _load(session: Session, newsroom: Newsroom, now: datetime) -> Basis:
    return load_basis(session, now, newsroom.calendar, newsroom.planning)


def plan_version(session: Session, calendar: WorkCalendar, now: datetime) -> str:
    """Name the plan of a moment: it changes with the data, and with the day."""
    return f"{load_data_version(session)}@{calendar.today(now).isoformat()}"


def _plan(newsroom: Newsroom, basis: Basis, now: datetime, version: str) -> _Planned:
    plan = forecast_plan(basis.inputs, np.random.default_rng(PLAN_SEED))
    if newsroom.answerer is not None:
        newsroom.answerer.keep(basis, plan)
    snapshots = tuple(
        snapshot_of(answer, now, version, plan.seed, plan.inputs_hash) for answer in plan.answers
    )
    return _Planned(plan.answers, snapshots, basis.inputs, pack_inputs(basis.inputs))


def _save(session: Session, planned: _Planned, now: datetime) -> int:
    saved = save_plan(session, planned.snapshots, planned.packed)
    settle_outcomes(session, planned.answers, now)
    thin_inputs(session, now - INPUTS_KEPT)
    return saved
