"""Puts cards into the outbox: one message a release and channel, changed when it says more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.embargoes import reader_at
from bot.newsroom import Newsroom
from bot.reply import Reply
from bot.schedule.hours import next_open
from bot.views.kept import gist
from bot.wishes import CARD
from planner.launch.embargo import ANYBODY, Reader
from store.alerts import count_alerts
from store.audit import record_audit
from store.cards import Card, CardPosts, load_card, load_card_posts, load_last_turn
from store.outbox import Post, enqueue_post, skip_posts_of
from store.posts import PostState
from store.subscriptions import Subscription, remove_subscription

# So that a busy hour is a few edits, and a review of hundreds of cards stays within the fifty
# edits a minute that Slack takes: https://docs.slack.dev/apis/web-api/rate-limits/
EDIT_GAP = timedelta(seconds=45)
TURN = timedelta(seconds=1.5)
GOOD_FOR = timedelta(days=3)  # as for alerts: it may wait for Monday
US = "shipcast"

Cards = Mapping[tuple[str, Reader], Reply]  # by release, and by who reads it


def make_cards(newsroom: Newsroom) -> Cards:
    """Make what the cards that channels keep say now; in no transaction."""
    answerer = newsroom.answerer
    if answerer is None:
        return {}
    with newsroom.readers() as session:
        wanted = {
            (wish.release_id, reader_of(newsroom, wish.channel))
            for wish in newsroom.listening(session, CARD)
            if wish.release_id
        }
    made = {
        (release_id, reader): answerer.read_by(reader).answer_kept(release_id)
        for release_id, reader in sorted(wanted, key=str)
    }
    return {told: card for told, card in made.items() if is_card(card)}


def is_card(made: Reply) -> bool:
    """Tell a card from the sentence that there is no such release any more."""
    return str(made.data["kind"]) != "trouble"


def is_last(card: Reply) -> bool:
    """Tell whether a card says that its release is out: it is not changed any more."""
    return str(card.data["kind"]) == "shipped"


def enqueue_cards(
    session: Session,
    newsroom: Newsroom,
    cards: Cards,
    now: datetime,
    known_since: datetime | None = None,
) -> int:
    """Put down what cards should say that they do not; give how many posts are new.

    `known_since` is when the plan of this day and data was reviewed first, if before: what a card
    has said since then is not said in other words, by a process that planned at another hour.

    A card that has said that its release is out ends, and its subscription with it.
    """
    enqueued = 0
    press = Press(session, newsroom, now, known_since)
    for wish in newsroom.listening(session, CARD):
        card = cards.get((wish.release_id or "", reader_of(newsroom, wish.channel)))
        if card is not None:
            enqueued += press.keep(wish, card)
    return enqueued


@dataclass(slots=True)
class Press:
    """Decides card by card, and gives each edit its turn."""

    session: Session
    newsroom: Newsroom
    now: datetime
    known_since: datetime | None = None
    _turn: datetime | None = None

    def keep(self, wish: Subscription, made: Reply) -> bool:
        """Let a card say this, in place of what still waits to be said; False: nothing is new."""
        stands = load_card(self.session, wish.id, self.newsroom.place_of(wish.channel))
        posts = load_card_posts(self.session, wish.id)
        words = gist(made.text, made.blocks, self.newsroom.hide_titles)
        is_done = stands is not None and stands.says == words and not posts.is_in_hand
        if is_done and not _waits(posts) and is_last(made) and stands is not None and stands.ts:
            self._end(wish)
            return False
        if self._is_about_to_say(posts, words) or self._is_settled(stands, posts):
            return False
        if _waits(posts):
            skip_posts_of(self.session, wish.id, "the card says something newer")
        if is_done:
            return False
        number = count_alerts(self.session, wish, CARD) + 1
        at = self._moment(wish, stands, posts)
        return enqueue_post(self.session, _post(wish, made, number, at, self.now))

    def _moment(self, wish: Subscription, stands: Card | None, posts: CardPosts) -> datetime:
        """An edit comes as soon as it may; a new message in the readers' working hours."""
        now = self.now + EDIT_GAP if posts.is_in_hand else self.now
        if stands is not None and stands.ts is not None:
            waiting = posts.last if _waits(posts) else None
            turn = self._next_turn() if waiting is None else waiting.post.not_before
            return max(now, stands.edited_at + EDIT_GAP, turn)
        may_be = stands.anew_at if stands is not None and stands.anew_at else now
        calendar = replace(self.newsroom.calendar, zone=wish.zone)
        return next_open(max(now, may_be), calendar)

    def _is_about_to_say(self, posts: CardPosts, words: str) -> bool:
        """Tell whether the newest post says this, or waits for a person who knows what it did."""
        if posts.last is None or posts.last.state is PostState.SENT:
            return False
        post = posts.last.post
        is_same = gist(post.text, post.blocks, self.newsroom.hide_titles) == words
        return posts.last.state is PostState.PARKED or is_same

    def _is_settled(self, stands: Card | None, posts: CardPosts) -> bool:
        """Tell whether a card says already what it should of this day and data, or is about to."""
        last, since = posts.last, self.known_since
        if last is None or since is None or last.post.created_at < since:
            return False
        is_said = stands is not None and stands.says is not None
        return is_said or last.state is not PostState.SENT

    def _next_turn(self) -> datetime:
        last = self._turn or load_last_turn(self.session, CARD)
        self._turn = self.now if last is None else max(self.now, last + TURN)
        return self._turn

    def _end(self, wish: Subscription) -> None:
        before = {"channel": wish.channel, "kind": wish.kind, "release": wish.release_id}
        remove_subscription(self.session, wish.id)
        subject = f"subscription:{wish.id}"
        record_audit(self.session, self.now, wish.workspace, US, "ship", subject, before)


def reader_of(newsroom: Newsroom, channel: str) -> Reader:
    """Give who reads what a channel is told; of most of them nobody knows more than anybody."""
    reader = reader_at(newsroom.place_of(channel))
    return reader if newsroom.confidants.may_hold(reader) else ANYBODY


def _waits(posts: CardPosts) -> bool:
    return posts.last is not None and posts.last.state is PostState.PENDING


def _post(wish: Subscription, made: Reply, number: int, at: datetime, now: datetime) -> Post:
    return Post(
        dedupe_key=f"{wish.workspace}:{wish.channel}:{CARD}:{wish.id}:{number}",
        workspace=wish.workspace,
        channel=wish.channel,
        kind=CARD,
        text=made.text,
        blocks=list(made.blocks),
        not_before=at,
        expires_at=at + GOOD_FOR,
        created_at=now,
        subscription_id=wish.id,
        release_id=wish.release_id,
    )
