"""Where issues stand in their trackers' backlogs."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables import issue, source


def load_ranks(session: Session) -> dict[tuple[str, str], str]:
    """Give the rank of each issue that has one, by source and key; of two, the smaller is first.

    Jira's LexoRank is made to be compared as text, and Linear's `sortOrder` is kept as such text.
    They are as last read: no tracker tells what a rank was before.
    """
    rows = session.execute(
        select(source.c.name, issue.c.key, issue.c.rank)
        .join(source, source.c.id == issue.c.source_id)
        .where(issue.c.rank.is_not(None), issue.c.gone_at.is_(None))
    )
    return {(name, key): rank for name, key, rank in rows}
