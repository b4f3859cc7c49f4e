"""Puts readiness pings into the outbox: to each audience in its own words, in working hours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.freshness import read_at
from bot.newsroom import Newsroom
from bot.schedule.hours import next_open
from bot.views.ping import ping_blocks, ping_text
from bot.views.posted import Posted
from planner.calendar import WorkCalendar
from planner.pings import AUDIENCES, T_14, Kind, Ping, Said, Stage, ping_due
from planner.snapshot import SHIPPED, Snapshot
from store.adoptions import Adoption, load_adoptions
from store.outbox import Post, PostState, enqueue_post, skip_post
from store.said import SaidPost, load_posts_of_release

# Whoever could not be told by then is told anew, with the dates of that day.
GOOD_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Word:
    """What was put down for a stage at one moment, a post an audience."""

    kind: Kind
    posts: tuple[SaidPost, ...]

    @property
    def is_void(self) -> bool:
        return all(post.state is PostState.SKIPPED for post in self.posts)

    @property
    def is_waiting(self) -> bool:
        """Tell whether nobody has heard it yet, so that it can still be taken back."""
        states = {post.state for post in self.posts}
        return PostState.PENDING in states and states <= {PostState.PENDING, PostState.SKIPPED}


def enqueue_pings(
    session: Session, newsroom: Newsroom, snapshots: Sequence[Snapshot], now: datetime
) -> int:
    """Put down what the owners' releases ask for now; give how many posts are new.

    Out of working hours it is said when the next ones begin, as of that day. What nobody has
    heard yet when the date moves away again is taken back in silence.
    """
    seen = {snapshot.release_id: snapshot for snapshot in snapshots}
    at = next_open(now, newsroom.calendar)
    posted = Posted(at, newsroom.calendar.zone, read_at(session, at))
    enqueued = 0
    for adoption in load_adoptions(session):
        snapshot = seen.get(adoption.release_id)
        if snapshot is None or adoption.workspace != newsroom.workspace:
            continue
        ping = _decide(session, snapshot, posted.today, newsroom.calendar)
        if ping is not None:
            posts = _posts(ping, adoption, newsroom, posted, now)
            enqueued += sum(enqueue_post(session, post) for post in posts)
    return enqueued


def _decide(
    session: Session, snapshot: Snapshot, today: date, calendar: WorkCalendar
) -> Ping | None:
    words = _load_words(session, snapshot.release_id, T_14)
    ping = ping_due(snapshot, _said(words), today, calendar)
    is_over = ping is not None or snapshot.state == SHIPPED
    if words and words[-1].is_waiting and is_over:
        _take_back(session, words[-1])
        heard = [word for word in words[:-1] if not word.is_void]
        ping = ping_due(snapshot, _said(heard), today, calendar)
    # The number names the word for good, whether or not it was heard.
    return None if ping is None else replace(ping, number=len(words) + 1)


def _said(words: Sequence[_Word]) -> Said | None:
    heard = [word for word in words if not word.is_void]
    return Said(heard[-1].kind, len(words)) if heard else None


def _take_back(session: Session, word: _Word) -> None:
    for post in word.posts:
        if post.state is PostState.PENDING:
            skip_post(session, post.id, "things had changed before it was said")


def _load_words(session: Session, release_id: str, stage: Stage) -> list[_Word]:
    """Give the words on a stage, oldest first: posts of one moment are one word."""
    kinds = {_post_kind(stage.name, kind): kind for kind in Kind}
    moments: dict[datetime, list[SaidPost]] = {}
    for post in load_posts_of_release(session, release_id, kinds):
        moments.setdefault(post.created_at, []).append(post)
    return [_Word(kinds[posts[0].kind], tuple(posts)) for posts in moments.values()]


def _posts(
    ping: Ping, adoption: Adoption, newsroom: Newsroom, posted: Posted, now: datetime
) -> list[Post]:
    return [
        Post(
            dedupe_key=f"{adoption.workspace}:ping:{ping.key}:{audience}",
            workspace=adoption.workspace,
            channel=newsroom.audiences[audience],
            kind=_post_kind(ping.stage, ping.kind),
            text=ping_text(ping, audience, posted),
            blocks=ping_blocks(ping, audience, adoption.owner, posted),
            not_before=posted.now,
            expires_at=posted.now + GOOD_FOR,
            created_at=now,
            release_id=adoption.release_id,
        )
        for audience in AUDIENCES
        if audience in newsroom.audiences
    ]


def _post_kind(stage: str, kind: Kind) -> str:
    return f"ping:{stage}:{kind}"
