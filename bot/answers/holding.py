"""Which releases hold certain issues; a private one is as good as unknown."""

from collections.abc import Collection

from sqlalchemy.orm import Session, sessionmaker

from bot.knowledge import Known
from bot.names import open_first
from store.directory import ReleaseName, load_issue_names


def holders_of(keys: Collection[str], known: Known) -> tuple[ReleaseName, ...]:
    """Give the releases that hold one of these issues, counted there or left out; open ones first.

    Shipped ones only where no open one does.
    """
    told = known.forecasts.holders
    holding = {release for key in keys for release in told.get(key, ())}
    return open_first(holding, known.forecasts.names)


def shown_keys(sessions: sessionmaker[Session], key: str) -> frozenset[str]:
    """Give the issues with this key that everybody may see, one a source at most."""
    with sessions() as session:
        issues = load_issue_names(session, key.upper())
    return frozenset(issue.key for issue in issues if not issue.restricted)
