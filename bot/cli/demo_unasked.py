"""What the demo's channels would hear unasked: a ping before the last launch, and a digest."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from operator import itemgetter

from sqlalchemy.orm import Session

from bot.cli.database import Database
from bot.newsroom import Newsroom
from bot.reply import Reply
from bot.review import review
from bot.schedule.digests import enqueue_digest
from bot.schedule.hours import OPENS
from bot.schedule.slots import moment_of
from bot.words.days import say_day
from planner.answer import Answer, Shipped
from planner.calendar import WorkCalendar
from planner.launch.functions import MARKETING, SUPPORT, Function
from planner.launch.stages import T_14
from planner.launch.word import Kind
from store.adoptions import adopt_release, drop_adoption
from store.outbox import Post, claim_posts, mark_sent
from store.subscriptions import (
    WEEKDAYS,
    Subscription,
    add_subscription,
    remove_subscription,
)

WORKSPACE, OWNER = "T0DEMO", "U0DEMO"
FUNCTIONS = (Function(MARKETING, "marketing"), Function(SUPPORT, "support"))
TEAM = "shop"
WEEK = timedelta(days=7)
_LEASE = timedelta(minutes=1)
_LAUNCHES = 5  # how many are tried: each is a plan of its day

Heard = tuple[str, Reply]


def heard_unasked(
    database: Database, calendar: WorkCalendar, answers: Sequence[Answer], now: datetime
) -> list[Heard]:
    """Live through the days on which something was said, and give what was heard by channel.

    The pings are those before one of the last launches, as of that day; the digest is today's,
    after one a week ago. Nobody is left adopted or subscribed.
    """
    newsroom = Newsroom(database.sessions, database.readers, calendar, WORKSPACE, FUNCTIONS)
    return [*_pings(newsroom, answers, now), *_digest(newsroom, now)]


def _pings(newsroom: Newsroom, answers: Sequence[Answer], now: datetime) -> list[Heard]:
    """Give the newest pings that ask people to get ready, or else any."""
    others: list[Heard] = []
    for release_id, day in _launches(newsroom, answers, now)[:_LAUNCHES]:
        heard = _ping(newsroom, release_id, day)
        if any(Kind.ENTER in reply.data["kind"] for _, reply in heard):
            return heard
        others = others or heard
    return others


def _launches(
    newsroom: Newsroom, answers: Sequence[Answer], now: datetime
) -> list[tuple[str, date]]:
    """Give what went out, the newest first, with the day on which its ping was due."""
    out = {
        answer.scope.release.id: answer.scope.due_on or answer.on
        for answer in answers
        if isinstance(answer, Shipped)
    }
    latest = newsroom.calendar.today(now - WEEK)
    days = [
        (release_id, newsroom.calendar.working_day_before(on, T_14.days))
        for release_id, on in out.items()
        if on is not None
    ]
    return sorted((one for one in days if one[1] < latest), key=itemgetter(1), reverse=True)


def _ping(newsroom: Newsroom, release_id: str, day: date) -> list[Heard]:
    then = moment_of(day, OPENS, newsroom.calendar.zone)
    with newsroom.sessions.begin() as session:
        adopt_release(session, release_id, WORKSPACE, OWNER, then)
    review(newsroom, then)
    with newsroom.sessions.begin() as session:
        drop_adoption(session, release_id)
        return [_heard(post, day) for post in _taken(session, then)]


def _digest(newsroom: Newsroom, now: datetime) -> list[Heard]:
    with newsroom.sessions.begin() as session:
        wish = _subscribe(session, newsroom.calendar.zone, now - 2 * WEEK)
    heard: list[Post] = []
    for slot in (now - WEEK, now):
        review(newsroom, slot)
        with newsroom.sessions.begin() as session:
            enqueue_digest(session, newsroom, wish, slot, slot)
            heard = _taken(session, slot)
    with newsroom.sessions.begin() as session:
        remove_subscription(session, wish.id)
    return [_heard(post, newsroom.calendar.today(now)) for post in heard]


def _subscribe(session: Session, zone: str, at: datetime) -> Subscription:
    return add_subscription(
        session,
        workspace=WORKSPACE,
        channel=TEAM,
        creator=OWNER,
        release_id=None,
        days=WEEKDAYS,
        at=time(9),
        zone=zone,
        created_at=at,
    )


def _taken(session: Session, now: datetime) -> list[Post]:
    """Take what is due as if it were delivered, so that nobody delivers it."""
    claimed = claim_posts(session, now, _LEASE, len(FUNCTIONS) + 1)
    for one in claimed:
        mark_sent(session, one.id, "demo", now)
    return [one.post for one in claimed]


def _heard(post: Post, day: date) -> Heard:
    data = {"kind": post.kind, "channel": post.channel}
    return f"#{post.channel}, {say_day(day, day)}", Reply(post.text, post.blocks, data)
