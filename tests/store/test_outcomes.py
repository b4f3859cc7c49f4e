"""When releases went out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.answer import Answer, Shipped
from planner.plan import forecast_plan
from store.engine import make_sessions
from store.outcomes import Outcome, load_outcomes, settle_outcomes
from tests.planner.build import NOW
from tests.store.plans import some_inputs

LATER = NOW + timedelta(days=1)
OUT_ON = date(2026, 1, 6)


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


@pytest.fixture(scope="module")
def answers() -> tuple[Answer, ...]:
    return forecast_plan(some_inputs(), np.random.default_rng(1)).answers


def test_a_release_that_is_out_has_one_outcome(
    either: Session, answers: tuple[Answer, ...]
) -> None:
    assert settle_outcomes(either, answers, NOW) == 1
    assert settle_outcomes(either, answers, LATER) == 0
    assert load_outcomes(either) == (Outcome("s:1.0", OUT_ON, NOW),)


def test_a_corrected_date_is_corrected(either: Session, answers: tuple[Answer, ...]) -> None:
    settle_outcomes(either, answers, NOW)
    (out,) = (answer for answer in answers if isinstance(answer, Shipped))
    assert settle_outcomes(either, [replace(out, on=None)], LATER) == 1
    assert load_outcomes(either) == (Outcome("s:1.0", None, LATER),)


def test_a_release_that_was_opened_again_has_no_outcome(
    either: Session, answers: tuple[Answer, ...]
) -> None:
    settle_outcomes(either, answers, NOW)
    (open_one,) = (answer for answer in answers if not isinstance(answer, Shipped))
    (out,) = (answer for answer in answers if isinstance(answer, Shipped))
    assert settle_outcomes(either, [replace(open_one, scope=out.scope)], LATER) == 1
    assert load_outcomes(either) == ()


def test_a_release_that_nobody_speaks_of_any_more_keeps_its_outcome(
    either: Session, answers: tuple[Answer, ...]
) -> None:
    settle_outcomes(either, answers, NOW)
    assert settle_outcomes(either, [], LATER) == 0
    assert len(load_outcomes(either)) == 1
