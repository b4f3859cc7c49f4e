"""Where a tracker shows a release."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables import release, source


def load_release_url(session: Session, release_id: str) -> str | None:
    """Give the address of a found release; None for a written one, and where it is not known."""
    name, _, ext_id = release_id.partition(":")
    wanted = (
        select(release.c.url)
        .join(source, source.c.id == release.c.source_id)
        .where(source.c.name == name, release.c.ext_id == ext_id, release.c.gone_at.is_(None))
    )
    url: str | None = session.scalar(wanted)
    return url
