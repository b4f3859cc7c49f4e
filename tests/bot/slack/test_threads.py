"""A thread keeps its subject: what was answered for, or what its first message was about."""

from datetime import timedelta

from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from store.outbox import Post, claim_posts, enqueue_post, mark_sent
from store.threads import KEPT, Thread, load_subject, save_subject
from tests.bot.answers import NOW
from tests.bot.judge import said_in
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack, Message
from tests.bot.slack.test_mentions import DIRECT, MENTION, said, settled, tell

Sessions = sessionmaker[Session]


def ask(door: Door, text: str, number: int, thread: str | None = "1.1") -> Message:
    """Mention the bot in a thread; give what it answers."""
    place = {} if thread is None else {"thread_ts": thread}
    event = {**MENTION, "text": f"<@U9> {text}", "ts": f"1.{number}", **place}
    tell(door, event, event_id=f"Ev{number}")
    settled(door, events=number)
    return said(door)[-1]


def test_a_question_without_a_name_goes_on_with_the_threads_release(door: Door) -> None:
    ask(door, "when is checkout redesign?", 1, thread=None)

    assert ask(door, "why?", 2)["text"].startswith(("Why Checkout", "Checkout redesign"))
    dropped = ask(door, "and if we drop SHOP-300?", 3)
    assert "Checkout redesign" in said_in(dropped["blocks"])
    assert "SHOP-300" in said_in(dropped["blocks"])
    assert dropped["thread_ts"] == "1.1"


def test_another_release_that_is_named_becomes_the_subject(http_door: Door) -> None:
    ask(http_door, "when is checkout redesign?", 1, thread=None)
    ask(http_door, "and Partner API?", 2)
    assert "Partner API" in ask(http_door, "what's in it?", 3)["text"]


def test_another_thread_knows_nothing_of_it(http_door: Door) -> None:
    ask(http_door, "when is checkout redesign?", 1, thread=None)
    assert "Checkout redesign is 85% likely" not in ask(http_door, "by March?", 2, "0.7")["text"]


def test_below_a_post_of_ours_it_is_about_what_that_told(
    http_door: Door, company: Sessions
) -> None:
    post = Post(
        dedupe_key="T1:C1:slips:1:1",
        workspace="T1",
        channel="C1",
        kind="slips",
        text="Slipped",
        blocks=[],
        not_before=NOW,
        expires_at=None,
        created_at=NOW,
        release_id="jira:checkout",
    )
    with company.begin() as session:
        enqueue_post(session, post)
        (claimed,) = claim_posts(session, NOW, timedelta(minutes=1), 1)
        mark_sent(session, claimed.id, "0.9", NOW)

    assert "Checkout redesign" in ask(http_door, "when?", 1, "0.9")["text"]


def test_a_direct_message_goes_on_for_an_hour(
    slack: LocalSlack, company: Sessions, answerer: Answerer
) -> None:
    clock = [NOW]
    with by_http(slack, answerer, People(company, lambda: clock[0])) as door:
        tell(door, {**DIRECT, "ts": "1.1"})
        settled(door)
        tell(door, {**DIRECT, "text": "why?", "ts": "1.2"}, event_id="Ev2")
        settled(door, events=2)
        assert "Checkout redesign" in said(door, "D1")[-1]["text"]
        clock[0] = NOW + timedelta(hours=2)
        tell(door, {**DIRECT, "text": "when?", "ts": "1.3"}, event_id="Ev3")
        settled(door, events=3)
        assert "Checkout redesign is 85% likely" not in said(door, "D1")[-1]["text"]


def test_what_nobody_speaks_of_for_a_month_is_forgotten(company: Sessions) -> None:
    old, new = Thread("T1", "C1", "1.1"), Thread("T1", "C1", "1.2")
    with company.begin() as session:
        save_subject(session, old, "jira:checkout", NOW)
        save_subject(session, new, "jira:search", NOW + KEPT + timedelta(seconds=1))
        assert load_subject(session, old) is None
        assert load_subject(session, new) == "jira:search"
