"""Old words go once a day at dawn; what was said stays known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from bot.schedule.housekeeping import Housekeeping
from bot.schedule.jobs import jobs_of, poster_of
from planner.calendar import WorkCalendar
from store.engine import make_engine, make_sessions
from store.hooks import take_delivery
from store.outbox import claim_posts, enqueue_post, mark_sent
from tests.bot.newsrooms import newsroom_over, outbox
from tests.bot.slack.local_slack import BOT_TOKEN
from tests.store.posts import a_post

Sessions = sessionmaker[Session]

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BERLIN = WorkCalendar(zone="Europe/Berlin")
DAWN = datetime(2026, 11, 23, 5, tzinfo=UTC)  # six o'clock in Berlin


def say(sessions: Sessions, key: str, at: datetime) -> None:
    with sessions.begin() as session:
        enqueue_post(session, a_post(key, not_before=at))
        (claimed,) = claim_posts(session, at, HOUR, 9)
        mark_sent(session, claimed.id, "1.000100", at)


def texts(sessions: Sessions) -> dict[str, str]:
    return {post.key: post.text for post in outbox(sessions)}


def test_words_are_kept_for_a_quarter_and_their_key_for_good(nobody: Sessions) -> None:
    say(nobody, "old", DAWN - 91 * DAY)
    say(nobody, "new", DAWN - 89 * DAY)
    assert Housekeeping(newsroom_over(nobody, BERLIN)).tidy(DAWN)
    assert texts(nobody) == {"old": "", "new": "Post new"}
    with nobody.begin() as session:
        assert not enqueue_post(session, a_post("old"))


def test_deliveries_of_webhooks_are_forgotten_after_a_week(nobody: Sessions) -> None:
    with nobody.begin() as session:
        for days in (6, 8):
            take_delivery(session, "shop", [f"id:{days}"], [], DAWN - days * DAY)
    assert Housekeeping(newsroom_over(nobody, BERLIN)).tidy(DAWN)
    with nobody.begin() as session:
        assert not take_delivery(session, "shop", ["id:6"], [], DAWN)
        assert take_delivery(session, "shop", ["id:8"], [], DAWN)


def test_it_is_done_once_a_day_after_dawn(nobody: Sessions) -> None:
    housekeeping = Housekeeping(newsroom_over(nobody, BERLIN))
    calls = [DAWN - HOUR, DAWN, DAWN + HOUR, DAWN + 18 * HOUR, DAWN + DAY]
    assert [housekeeping.tidy(at) for at in calls] == [False, True, False, False, True]


def test_a_database_that_does_not_answer_is_asked_again_the_same_day(nobody: Sessions) -> None:
    newsroom = newsroom_over(nobody, BERLIN)
    empty = make_sessions(make_engine("sqlite://"))
    housekeeping = Housekeeping(replace(newsroom, sessions=empty))
    with capture_logs() as events:
        assert not housekeeping.tidy(DAWN)
    assert events[0]["log_level"] == "warning"
    housekeeping.newsroom = newsroom
    assert housekeeping.tidy(DAWN + HOUR)


def test_a_process_that_speaks_tidies_up_too(nobody: Sessions) -> None:
    say(nobody, "old", DAWN - 91 * DAY)
    poster = poster_of(WebClient(token=BOT_TOKEN))
    jobs = {job.name: job for job in jobs_of(newsroom_over(nobody), poster, lambda: DAWN + HOUR)}
    jobs["tidy"].run()
    assert texts(nobody) == {"old": ""}
