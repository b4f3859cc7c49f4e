"""Column types and expressions that differ between SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

_HAS_UNIXEPOCH = (3, 38)  # https://sqlite.org/releaselog/3_38_0.html

# SQLite numbers rows by themselves only where the key is spelled INTEGER.
BigId = BigInteger().with_variant(Integer(), "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time on both databases; a time without a zone is refused.

    SQLite has no time zones: there the UTC wall clock is stored, as text that sorts by time.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone: the store keeps aware times")
        at = value if value.tzinfo is UTC else value.astimezone(UTC)
        return at.replace(tzinfo=None) if dialect.name == "sqlite" else at

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class EpochSeconds(FunctionElement[int]):
    """Whole seconds since 1970 of a `UtcTime` column, rounded down; NULL stays NULL.

    Loaders read times as integers: building 100,000 datetime objects only to put them into a
    numpy array costs more than the query.
    """

    type = BigInteger()
    inherit_cache = True
    name = "epoch_seconds"


@compiles(EpochSeconds, "sqlite")
def _sqlite_epoch(element: EpochSeconds, compiler: SQLCompiler, **kw: Any) -> str:
    # Cut to the second first: strftime rounds 59.9996 up into the next minute.
    inner = f"substr({compiler.process(element.clauses, **kw)}, 1, 19)"
    # Set once there is a connection. Without a text in between it takes a third less.
    version = getattr(compiler.dialect, "server_version_info", None) or ()
    if version >= _HAS_UNIXEPOCH:
        return f"unixepoch({inner})"
    return f"CAST(strftime('%s', {inner}) AS INTEGER)"


@compiles(EpochSeconds, "postgresql")
def _postgresql_epoch(element: EpochSeconds, compiler: SQLCompiler, **kw: Any) -> str:
    inner = compiler.process(element.clauses, **kw)
    return f"CAST(floor(EXTRACT(EPOCH FROM {inner})) AS BIGINT)"
