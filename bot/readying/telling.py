"""Tells those who subscribed to readiness whose light has changed, in their own working hours."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.alerting import GOOD_FOR, SETTLES_AFTER
from bot.carding import reader_of
from bot.newsroom import Newsroom
from bot.readying.answering import KIND as READINESS
from bot.reply import Reply
from bot.schedule.hours import next_open
from bot.views.ready_news import DECISION, news_blocks, news_text
from bot.wishes import READY
from planner.launch.embargo import Reader
from store.adoptions import load_adoptions
from store.alerts import count_alerts
from store.outbox import Post, enqueue_post, skip_post
from store.ready_heard import ReadyPost, load_heard_ready, load_waiting_ready, note_begun
from store.subscriptions import Subscription

Looks = Mapping[tuple[str, Reader], Reply]  # how ready a release is, by who reads it
Lights = Mapping[str, str]
About = tuple[str, str | None]  # a channel, and a release: None for all

_OVER = "shipped"


def look_at_readiness(newsroom: Newsroom, wanted: Sequence[About] | None = None) -> Looks:
    """Make what those see who subscribed to readiness, or are about to; in no transaction.

    Who subscribed to all releases hears of those that somebody answers for.
    """
    answerer = newsroom.answerer
    if answerer is None:
        return {}
    with newsroom.readers() as session:
        if wanted is None:
            wanted = [(one.channel, one.release_id) for one in newsroom.listening(session, READY)]
        led = _led(session, newsroom) if any(one is None for _, one in wanted) else ()
    looks = {
        (release_id, reader_of(newsroom, channel))
        for channel, about in wanted
        for release_id in (led if about is None else (about,))
    }
    made = {
        (release_id, reader): answerer.read_by(reader).answer_ready(release_id, is_shared=True)
        for release_id, reader in sorted(looks, key=str)
    }
    return {told: reply for told, reply in made.items() if _is_ahead(reply)}


def enqueue_readiness(session: Session, newsroom: Newsroom, looks: Looks, now: datetime) -> int:
    """Put down what subscribers should hear; give how many posts are new."""
    enqueued = 0
    for wish in newsroom.listening(session, READY):
        desk = Teller(session, newsroom, wish, now)
        enqueued += sum(desk.tell(release_id, made) for release_id, made in desk.seen(looks))
    return enqueued


@dataclass(frozen=True, slots=True)
class Teller:
    """Decides for one subscription, release by release, what is news to its readers."""

    session: Session
    newsroom: Newsroom
    wish: Subscription
    now: datetime

    def seen(self, looks: Looks) -> Iterator[tuple[str, Reply]]:
        """Give what this subscription covers of what was looked at."""
        mine = reader_of(self.newsroom, self.wish.channel)
        for (release_id, reader), made in looks.items():
            if reader == mine and self.wish.release_id in (None, release_id):
                yield release_id, made

    def begin(self, looks: Looks) -> None:
        """Keep how all stands as the subscription begins: only what changes is news."""
        for release_id, made in self.seen(looks):
            note_begun(self.session, self._post(release_id, made, self.now))

    def tell(self, release_id: str, made: Reply) -> bool:
        """Put down how one release changed, in place of what still waits to be said of it."""
        lights, about = _lights(made), (self.wish.id, READY, release_id)
        heard = load_heard_ready(self.session, *about)
        if heard is None:
            note_begun(self.session, self._post(release_id, made, self.now))
            return False
        waiting = load_waiting_ready(self.session, *about)
        if waiting is not None and _told_in(waiting) == lights:
            return False
        if waiting is not None:
            skip_post(self.session, waiting.id, "things had changed before it was said")
        before = _told_in(heard)
        if before == lights:
            return False
        at = self._moment(waiting)
        name = str(made.data["release"]["name"])
        said = replace(
            self._post(release_id, made, at),
            text=news_text(made, name, before, lights),
            blocks=news_blocks(made, name, before, lights),
        )
        return enqueue_post(self.session, said)

    def _moment(self, waiting: ReadyPost | None) -> datetime:
        """Give when it is said: when it would have been, else soon, in their working hours."""
        earliest = self.now + SETTLES_AFTER if waiting is None else waiting.not_before
        calendar = replace(self.newsroom.calendar, zone=self.wish.zone)
        return next_open(max(earliest, self.now), calendar)

    def _post(self, release_id: str, made: Reply, at: datetime) -> Post:
        """Give a post of how all stands; its key tells that, for the next one to compare with."""
        wish, number = self.wish, count_alerts(self.session, self.wish, READY) + 1
        told = json.dumps(_lights(made), separators=(",", ":"), sort_keys=True)
        return Post(
            dedupe_key=f"{wish.workspace}:{wish.channel}:{READY}:{wish.id}:{number}:{told}",
            workspace=wish.workspace,
            channel=wish.channel,
            kind=READY,
            text=made.text,
            blocks=[],
            not_before=at,
            expires_at=at + GOOD_FOR,
            created_at=self.now,
            subscription_id=wish.id,
            release_id=release_id,
        )


def _led(session: Session, newsroom: Newsroom) -> tuple[str, ...]:
    """Give the releases that somebody of this workspace answers for."""
    adopted = load_adoptions(session)
    return tuple(one.release_id for one in adopted if one.workspace == newsroom.workspace)


def _is_ahead(made: Reply) -> bool:
    """Tell what is being launched from what is out, is gone, or concerns no function."""
    data = made.data
    return data["kind"] == READINESS and data["decision"] != _OVER and bool(data["functions"])


def _lights(made: Reply) -> Lights:
    """Give what is news when it changes: the light of each function, and the decision."""
    lights = {str(one["function"]): str(one["light"]) for one in made.data["functions"]}
    return {**lights, DECISION: str(made.data["decision"])}


def _told_in(said: ReadyPost) -> Lights:
    """Read from a post's key how it told that things stood."""
    told: dict[str, str] = json.loads(said.key[said.key.index("{") :])
    return told
