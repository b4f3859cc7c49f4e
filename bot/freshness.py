"""How old the data is that something is said from."""

from datetime import datetime

from sqlalchemy.orm import Session

from store.sources import load_sources


def read_at(session: Session, as_of: datetime) -> datetime | None:
    """Give when the stalest of all sources was last read whole; None where one never was.

    What is said of a past moment is from what was known then, whenever that was read.
    """
    moments = [source.last_success_at for source in load_sources(session)]
    known = [moment for moment in moments if moment is not None]
    return min(*known, as_of) if known and len(known) == len(moments) else None
