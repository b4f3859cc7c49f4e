"""For how long what trackers sent is kept. It is looked at after every sync: Slack or not."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from store.raw_payloads import drop_raw_before, has_raw_before


def drop_old_payloads(sessions: sessionmaker[Session], days: int, at: datetime) -> int:
    """Let go of what was last sent more than so many days ago; give how much that was."""
    before = at - timedelta(days=days)
    with sessions() as session:
        if not has_raw_before(session, before):
            return 0
    with sessions.begin() as session:
        return drop_raw_before(session, before)
