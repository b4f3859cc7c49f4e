"""How much of a tracker's own history is stored."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.tables import field_event, issue, source


def count_events(session: Session, source_name: str) -> int:
    """Count the changes of one source's issues, those that a census no longer sees included."""
    statement = (
        select(func.count())
        .select_from(field_event)
        .join(issue, issue.c.id == field_event.c.issue_id)
        .join(source, source.c.id == issue.c.source_id)
        .where(source.c.name == source_name)
    )
    return session.scalar(statement) or 0
