"""`shipcast posts`: what could not be said is seen, and decided by a person."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.cli.database import Database, open_database
from bot.clock import now
from store.audit import AuditRow, load_audit
from store.outbox import Post, claim_posts, enqueue_post, fail_post, park_post
from tests.bot.cli.running import shipcast, shipcast_json

LEASE = timedelta(minutes=2)


@pytest.fixture
def database() -> Iterator[Database]:
    with open_database("shipcast.db") as opened:
        yield opened


def stick(database: Database, key: str, *, parked: bool = True, days_ago: float = 0) -> int:
    """Put down a post that was tried and could not be said; give its number."""
    at = now() - timedelta(days=days_ago)
    words = f"*2.4* &lt;{key}&gt; has moved\nIt was 85% likely by Friday"
    blocks = [{"type": "divider"}]
    with database.sessions.begin() as session:
        enqueue_post(session, Post(key, "T1", "C1", "digest", words, blocks, at, None, at))
        (claimed,) = claim_posts(session, at, LEASE, 9)
        end = park_post if parked else fail_post
        end(session, claimed.id, "missing_scope" if parked else "is_archived")
    return claimed.id


def wait(database: Database, key: str) -> None:
    """Put down a post that is not due yet."""
    at = now()
    later = at + timedelta(days=1)
    with database.sessions.begin() as session:
        enqueue_post(session, Post(key, "T1", "C1", "digest", "Soon", [], later, None, at))


def audit(database: Database, number: int) -> tuple[AuditRow, ...]:
    with database.readers() as session:
        return load_audit(session, f"post:{number}")


def test_nothing_waits_at_first() -> None:
    assert shipcast("posts").stdout == "No post waits for you.\n"
    assert shipcast("posts", "--state", "failed").stdout == "No post is failed.\n"
    assert shipcast_json("posts") == []


def test_what_is_parked_and_what_failed_this_week_is_listed_with_its_first_line(
    database: Database,
) -> None:
    stick(database, "old", parked=False, days_ago=8)
    failed = stick(database, "new", parked=False, days_ago=6)
    parked = stick(database, "lost", days_ago=30)
    wait(database, "soon")
    first, second = shipcast_json("posts")
    assert (first["id"], first["state"], first["why"]) == (parked, "parked", "missing_scope")
    assert (second["id"], second["says"], second["why"]) == (
        failed,
        "2.4 <new> has moved",
        "is_archived",
    )
    assert [one["channel"] for one in (first, second)] == ["C1", "C1"]
    assert [one["state"] for one in shipcast_json("posts", "--state", "failed")] == ["failed"] * 2
    assert [one["says"] for one in shipcast_json("posts", "--state", "pending")] == ["Soon"]


def test_the_list_can_be_read(database: Database) -> None:
    stick(database, "lost")
    said = shipcast("posts").stdout
    for part in ("parked", "C1", "digest", "2.4 <lost> has moved", "missing_scope", " UTC"):
        assert part in said
    assert "Friday" not in said


def test_a_parked_post_is_said_again_and_who_decided_it_is_kept(database: Database) -> None:
    number = stick(database, "lost")
    said = shipcast("posts", "retry", str(number))
    assert said.stdout.startswith(f"Post {number}, digest for C1, goes out")
    with database.sessions.begin() as session:
        (claimed,) = claim_posts(session, now(), LEASE, 9)
    assert claimed.id == number
    (row,) = audit(database, number)
    assert (row.action, row.before["state"], row.after) == (
        "retry_post",
        "parked",
        {"state": "pending"},
    )
    assert row.actor.startswith("command line")


def test_a_failed_post_is_dropped_for_good(database: Database) -> None:
    number = stick(database, "lost", parked=False)
    assert shipcast_json("posts", "drop", str(number)) == {"id": number, "state": "dropped"}
    assert shipcast_json("posts") == []
    (row,) = audit(database, number)
    assert (row.action, row.before) == ("drop_post", {"state": "failed", "error": "is_archived"})


@pytest.mark.parametrize("verb", ["retry", "drop"])
def test_what_is_not_there_or_was_decided_is_refused_and_leaves_no_trace(
    database: Database, verb: str
) -> None:
    number = stick(database, "lost")
    shipcast("posts", "drop", str(number))
    for asked, sentence in {"99": "There is no post 99", str(number): "is dropped: only"}.items():
        result = shipcast("posts", verb, asked)
        assert result.exit_code == 2
        assert sentence in result.stderr
    assert len(audit(database, number)) == 1


def test_what_is_on_its_way_is_left_to_it(database: Database) -> None:
    wait(database, "soon")
    with database.sessions.begin() as session:
        (claimed,) = claim_posts(session, now() + timedelta(days=2), LEASE, 9)
    result = shipcast("posts", "retry", str(claimed.id))
    assert result.exit_code == 2
    assert "is sending" in result.stderr
    assert "ask again in a few minutes" in result.stderr


def test_the_doctor_counts_what_waits_and_says_what_to_do(database: Database) -> None:
    assert "none waits for you" in shipcast("doctor").stdout
    stick(database, "lost", days_ago=30)
    stick(database, "refused", parked=False)
    stick(database, "long ago", parked=False, days_ago=8)
    (check,) = (one for one in shipcast_json("doctor") if one["check"] == "posts")
    assert (check["state"], check["found"]) == ("warn", "1 parked and 1 failed in the last week")
    assert "`shipcast posts retry ID`" in check["todo"]
