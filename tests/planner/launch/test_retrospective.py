"""What a retrospective compares, and what a trend may claim."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from planner.calendar import WorkCalendar
from planner.launch.retrospective import (
    FEWEST_FOR_TREND,
    Moment,
    Retrospective,
    moments_of,
    retrospective_of,
    trend_of,
)
from planner.snapshot import Snapshot
from tests.planner.snapshots import a_snapshot, shipped

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
OUT_ON = date(2026, 3, 16)


def seen(days: int, **told: object) -> Snapshot:
    return replace(a_snapshot(), taken_at=START + timedelta(days=days), **told)  # type: ignore[arg-type]


def made(
    name: str = "A", out_on: date = OUT_ON, p50: date = OUT_ON, p85: date = OUT_ON, grown: int = 0
) -> Retrospective:
    start = replace(seen(0, p50=p50, p85=p85, open_items=20, done_items=0), name=name)
    out = replace(shipped(), release_id=name, open_items=0, done_items=20 + grown)
    told = retrospective_of(out, {Moment.START: start}, out_on)
    assert told is not None
    return told


def test_half_is_the_middle_and_the_freeze_is_seven_worked_days_before() -> None:
    moments = moments_of(START, OUT_ON, WorkCalendar(zone="Europe/Berlin"))
    assert moments[Moment.FREEZE].isoformat() == "2026-03-06T00:00:00+01:00"
    assert moments[Moment.HALF].date() == date(2026, 2, 9)


def test_each_moment_says_how_late_it_came() -> None:
    told = retrospective_of(
        replace(shipped(), open_items=0, done_items=31),
        {
            Moment.START: seen(0, p50=date(2026, 3, 1), p85=date(2026, 3, 20), open_items=24),
            Moment.HALF: seen(35, p50=date(2026, 3, 10), p85=date(2026, 3, 16)),
            Moment.FREEZE: seen(60, p50=None, p85=None, due_on=date(2026, 3, 12)),
        },
        OUT_ON,
    )
    assert told is not None
    assert [(one.days_late(50), one.days_late(85)) for one in told.stands] == [
        (15, -4),
        (6, 0),
        (None, None),
    ]
    assert told.due_on == date(2026, 3, 12)
    assert told.grown_by == 31 - 24 - a_snapshot().done_items


def test_one_snapshot_is_told_once() -> None:
    only = seen(0)
    told = retrospective_of(shipped(), dict.fromkeys(Moment, only), OUT_ON)
    assert told is not None
    assert [one.moment for one in told.stands] == [Moment.START]


def test_what_was_first_forecast_when_it_was_out_is_not_looked_back_on() -> None:
    assert retrospective_of(shipped(), {}, OUT_ON) is None
    late = seen((OUT_ON - START.date()).days)
    assert retrospective_of(shipped(), {Moment.START: late}, OUT_ON) is None


def test_a_trend_counts_one_vote_a_release() -> None:
    told = [
        made("A", p50=OUT_ON - timedelta(days=14), p85=OUT_ON, grown=10),
        made("B", p50=OUT_ON + timedelta(days=7), p85=OUT_ON - timedelta(days=1), grown=-2),
        made("C", p50=OUT_ON, p85=OUT_ON + timedelta(days=9), grown=0),
    ]
    trend = trend_of(told)
    assert trend is not None
    everything = trend.everything
    assert (everything.releases, everything.held, everything.judged) == (3, 2, 3)
    assert (everything.late_share, everything.growth) == (0, 0)
    assert trend.earlier is trend.later is None


def test_halves_are_compared_where_both_have_enough() -> None:
    early = [made(f"A{n}", OUT_ON, p85=OUT_ON - timedelta(days=1)) for n in range(FEWEST_FOR_TREND)]
    late_on = OUT_ON + timedelta(days=90)
    late = [made(f"B{n}", late_on, p85=late_on) for n in range(FEWEST_FOR_TREND)]
    trend = trend_of([*late, *early])
    assert trend is not None
    assert trend.earlier is not None
    assert trend.later is not None
    assert (trend.earlier.held, trend.later.held) == (0, FEWEST_FOR_TREND)
    assert trend_of([]) is None
