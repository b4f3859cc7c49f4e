"""Which issue blocks which."""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from planner.timeline import Ints
from store.reading import as_ints, load_columns, positions_of
from store.tables import dependency, issue


def load_blocks(session: Session, item_ids: Ints) -> NDArray[np.int64]:
    """Give links as rows of (blocker, blocked), as positions among `item_ids`.

    Links have no history: today's are used, among the items that existed. One whose end was
    never read is kept in the database and left out here.
    """
    blocker, blocked = issue.alias("blocker"), issue.alias("blocked")
    same_source = and_(
        blocked.c.source_id == blocker.c.source_id, blocked.c.ext_id == dependency.c.blocked
    )
    first, second = load_columns(
        session,
        select(blocker.c.id, blocked.c.id)
        .select_from(dependency)
        .join(blocker, blocker.c.id == dependency.c.issue_id)
        .join(blocked, same_source),
    )
    links = np.stack(
        (positions_of(as_ints(first), item_ids), positions_of(as_ints(second), item_ids)), axis=1
    )
    links = links[(links >= 0).all(axis=1) & (links[:, 0] != links[:, 1])]
    return np.asarray(links[np.lexsort((links[:, 1], links[:, 0]))])
