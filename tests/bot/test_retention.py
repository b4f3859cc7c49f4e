"""What trackers sent is kept for as long as the settings say."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.clock import now
from bot.retention import drop_old_payloads
from store.engine import make_engine, make_sessions, upgrade
from store.raw_payloads import save_raw
from store.records import RawRecord
from store.tables import raw_payload
from tests.store.samples import a_source


@pytest.mark.parametrize(("days", "left"), [(0, 0), (1, 1), (3, 2)])
def test_payloads_go_when_their_days_are_over(tmp_path: Path, days: int, left: int) -> None:
    engine = make_engine(str(tmp_path / "raw.db"))
    upgrade(engine)
    sessions, at = make_sessions(engine), now()
    with sessions.begin() as session:
        source_id = a_source(session)
        for age in (0.5, 2):
            told = [RawRecord("issue", str(age), b"{}")]
            save_raw(session, source_id, told, at - timedelta(days=age))
    assert drop_old_payloads(sessions, days, at) == 2 - left
    with sessions() as session:
        count = session.execute(select(func.count()).select_from(raw_payload)).scalar_one()
    assert count == left
    engine.dispose()
