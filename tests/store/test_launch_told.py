"""What is said of a release once for all."""

from datetime import timedelta

from sqlalchemy.orm import Session, sessionmaker

from store.launch_told import NAME, load_told, note_once, note_told
from tests.store.samples import day

Sessions = sessionmaker[Session]
NOW = day(1)


def test_the_last_name_that_was_told_is_known(sessions: Sessions) -> None:
    with sessions.begin() as session:
        assert load_told(session, "jira:A", NAME) is None
        note_told(session, "jira:A", NAME, "Alpha", NOW)
        note_told(session, "jira:A", NAME, "Beta", NOW + timedelta(days=1))
        assert load_told(session, "jira:A", NAME) == "Beta"
        assert load_told(session, "jira:B", NAME) is None


def test_what_is_said_once_is_new_once_a_release(sessions: Sessions) -> None:
    with sessions.begin() as session:
        assert note_once(session, "jira:A", "unmapped:docs", NOW)
        assert not note_once(session, "jira:A", "unmapped:docs", NOW)
        assert note_once(session, "jira:A", "unmapped:legal", NOW)
        assert note_once(session, "jira:B", "unmapped:docs", NOW)
