"""Answers of the planner, made by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from bot.views.asked import Asked
from planner.answer import Pace, Refusal, ReleaseForecast, Shipped
from planner.category import Category
from planner.inputs import Item, LeftOut, Scope
from planner.note import Note
from planner.recalibration.of_releases import Recalibration
from planner.timeline import ReleaseFacts

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
EVIL = "<!channel> & *x* <https://evil|click>"
ASKED = Asked(now=NOW, fresh_at=NOW - timedelta(minutes=5))


def an_item(number: int = 1, **told: Any) -> Item:
    plain = Item(
        key=f"SHOP-{number}",
        title=f"Title {number}",
        url=f"https://jira.example/browse/SHOP-{number}",
        type="Story",
        team="jira:1",
        category=Category.TODO,
        created_at=NOW - timedelta(days=90),
        started_at=None,
        finished_at=None,
        points=None,
        assignee=None,
        restricted=False,
    )
    return replace(plain, **told)


def a_scope(
    *,
    left: int = 3,
    done: int = 2,
    items: Sequence[Item] | None = None,
    left_out: Sequence[LeftOut] = (),
    due_on: date | None = None,
    **release: Any,
) -> Scope:
    name = release.get("name", "Checkout redesign")
    facts = ReleaseFacts(id=f"jira:{name}", name=name, kind="version", sources=("jira",))
    none = np.array([], dtype="datetime64[s]")
    made = [an_item(n) for n in range(left)]
    made += [an_item(left + n, category=Category.DONE) for n in range(done)]
    return Scope(
        release=replace(facts, **release),
        as_of=NOW,
        due_on=due_on,
        items=tuple(made if items is None else items),
        left_out=tuple(left_out),
        added_at=none,
        removed_at=none,
        done_at=none,
        first_member_at=NOW - timedelta(days=60),
    )


def a_forecast(scope: Scope | None = None, **told: Any) -> ReleaseForecast:
    """A forecast whose outcomes are the days 1 to 100, so that p50 is day 50."""
    plain = ReleaseForecast(
        scope=a_scope() if scope is None else scope,
        today=TODAY,
        data_as_of=NOW,
        days=np.arange(1.0, 101.0),
        horizon_days=1456,
        pace=Pace(team_items=2.0, release_items=0.42, scope_change_items=0.0, weeks=8),
        sprint_window=None,
        assumptions=(),
        recalibration=Recalibration(20.0, 50.0, np.zeros(4)),
        seed=7,
        inputs_hash="abc123",
    )
    return replace(plain, **told)


def a_refusal(scope: Scope | None = None, **told: Any) -> Refusal:
    plain = Refusal(
        scope=a_scope() if scope is None else scope,
        today=TODAY,
        data_as_of=NOW,
        reason=Note("refusal.few_finished", {"team": "Shop", "finished": 2}),
        way_out=Note("way_out.finish_more", {"missing": 3}),
    )
    return replace(plain, **told)


def a_shipped(scope: Scope | None = None, on: date | None = date(2026, 11, 3)) -> Shipped:
    return Shipped(a_scope(left=0) if scope is None else scope, TODAY, NOW, on)
