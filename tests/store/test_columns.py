"""Times: aware, UTC and the same on both databases."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, insert, literal, select
from sqlalchemy.dialects import sqlite
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


@pytest.mark.parametrize("at", ["1969-12-31 23:59:59.999600", "2024-02-29 12:00:00.000000"])
def test_sqlite_of_any_version_counts_the_same_seconds(sqlite_engine: Engine, at: str) -> None:
    told = []
    with sqlite_engine.connect() as connection:
        for version in {(3, 37, 0), sqlite3.sqlite_version_info}:
            dialect = sqlite.dialect()
            dialect.server_version_info = version
            counted = EpochSeconds(literal(at)).compile(
                dialect=dialect, compile_kwargs={"literal_binds": True}
            )
            told.append(connection.exec_driver_sql(f"SELECT {counted}").scalar_one())
    assert set(told) == {int(datetime.fromisoformat(f"{at[:19]}+00:00").timestamp())}


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
