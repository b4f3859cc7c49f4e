"""What was said of a release around its launch, by the outbox: the next word depends on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Final

from sqlalchemy.orm import Session

from planner.calendar import WorkCalendar
from planner.launch.schedule import Ping
from planner.launch.stages import STAGES, depth
from planner.launch.word import Kind, Word
from store.outbox import PostState, skip_post
from store.said import SaidPost, load_posts_of_release

_Meaning = tuple[str, Kind, str | None]


@dataclass(frozen=True, slots=True)
class Put:
    """A word as it was put down at one moment, a post a function."""

    word: Word
    posts: tuple[SaidPost, ...]

    @property
    def is_void(self) -> bool:
        return all(post.state is PostState.SKIPPED for post in self.posts)

    @property
    def is_waiting(self) -> bool:
        """Tell whether nobody has heard it yet, so that it can still be taken back."""
        states = {post.state for post in self.posts}
        return PostState.PENDING in states and states <= {PostState.PENDING, PostState.SKIPPED}


def kind_of(ping: Ping) -> str:
    """Name the kind of its posts: `ping:T-14:enter`, `ping:T-7:not_yet:T-14`."""
    return _post_kind(ping.stage.name, ping.kind, ping.holds)


def load_words(session: Session, release_id: str, calendar: WorkCalendar) -> list[Put]:
    """Give what was put down, oldest first: posts of one kind and moment are one word."""
    words: dict[tuple[datetime, str], list[SaidPost]] = {}
    for post in load_posts_of_release(session, release_id, _MEANINGS):
        words.setdefault((post.created_at, post.kind), []).append(post)
    return [Put(_word(posts[0], calendar), tuple(posts)) for posts in words.values()]


def last_heard(words: Sequence[Put]) -> Word | None:
    """Give the last word that anybody heard, or is about to."""
    heard = [put.word for put in words if not put.is_void]
    return heard[-1] if heard else None


def next_number(words: Sequence[Put], stage: str) -> int:
    """Number the next word on a stage; what was taken back keeps its number for good."""
    return 1 + sum(put.word.stage == stage for put in words)


def take_back(session: Session, put: Put) -> None:
    for post in put.posts:
        if post.state is PostState.PENDING:
            skip_post(session, post.id, "things had changed before it was said")


def _word(post: SaidPost, calendar: WorkCalendar) -> Word:
    stage, kind, holds = _MEANINGS[post.kind]
    return Word(stage, kind, holds, calendar.today(post.not_before))


def _post_kind(stage: str, kind: Kind, holds: str | None) -> str:
    told = f"ping:{stage}:{kind}"
    return told if kind is Kind.ENTER or holds is None else f"{told}:{holds}"


def _meanings() -> dict[str, _Meaning]:
    """Give every kind of post that is a word; one that enters a stage holds it."""
    names = [stage.name for stage in STAGES]
    entered: dict[str, _Meaning] = {
        _post_kind(name, Kind.ENTER, name): (name, Kind.ENTER, name) for name in names
    }
    left: dict[str, _Meaning] = {
        _post_kind(name, Kind.NOT_YET, holds): (name, Kind.NOT_YET, holds)
        for name, holds in product(names, (None, *names))
        if depth(holds) < depth(name)
    }
    return entered | left


_MEANINGS: Final = _meanings()
