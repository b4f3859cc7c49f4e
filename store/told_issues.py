"""What release notes tell of issues beside their titles: labels, epics, and who waited for them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.tables import issue, issue_label, label, need, source

_CHUNK = 500  # of the variables that a statement may have


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around an issue today; `epic` is None where not everybody may read it."""

    labels: tuple[str, ...] = ()
    epic: str | None = None
    customers: int = 0
    votes: int = 0


def load_around(
    session: Session, sources: Collection[str], keys: Iterable[str]
) -> dict[str, Around]:
    """Give it for issues of these sources, by key."""
    found: dict[str, Around] = {}
    for some in _chunks(keys):
        found |= _load(session, sources, some)
    return found


def load_hidden_keys(session: Session, keys: Iterable[str]) -> frozenset[str]:
    """Give those of these keys that not everybody may read, or that are gone."""
    hidden: set[str] = set()
    for some in _chunks(keys):
        unfit = issue.c.restricted | issue.c.gone_at.is_not(None)
        hidden.update(session.scalars(select(issue.c.key).where(issue.c.key.in_(some), unfit)))
    return frozenset(hidden)


def _load(session: Session, sources: Collection[str], keys: Collection[str]) -> dict[str, Around]:
    parent = issue.alias("parent")
    below = (
        (parent.c.source_id == issue.c.source_id)
        & (parent.c.ext_id == issue.c.parent)
        & parent.c.is_container
        & ~parent.c.restricted
        & parent.c.gone_at.is_(None)
    )
    rows = session.execute(
        select(issue.c.id, issue.c.key, issue.c.votes, parent.c.title.label("epic"))
        .join(source, source.c.id == issue.c.source_id)
        .outerjoin(parent, below)
        .where(source.c.name.in_(sources), issue.c.key.in_(keys))
    ).all()
    ids = [row.id for row in rows]
    labels, customers = _load_labels(session, ids), _load_customers(session, ids)
    return {
        row.key: Around(
            tuple(labels.get(row.id, ())), row.epic, customers.get(row.id, 0), row.votes or 0
        )
        for row in rows
    }


def _load_labels(session: Session, ids: Collection[int]) -> dict[int, list[str]]:
    rows = session.execute(
        select(issue_label.c.issue_id, label.c.name)
        .join(label, label.c.id == issue_label.c.label_id)
        .where(issue_label.c.issue_id.in_(ids))
        .order_by(label.c.name)
    )
    found: dict[int, list[str]] = {}
    for issue_id, name in rows:
        found.setdefault(issue_id, []).append(name)
    return found


def _load_customers(session: Session, ids: Collection[int]) -> dict[int, int]:
    rows = session.execute(
        select(need.c.issue_id, func.count(need.c.customer.distinct()))
        .where(need.c.issue_id.in_(ids))
        .group_by(need.c.issue_id)
    )
    return dict(rows.all())


def _chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    wanted = sorted({*keys})
    for first in range(0, len(wanted), _CHUNK):
        yield wanted[first : first + _CHUNK]
