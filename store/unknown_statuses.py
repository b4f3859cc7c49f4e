"""Which statuses nobody could place in a category."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.category import Category
from store.tables import issue, source


def load_unknown_statuses(session: Session, source_name: str) -> tuple[str, ...]:
    """Give the names of one source's unknown statuses, those of the most issues first."""
    statement = (
        select(issue.c.status)
        .join(source, source.c.id == issue.c.source_id)
        .where(
            source.c.name == source_name,
            issue.c.category == Category.UNKNOWN.value,
            issue.c.gone_at.is_(None),
        )
        .group_by(issue.c.status)
        .order_by(func.count().desc(), issue.c.status)
    )
    return tuple(session.execute(statement).scalars())
