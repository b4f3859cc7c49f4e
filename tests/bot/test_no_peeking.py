"""A backtest says what would have been said then: on real histories, to the byte.

The same forecast is made from a database that holds nothing but what was known at the cutoff.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.backtesting import load_streams, run_backtest
from bot.knowledge import PLAN_SEED
from connectors.files.tracker import FilesTracker
from connectors.sync import sync_tracker
from planner.answer import ReleaseForecast
from planner.backtest.items import forecast_next
from planner.backtest.outcome import OURS, Outcome, backtest_percentiles
from planner.calendar import WorkCalendar
from planner.plan import forecast_plan
from planner.recalibration.prior import shipped_prior
from store.engine import make_engine, make_sessions, upgrade
from store.planning import load_plan_inputs
from tests.bot.rewound import rewind_folder

REFERENCE = os.environ.get("SHIPCAST_REFERENCE")
pytestmark = pytest.mark.skipif(
    not REFERENCE, reason="SHIPCAST_REFERENCE does not name the folder of real histories"
)
SOURCE = "jqueryui"
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CALENDAR = WorkCalendar(zone="UTC")


def _imported(folder: Path, database: Path) -> sessionmaker[Session]:
    engine = make_engine(f"sqlite:///{database}")
    upgrade(engine)
    sessions = make_sessions(engine)
    sync_tracker(FilesTracker(folder, SOURCE), sessions, now=lambda: NOW)
    return sessions


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(REFERENCE or "") / "data" / SOURCE


@pytest.fixture(scope="module")
def everything(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sessionmaker[Session]]:
    sessions = _imported(folder, tmp_path_factory.mktemp("all") / "all.db")
    yield sessions
    sessions.kw["bind"].dispose()


def _backtested(sessions: sessionmaker[Session], kind: str) -> list[Outcome]:
    with sessions() as session:
        return run_backtest(session, kind, SOURCE, CALENDAR, NOW)


def _spaced(outcomes: list[Outcome]) -> list[Outcome]:
    """Give two that would have been answered, an earlier and a later one."""
    told = [outcome for outcome in outcomes if not outcome.refused]
    return [told[len(told) * part // 3] for part in (1, 2)]


def test_a_release_was_forecast_from_what_was_known_then(
    everything: sessionmaker[Session], folder: Path, tmp_path: Path
) -> None:
    for number, outcome in enumerate(_spaced(_backtested(everything, "release"))):
        then = tmp_path / str(number)
        rewind_folder(folder, then, outcome.cutoff)
        with _imported(then, tmp_path / f"{number}.db")() as session:
            inputs = load_plan_inputs(session, outcome.cutoff, CALENDAR)
        plan = forecast_plan(inputs, np.random.default_rng(PLAN_SEED))
        answers = {answer.scope.release.name: answer for answer in plan.answers}
        answer = answers[outcome.target]
        assert isinstance(answer, ReleaseForecast)
        assert backtest_percentiles(answer.days).tobytes() == outcome.methods[OURS].tobytes()


def test_the_next_items_were_forecast_from_what_was_known_then(
    everything: sessionmaker[Session], folder: Path, tmp_path: Path
) -> None:
    for number, outcome in enumerate(_spaced(_backtested(everything, "items"))):
        then = tmp_path / str(number)
        rewind_folder(folder, then, outcome.cutoff)
        with _imported(then, tmp_path / f"{number}.db")() as session:
            (finish,) = load_streams(session, SOURCE, outcome.cutoff)
        target = (int(outcome.target),)
        prior = shipped_prior()
        said = forecast_next(finish, target, outcome.cutoff, CALENDAR, PLAN_SEED, prior)
        assert backtest_percentiles(said.days[0]).tobytes() == outcome.methods[OURS].tobytes()
