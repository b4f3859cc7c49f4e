"""What a settings file said last of a release: only what it says anew goes over what people set."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.tables import release_plan

Filed = Mapping[str, Any]


def load_filed(session: Session) -> dict[str, Filed]:
    """Give what the file said last, by the release's id; JSON, as it was saved."""
    told = select(release_plan.c.release_id, release_plan.c.from_file)
    return {row.release_id: row.from_file or {} for row in session.execute(told)}


def save_filed(session: Session, release_id: str, filed: Filed) -> None:
    """Keep what the file says now of a release of which something was said already."""
    statement = update(release_plan).where(release_plan.c.release_id == release_id)
    session.execute(statement.values(from_file=dict(filed) or None))
