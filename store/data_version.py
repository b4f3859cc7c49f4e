"""One short word for everything that a forecast is computed from."""

import json
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables import commitment, release_definition, source


def load_data_version(session: Session) -> str:
    """Give a word that changes with every change of a source's rows, a definition or a promise."""
    sources = session.execute(select(source.c.name, source.c.revision).order_by(source.c.name))
    written = session.execute(
        select(
            release_definition.c.slug,
            release_definition.c.name,
            release_definition.c.aliases,
            release_definition.c.predicate,
        ).order_by(release_definition.c.slug)
    )
    promised = session.execute(
        select(commitment).order_by(commitment.c.release_id, commitment.c.at)
    )
    said = [[row.release_id, row.at.isoformat(), str(row.committed_on)] for row in promised]
    known = json.dumps([[*map(list, sources)], [*map(list, written)], said], sort_keys=True)
    return blake2b(known.encode(), digest_size=8).hexdigest()
