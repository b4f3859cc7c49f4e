"""Who stands in for whom, and from which day to which."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from planner.launch.votes import Delegation
from store.conflict import insert_into
from store.tables import delegation

_row = delegation.c


def load_delegations(session: Session) -> tuple[Delegation, ...]:
    """Give all that were told, those that are over or have not begun among them.

    Slack gives no two people the same id, whatever their workspaces.
    """
    ours = select(delegation).order_by(_row.person)
    return tuple(
        Delegation(row.person, row.delegate, row.first_on, row.last_on)
        for row in session.execute(ours)
    )


def save_delegation(session: Session, workspace: str, told: Delegation) -> None:
    """Let somebody stand in for a person, in place of who did before."""
    values = {"delegate": told.delegate, "first_on": told.first_on, "last_on": told.last_on}
    keys = {"workspace": workspace, "person": told.person}
    statement = insert_into(session, delegation).values(**keys, **values)
    session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=values))


def drop_delegation(session: Session, workspace: str, person: str) -> Delegation | None:
    """Let nobody stand in for a person any more; give back who did."""
    mine = (_row.workspace == workspace) & (_row.person == person)
    row = session.execute(delete(delegation).where(mine).returning(delegation)).one_or_none()
    return None if row is None else Delegation(row.person, row.delegate, row.first_on, row.last_on)
