"""What a field with a single value held at a moment, where it has changed since."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables import field_event


def load_values_before(session: Session, field: str, as_of: datetime) -> dict[int, str | None]:
    """Map issues whose `field` changed after `as_of` to the value that it had at `as_of`.

    That is what the first change after it found. Other issues have today's value.
    """
    rows = session.execute(
        select(field_event.c.issue_id, field_event.c.before)
        .where(field_event.c.field == field, field_event.c.at > as_of)
        .order_by(field_event.c.at.desc(), field_event.c.position.desc())
    )
    return dict(rows.all())  # the last one stays: the earliest change
