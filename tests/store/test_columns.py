"""Times: aware, UTC and the same on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import StatementError

from store.columns import EpochSeconds
from store.tables import source

_NEW_YORK = timezone(timedelta(hours=-5))


def _keep(engine: Engine, at: datetime | None) -> None:
    values = {"name": "shop", "kind": "files", "history": [], "revision": 0}
    with engine.begin() as connection:
        connection.execute(insert(source).values(**values, last_success_at=at))


def test_a_time_comes_back_aware_in_utc_to_the_microsecond(engine: Engine) -> None:
    _keep(engine, datetime(2024, 3, 10, 1, 59, 59, 999_999, tzinfo=_NEW_YORK))
    with engine.connect() as connection:
        kept = connection.execute(select(source.c.last_success_at)).scalar_one()
    assert kept == datetime(2024, 3, 10, 6, 59, 59, 999_999, tzinfo=UTC)
    assert kept.tzinfo is UTC


def test_a_time_that_is_not_known_stays_unknown(engine: Engine) -> None:
    _keep(engine, None)
    columns = (source.c.last_success_at, EpochSeconds(source.c.last_success_at))
    with engine.connect() as connection:
        assert connection.execute(select(*columns)).one() == (None, None)


def test_a_time_without_a_zone_is_refused(sqlite_engine: Engine) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        _keep(sqlite_engine, datetime(2024, 3, 10))  # noqa: DTZ001 - the mistake itself


@pytest.mark.parametrize("year", [1969, 2024])
@pytest.mark.parametrize("microsecond", [0, 499_999, 999_999])
def test_seconds_are_rounded_down(engine: Engine, year: int, microsecond: int) -> None:
    at = datetime(year, 12, 31, 23, 59, 59, microsecond, tzinfo=UTC)
    _keep(engine, at)
    with engine.connect() as connection:
        known = connection.execute(select(EpochSeconds(source.c.last_success_at))).scalar_one()
    assert known == int(at.replace(microsecond=0).timestamp())


def test_text_times_in_sqlite_sort_by_time(sqlite_engine: Engine) -> None:
    moments = [datetime(2024, 1, 1, 0, 0, 0, us, tzinfo=UTC) for us in (0, 1, 500_000)]
    with sqlite_engine.begin() as connection:
        for number, at in enumerate(reversed(moments)):
            connection.execute(
                insert(source).values(
                    name=str(number), kind="files", history=[], revision=0, last_success_at=at
                )
            )
        kept = connection.execute(
            select(source.c.last_success_at).order_by(source.c.last_success_at)
        )
        assert kept.scalars().all() == moments
