"""Which forecast is held against a release that is out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, delete, insert
from sqlalchemy.orm import Session

from planner.inputs import PlanInputs
from planner.record import Settled
from planner.snapshot import Snapshot
from store.engine import make_sessions
from store.forecasts import save_plan
from store.tables import forecast_outcome
from store.votes import load_outcome_stamp, load_settled
from tests.planner.snapshots import a_snapshot, refused
from tests.store.plans import some_inputs

FIRST = datetime(2026, 3, 1, 9, tzinfo=UTC)
OUT_ON = date(2026, 4, 10)
SEEN_OUT = datetime(2026, 4, 11, 6, tzinfo=UTC)
INPUTS: PlanInputs = some_inputs()


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def told(days: float, **values: object) -> Snapshot:
    """Give a forecast made so many days after the first."""
    at = FIRST + timedelta(days=days)
    plain = a_snapshot("A", p85=(at + timedelta(days=30)).date())
    return replace(plain, taken_at=at, data_version=f"v{at}", **values)  # type: ignore[arg-type]


def settled(snapshot: Snapshot, on: date = OUT_ON) -> Settled:
    dates = (snapshot.p5, snapshot.p15, snapshot.p50, snapshot.p70, snapshot.p85, snapshot.p95)
    return Settled(snapshot.release_id, snapshot.taken_at, dates, on)


def keep(session: Session, snapshots: Sequence[Snapshot]) -> None:
    for snapshot in snapshots:
        save_plan(session, [snapshot], INPUTS)


def ship(session: Session, on: date | None = OUT_ON, settled_at: datetime = SEEN_OUT) -> None:
    session.execute(delete(forecast_outcome))
    values = {"release_id": "jira:A", "shipped_on": on, "settled_at": settled_at}
    session.execute(insert(forecast_outcome).values(values))


def test_the_last_date_told_halfway_is_held_against_a_release(either: Session) -> None:
    halfway = told(19)  # of almost forty days
    keep(either, [told(0), told(10), halfway, told(21), told(39)])
    ship(either)
    assert load_settled(either, SEEN_OUT) == (settled(halfway),)


def test_forecasts_made_late_move_nothing(either: Session) -> None:
    keep(either, [told(0), told(12)])
    ship(either)
    before = load_settled(either, SEEN_OUT)
    keep(either, [told(30 + hours / 24, p85=date(2027, 1, 1)) for hours in range(48)])
    assert load_settled(either, SEEN_OUT) == before


def test_what_states_no_date_is_passed_over(either: Session) -> None:
    dated = told(5)
    silent = refused("A", taken_at=FIRST + timedelta(days=18), data_version="refused")
    waiting, open_end = told(16, open_items=0), told(17, p85=None, p95=None)
    keep(either, [dated, silent, waiting, open_end])
    ship(either)
    assert load_settled(either, SEEN_OUT) == (settled(dated),)


def test_a_release_that_was_never_given_a_date_has_no_vote(either: Session) -> None:
    keep(either, [told(3, open_items=0), told(45)])  # the second after it went out
    ship(either)
    assert load_settled(either, SEEN_OUT) == ()


def test_a_corrected_date_moves_the_middle(either: Session) -> None:
    early, late = told(2), told(8)
    keep(either, [told(0), early, late])
    ship(either, on=date(2026, 3, 7))
    assert load_settled(either, SEEN_OUT) == (settled(early, date(2026, 3, 7)),)
    ship(either)
    assert load_settled(either, SEEN_OUT) == (settled(late),)


def test_a_release_opened_again_has_no_vote_until_it_is_out_again(either: Session) -> None:
    keep(either, [told(0), told(25)])
    ship(either)
    either.execute(delete(forecast_outcome))
    assert load_settled(either, SEEN_OUT) == ()
    again_on = date(2026, 6, 1)
    ship(either, on=again_on, settled_at=datetime(2026, 6, 1, 8, tzinfo=UTC))
    (vote,) = load_settled(either, datetime(2026, 6, 2, tzinfo=UTC))
    assert vote == settled(told(25), again_on)


def test_where_the_tracker_has_no_date_the_day_it_was_seen_out_stands(either: Session) -> None:
    keep(either, [told(0)])
    ship(either, on=None)
    assert load_settled(either, SEEN_OUT)[0].shipped_on == SEEN_OUT.date()


def test_a_question_about_the_past_sees_no_later_outcome(either: Session) -> None:
    keep(either, [told(0)])
    ship(either)
    assert load_settled(either, SEEN_OUT - timedelta(seconds=1)) == ()


def test_the_stamp_changes_with_every_settling(either: Session) -> None:
    stamps = [load_outcome_stamp(either)]
    ship(either)
    stamps.append(load_outcome_stamp(either))
    ship(either, on=None, settled_at=SEEN_OUT + timedelta(days=1))
    stamps.append(load_outcome_stamp(either))
    either.execute(delete(forecast_outcome))
    assert stamps[0] == load_outcome_stamp(either) == (0, None, None)
    assert len({*stamps}) == 3
