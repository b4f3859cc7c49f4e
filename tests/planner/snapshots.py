"""Snapshots by hand and by chance, as a review would keep them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from planner.answer import EVEN, SAFE, Health
from planner.calendar import WorkCalendar
from planner.snapshot import FORECAST, REFUSED, SHIPPED, Snapshot
from tests.planner.build import NOW

TODAY = NOW.date()  # a Monday
WEEKDAYS = WorkCalendar()
LAST_ON = TODAY - timedelta(days=7)


def ahead(working_days: int) -> date:
    """Give the day so many working days after `TODAY`."""
    weeks, days = divmod(working_days, 5)
    return TODAY + timedelta(days=7 * weeks + days)


def a_snapshot(name: str = "A", **told: Any) -> Snapshot:
    """A forecast with P50, P70 and P85 in 20, 25 and 30 working days and no due date."""
    plain = Snapshot(
        release_id=f"jira:{name}",
        name=name,
        taken_at=NOW,
        data_version="v1",
        state=FORECAST,
        p5=ahead(10),
        p15=ahead(15),
        p50=ahead(20),
        p70=ahead(25),
        p85=ahead(30),
        p95=ahead(40),
        due_on=None,
        likelihood_due=None,
        health=Health.NO_DATE.value,
        open_items=12,
        done_items=18,
        shipped_on=None,
        reason=None,
        seed=1,
        inputs_hash="abc",
    )
    return replace(plain, **told)


def dated(name: str = "A", *, due: date, likelihood: float, **told: Any) -> Snapshot:
    """A forecast with a due date, its health as the likelihood says."""
    health = Health.AT_RISK if likelihood >= EVEN else Health.OFF_TRACK
    health = Health.ON_TRACK if likelihood >= SAFE else health
    values = {"due_on": due, "likelihood_due": likelihood, "health": health.value}
    return a_snapshot(name, **(values | told))


def refused(name: str = "A", reason: str = "refusal.stalled", **told: Any) -> Snapshot:
    none = dict.fromkeys(("p5", "p15", "p50", "p70", "p85", "p95"))
    return a_snapshot(name, **{**none, "state": REFUSED, "health": None, "reason": reason, **told})


def shipped(name: str = "A", on: date | None = TODAY, **told: Any) -> Snapshot:
    values = {"state": SHIPPED, "health": Health.SHIPPED.value, "shipped_on": on, "reason": None}
    return refused(name, **{**values, **told})


def forecasts(name: str = "A") -> st.SearchStrategy[Snapshot]:
    """Any forecast: dates in order, some beyond the horizon, its health as its date says."""
    days = st.lists(st.integers(0, 200), min_size=6, max_size=6).map(sorted)
    due = st.none() | st.integers(-30, 200)
    return st.builds(_forecast, st.just(name), days, st.integers(0, 6), due, st.integers(0, 5))


def snapshots(name: str = "A") -> st.SearchStrategy[Snapshot]:
    reasons = st.sampled_from(("stalled", "empty", "parking_lot", "canceled"))
    no = reasons.map(lambda reason: refused(name, f"refusal.{reason}"))
    return st.one_of(forecasts(name), forecasts(name), no, st.just(shipped(name)))


def _forecast(name: str, days: list[int], known: int, due: int | None, left: int) -> Snapshot:
    ends = [TODAY + timedelta(days=day) for day in days]
    dates = [end if place < known else None for place, end in enumerate(ends)]
    told = dict(zip(("p5", "p15", "p50", "p70", "p85", "p95"), dates, strict=True))
    if due is None:
        return a_snapshot(name, open_items=left, **told)
    on = TODAY + timedelta(days=due)
    shares = (0.0, 0.05, 0.15, 0.5, 0.7, 0.85, 0.95)
    likelihood = shares[sum(end is not None and end <= on for end in dates)]
    return dated(name, due=on, likelihood=likelihood, open_items=left, **told)
