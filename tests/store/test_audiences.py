"""What was last heard of a release in a place."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session, sessionmaker

from planner.snapshot import Snapshot
from store.alerts import enqueue_alert
from store.audiences import Place, count_slips_in, load_heard_in, load_waiting_in
from store.forecasts import save_plan
from store.outbox import claim_posts, fail_post, skip_post
from tests.planner.snapshots import a_snapshot
from tests.store.posts import a_post
from tests.store.samples import day

Sessions = sessionmaker[Session]
NOW = day(1)
HOUR = timedelta(hours=1)
PLACE = Place("T1", "C1", "slip:support")


def see(session: Session, hours: int, name: str = "A") -> Snapshot:
    seen = replace(
        a_snapshot(name), taken_at=NOW + hours * HOUR, data_version=str(hours), inputs_hash="x"
    )
    save_plan(session, [seen], b"packed")
    return seen


def tell(session: Session, key: str, told: Snapshot, kind: str = PLACE.kind) -> None:
    enqueue_alert(session, a_post(key, channel="C1", kind=kind), [told])


def heard_at(session: Session, since: int) -> dict[str, int]:
    heard = load_heard_in(session, PLACE, {"jira:A": NOW + since * HOUR})
    return {one: (told.taken_at - NOW) // HOUR for one, told in heard.items()}


def test_before_a_word_it_stands_as_when_somebody_began_to_answer_for_it(
    sessions: Sessions,
) -> None:
    with sessions.begin() as session:
        for hours in (1, 2, 3):
            see(session, hours)
        see(session, 2, "B")
        assert heard_at(session, 2) == {"jira:A": 2}
        assert heard_at(session, 0) == {"jira:A": 1}


def test_a_slip_and_a_ping_are_heard_and_what_was_not_said_is_not(sessions: Sessions) -> None:
    with sessions.begin() as session:
        first, second, third = (see(session, hours) for hours in (1, 2, 3))
        tell(session, "one", second)
        assert heard_at(session, 1) == {"jira:A": 2}
        tell(session, "two", third, "ping:T-14:enter")
        assert heard_at(session, 1) == {"jira:A": 3}
        for claimed in claim_posts(session, NOW, HOUR, 1):
            fail_post(session, claimed.id, "channel_not_found")
        assert heard_at(session, 1) == {"jira:A": 3}
        assert first.taken_at == NOW + HOUR


def test_what_waits_can_be_taken_back_and_is_counted_for_good(sessions: Sessions) -> None:
    with sessions.begin() as session:
        before, now = see(session, 1), see(session, 2)
        assert load_waiting_in(session, PLACE) is None
        tell(session, "one", now)
        waiting = load_waiting_in(session, PLACE)
        assert waiting is not None
        heard = load_heard_in(session, PLACE, {"jira:A": before.taken_at}, waiting)
        assert heard["jira:A"].taken_at == before.taken_at
        skip_post(session, waiting.post_id, "things had changed")
        assert load_waiting_in(session, PLACE) is None
        assert count_slips_in(session, PLACE) == 1
        assert heard_at(session, 1) == {"jira:A": 1}
