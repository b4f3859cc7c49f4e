"""Who changed what."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from store.audit import AuditRow, load_audit, record_audit
from store.engine import make_sessions
from store.tables import audit
from tests.store.samples import day


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def test_changes_are_told_in_their_order_with_before_and_after(either: Session) -> None:
    record_audit(either, day(2), "T1", "U1", "adopt", "shop:1.0", None, {"owner": "U1"})
    record_audit(either, day(1), "T1", "U2", "pause", "posts", before=False, after=True)
    adopted = AuditRow(day(2), "T1", "U1", "adopt", "shop:1.0", None, {"owner": "U1"})
    paused = AuditRow(day(1), "T1", "U2", "pause", "posts", False, True)
    assert load_audit(either) == (adopted, paused)
    assert load_audit(either, "posts") == (paused,)


def test_nothing_before_is_null_and_not_a_word(either: Session) -> None:
    record_audit(either, day(1), "T1", "U1", "adopt", "shop:1.0")
    empty = select(audit.c.id).where(audit.c.before.is_(None), audit.c.after.is_(None))
    assert either.execute(empty).all() != []
