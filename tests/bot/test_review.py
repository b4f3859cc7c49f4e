"""A review keeps what it saw, once, and says nothing when nothing has changed."""

from dataclasses import replace
from datetime import time, timedelta

import numpy as np
import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.newsroom import Newsroom
from bot.review import Reviewed, plan_version, review
from bot.wishes import SLIPS
from connectors.sync import sync_tracker
from planner.answer import ReleaseForecast
from planner.plan import forecast_plan
from planner.snapshot import SHIPPED
from store.adoptions import adopt_release
from store.errors import UnreadableInputsError
from store.forecasts import load_inputs, load_outcomes, load_snapshots, load_snapshots_before
from store.subscriptions import add_subscription
from store.tables import post
from tests.bot.answers import NOW
from tests.bot.judge import said_in
from tests.bot.newsrooms import WORKSPACE, newsroom_over, outbox
from tests.bot.world import jira, to_do

Sessions = sessionmaker[Session]


@pytest.fixture
def newsroom(company: Sessions) -> Newsroom:
    return newsroom_over(company)


def test_it_keeps_every_release_once_a_day_and_data_version(newsroom: Newsroom) -> None:
    first = review(newsroom, NOW)
    again = review(newsroom, NOW + timedelta(hours=3))
    next_day = review(newsroom, NOW + timedelta(days=1))

    assert first.saved > 4
    assert again.saved == 0
    assert next_day.saved == first.saved


def test_what_changed_is_seen_at_once(newsroom: Newsroom) -> None:
    saved = review(newsroom, NOW).saved
    tracker = jira()
    more = replace(tracker, issues=(*tracker.issues, to_do("SHOP-900", "shop", ("checkout",))))
    sync_tracker(more, newsroom.sessions, now=lambda: NOW, full=True)

    assert review(newsroom, NOW).saved == saved


def test_what_was_changed_while_it_was_planned_is_neither_kept_nor_said(
    newsroom: Newsroom,
) -> None:
    monday = NOW + timedelta(days=15)
    with newsroom.sessions.begin() as session:
        adopt_release(session, "jira:checkout", WORKSPACE, "U0OWNER", monday)
    tracker = jira()
    more = replace(tracker, issues=(*tracker.issues, to_do("SHOP-900", "shop", ("checkout",))))

    @event.listens_for(newsroom.readers, "after_transaction_end", once=True)
    def _inputs_were_read(*_: object) -> None:
        sync_tracker(more, newsroom.sessions, now=lambda: monday, full=True)

    assert review(newsroom, monday) == Reviewed(0, 0)
    assert outbox(newsroom.sessions) == []
    assert review(newsroom, monday).enqueued == 2


def test_it_sees_what_the_answers_say(newsroom: Newsroom, answerer: Answerer) -> None:
    review(newsroom, NOW)
    with newsroom.readers() as session:
        kept = load_snapshots(session, plan_version(session, newsroom.calendar, NOW))

    said = {answer.scope.release.id: answer for answer in answerer.plan().answers}
    assert {each.release_id for each in kept} == said.keys()
    for each in kept:
        answer = said[each.release_id]
        assert each.p85 == (answer.percentile(85) if isinstance(answer, ReleaseForecast) else None)


def test_what_it_saw_can_be_computed_again(newsroom: Newsroom) -> None:
    review(newsroom, NOW)
    with newsroom.readers() as session:
        kept = {each.release_id: each for each in load_snapshots(session)}
        seen = next(iter(kept.values()))
        plan = forecast_plan(
            load_inputs(session, seen.inputs_hash), np.random.default_rng(seen.seed)
        )
    assert plan.inputs_hash == seen.inputs_hash
    assert len(plan.answers) == len(kept)


def test_of_a_day_two_weeks_ago_the_inputs_of_its_last_review_are_kept(newsroom: Newsroom) -> None:
    morning, evening = NOW, NOW + timedelta(hours=1)
    review(newsroom, morning)
    tracker = jira()
    more = replace(tracker, issues=(*tracker.issues, to_do("SHOP-900", "shop", ("checkout",))))
    sync_tracker(more, newsroom.sessions, now=lambda: evening, full=True)
    review(newsroom, evening)
    with newsroom.readers() as session:
        seen = [load_snapshots_before(session, at)[0] for at in (morning, evening)]

    review(newsroom, NOW + timedelta(days=16))

    with newsroom.readers() as session:
        with pytest.raises(UnreadableInputsError, match="not kept any more"):
            load_inputs(session, seen[0].inputs_hash)
        assert load_inputs(session, seen[1].inputs_hash).as_of == evening


def test_what_is_out_is_settled(newsroom: Newsroom) -> None:
    review(newsroom, NOW)
    with newsroom.readers() as session:
        out = {each.release_id for each in load_snapshots(session) if each.state == SHIPPED}
        assert {outcome.release_id for outcome in load_outcomes(session)} == out
    assert out


def test_a_release_that_was_adopted_since_is_pinged_without_a_new_plan(newsroom: Newsroom) -> None:
    monday = NOW + timedelta(days=15)
    assert review(newsroom, monday).enqueued == 0
    with newsroom.sessions.begin() as session:
        adopt_release(session, "jira:checkout", WORKSPACE, "U0OWNER", monday)

    again = review(newsroom, monday)

    assert (again.saved, again.enqueued) == (0, 2)
    assert [each.state for each in outbox(newsroom.sessions)] == ["pending", "pending"]


def test_a_slip_is_told_with_what_caused_it(newsroom: Newsroom) -> None:
    with newsroom.sessions.begin() as session:
        add_subscription(
            session,
            workspace=WORKSPACE,
            channel="C0TEAM",
            creator="U0",
            release_id=None,
            days=("Mon",),
            at=time(9),
            zone="UTC",
            created_at=NOW - timedelta(days=1),
            kind=SLIPS,
        )
    assert review(newsroom, NOW).enqueued == 0
    tracker, later = jira(), NOW + timedelta(hours=1)
    new = tuple(to_do(f"SHOP-9{number:02}", "shop", ("checkout",)) for number in range(30))
    more = replace(tracker, issues=(*tracker.issues, *new))
    sync_tracker(more, newsroom.sessions, now=lambda: later, full=True)

    assert review(newsroom, later).enqueued == 1

    with newsroom.sessions() as session:
        blocks = session.execute(select(post.c.blocks)).scalar_one()
    assert "scope grew (30 items added)" in said_in(blocks)


def test_without_a_workspace_reviews_are_kept_and_nothing_is_said(newsroom: Newsroom) -> None:
    monday = NOW + timedelta(days=15)
    with newsroom.sessions.begin() as session:
        adopt_release(session, "jira:checkout", WORKSPACE, "U0OWNER", monday)
    seen = review(replace(newsroom, workspace=None), monday)
    assert seen.saved
    assert not seen.enqueued


def test_a_database_without_releases_is_reviewed_in_peace(nobody: Sessions) -> None:
    assert review(newsroom_over(nobody), NOW).saved == 0
