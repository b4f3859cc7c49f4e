"""One writer a source at a time, also where two syncs of it run at once."""

from hashlib import blake2b

from sqlalchemy import text
from sqlalchemy.orm import Session

_SYNCS = 0x5348_4950  # the first half of our locks' keys: another program's are others


def await_turn(session: Session, source: str) -> None:
    """Wait until no other transaction writes this source; it is ours until this one ends.

    What is read afterwards is still true when it is written: rows are looked up and then inserted.
    To be called first in a transaction, which must be short.
    """
    # SQLite: the transaction began with the write lock.
    if session.get_bind().dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(:syncs, :source)")
        session.execute(lock, {"syncs": _SYNCS, "source": _number(source)})


def _number(source: str) -> int:
    """Give an integer of 32 bits; two sources with the same one only wait more than they must."""
    return int.from_bytes(blake2b(source.encode(), digest_size=4).digest(), signed=True)
