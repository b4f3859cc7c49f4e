"""What every review saw, and what came true."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner.plan import forecast_plan
from planner.seed import fingerprint
from planner.snapshot import Snapshot, snapshot_of
from store.engine import make_sessions
from store.errors import UnreadableInputsError
from store.forecasts import (
    load_inputs,
    load_snapshots,
    load_snapshots_before,
    save_plan,
    thin_inputs,
)
from store.packing import pack_inputs
from store.tables import forecast_input
from tests.planner.build import NOW
from tests.store.plans import some_inputs

SEED = 4_000_000_000
INPUTS = some_inputs()
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


@pytest.fixture(scope="module")
def seen() -> tuple[Snapshot, ...]:
    """Give what a review of the inputs sees: a forecast, and a release that is out."""
    plan = forecast_plan(INPUTS, np.random.default_rng(SEED))
    return tuple(
        snapshot_of(answer, NOW, "v1", plan.seed, plan.inputs_hash) for answer in plan.answers
    )


def again(
    seen: tuple[Snapshot, ...], version: str, taken_at: datetime, inputs_hash: str = "other"
) -> tuple[Snapshot, ...]:
    told: dict[str, Any] = {"data_version": version, "taken_at": taken_at}
    told["inputs_hash"] = inputs_hash
    return tuple(replace(snapshot, **told) for snapshot in seen)


def hashes(session: Session) -> set[str]:
    return {*session.execute(select(forecast_input.c.inputs_hash)).scalars()}


def test_a_plan_comes_back_as_it_was_seen(either: Session, seen: tuple[Snapshot, ...]) -> None:
    assert [snapshot.state for snapshot in seen] == ["forecast", "shipped"]
    assert save_plan(either, seen, INPUTS) == 2
    kept = {snapshot.release_id: snapshot for snapshot in load_snapshots(either, "v1")}
    assert kept == {snapshot.release_id: snapshot for snapshot in seen}
    assert load_snapshots(either, "v2") == ()


def test_the_same_data_version_twice_changes_nothing(
    either: Session, seen: tuple[Snapshot, ...]
) -> None:
    save_plan(either, seen, INPUTS)
    assert save_plan(either, again(seen, "v1", LATER), INPUTS) == 0
    assert {snapshot.taken_at for snapshot in load_snapshots(either)} == {NOW}
    assert hashes(either) == {seen[0].inputs_hash}


def test_a_release_that_is_new_in_a_data_version_is_added(
    either: Session, seen: tuple[Snapshot, ...]
) -> None:
    assert save_plan(either, seen[:1], INPUTS) == 1
    assert save_plan(either, seen, INPUTS) == 1


def test_the_newest_of_each_release_is_found_now_and_then(
    either: Session, seen: tuple[Snapshot, ...]
) -> None:
    first, second = seen
    (newer,) = again(seen[:1], "v2", LATER)
    save_plan(either, seen, INPUTS)
    save_plan(either, (newer,), INPUTS)
    assert {*load_snapshots(either)} == {newer, second}
    assert {*load_snapshots_before(either, LATER)} == {newer, second}
    assert {*load_snapshots_before(either, NOW)} == {first, second}
    assert load_snapshots_before(either, NOW - timedelta(seconds=1)) == ()


def test_mondays_forecast_is_made_again_to_the_byte(
    either: Session, seen: tuple[Snapshot, ...]
) -> None:
    save_plan(either, seen, INPUTS)
    (kept,) = (told for told in load_snapshots(either) if told.state == "forecast")
    inputs = load_inputs(either, kept.inputs_hash)
    assert fingerprint(inputs) == kept.inputs_hash
    plan = forecast_plan(inputs, np.random.default_rng(kept.seed))
    first = forecast_plan(INPUTS, np.random.default_rng(SEED))
    assert fingerprint(plan) == fingerprint(first)
    assert snapshot_of(plan.answers[0], NOW, "v1", plan.seed, plan.inputs_hash) == kept


def test_inputs_may_be_packed_before_the_transaction_and_are_kept_once(
    either: Session, seen: tuple[Snapshot, ...]
) -> None:
    packed = pack_inputs(INPUTS)
    save_plan(either, seen, packed)
    save_plan(either, again(seen, "v2", LATER, seen[0].inputs_hash), packed)
    assert hashes(either) == {seen[0].inputs_hash}
    assert fingerprint(load_inputs(either, seen[0].inputs_hash)) == fingerprint(INPUTS)


def test_snapshots_of_two_plans_are_not_saved_as_one(
    session: Session, seen: tuple[Snapshot, ...]
) -> None:
    with pytest.raises(ValueError, match="one plan has one inputs_hash"):
        save_plan(session, (*seen, *again(seen, "v2", NOW)), INPUTS)


def test_a_plan_without_releases_keeps_nothing(session: Session) -> None:
    assert save_plan(session, (), INPUTS) == 0
    assert hashes(session) == set()


def test_old_inputs_are_thinned_out_to_the_last_of_each_day(
    either: Session, seen: tuple[Snapshot, ...]
) -> None:
    packed = pack_inputs(INPUTS)
    for number, hours in enumerate((0, 1, 2, 24, 48, 49)):
        taken_at = NOW + timedelta(hours=hours)
        save_plan(either, again(seen, f"v{number}", taken_at, f"h{hours}"), packed)
    assert thin_inputs(either, NOW + timedelta(hours=48)) == 2
    assert hashes(either) == {"h2", "h24", "h48", "h49"}
    assert len(load_snapshots(either, "v0")) == 2, "the numbers stay"
    with pytest.raises(UnreadableInputsError, match="h0 are not kept any more"):
        load_inputs(either, "h0")
