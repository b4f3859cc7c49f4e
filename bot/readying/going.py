"""Go or no-go in channels: asked for once a channel, and changed in place when votes come."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.newsroom import Newsroom
from bot.people.errors import refused
from bot.people.office import Office
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.readying.speaking import find_launch, must_be_open, owns, weighed_release
from bot.readying.weighing import Weighed, weigh
from bot.reply import Reply
from bot.views.blocks import Block
from bot.views.going import GoState, go_blocks, go_text
from bot.views.kept import gist
from bot.words.audience import HideTitles
from bot.words.catalogue import say
from bot.words.manner import telling
from planner.answer import Answer
from planner.launch.readiness import Closing
from store.audit import record_audit
from store.directory import load_release_names
from store.go_posts import (
    GO,
    GoPlace,
    count_go_posts,
    load_go_places,
    load_go_releases,
    skip_waiting_go,
)
from store.outbox import Post, enqueue_post

GOOD_FOR = timedelta(days=3)  # as for cards: it may wait for Monday
KEPT_FOR = timedelta(days=60)  # long after T0 nobody looks at the votes


def go_state(
    session: Session, newsroom: Newsroom, weighed: Weighed, channel: str, now: datetime
) -> GoState:
    """Give what go / no-go tells of a release in a channel, whoever had it weighed."""
    names = {one.id: one.name for one in load_release_names(session)}
    own = names.get(weighed.release_id, weighed.name)
    name = newsroom.called_in(session, channel, weighed.release_id, own, now)
    calendar = newsroom.calendar
    return GoState(name, weighed.readiness, weighed.delegations, calendar, calendar.today(now))


def enqueue_go(
    session: Session,
    state: GoState,
    workspace: str,
    channel: str,
    now: datetime,
    not_before: datetime | None = None,
) -> bool:
    """Put go / no-go into a channel, or up to date where it stands; False: nothing is new.

    What waits to be said there is replaced, and keeps its moment. Whether a post is a new message
    or an edit is settled when it is claimed. Once it says that a launch is over it stays as it is:
    whoever looks later sees what was known then.
    """
    release_id, closed = state.readiness.release_id, state.readiness.closed
    text, blocks = go_text(state), go_blocks(state)
    places = load_go_places(session, release_id)
    here = [one for one in places if (one.workspace, one.channel) == (workspace, channel)]
    if any(
        _closes(each, closed)
        or _gist(each.last.post.text, each.last.post.blocks) == _gist(text, blocks)
        for each in here
    ):
        return False
    waited_for = skip_waiting_go(session, release_id, channel)
    at = max(waited_for or now, not_before or now)
    number = count_go_posts(session, release_id, channel) + 1
    return enqueue_post(
        session,
        Post(
            dedupe_key=_key(f"{workspace}:{channel}:{GO}:{release_id}:{number}", closed),
            workspace=workspace,
            channel=channel,
            kind=GO,
            text=text,
            blocks=blocks,
            not_before=at,
            expires_at=at + GOOD_FOR,
            created_at=now,
            release_id=release_id,
        ),
    )


def refresh_go(session: Session, office: Office, weighed: Weighed) -> int:
    """Bring every go / no-go message of a release up to date; give how many change."""
    with telling(office.people.region):
        return _refresh(session, office.newsroom, weighed, office.now)


def find_going(newsroom: Newsroom, now: datetime) -> tuple[Answer, ...]:
    """Give the releases of which a channel has a go / no-go message; in no transaction of ours."""
    if newsroom.answerer is None:
        return ()
    with newsroom.readers() as session:
        release_ids = load_go_releases(session, now - KEPT_FOR)
    return newsroom.answerer.find_all(release_ids)


def enqueue_goings(
    session: Session, newsroom: Newsroom, going: Sequence[Answer], now: datetime
) -> int:
    """Bring all go / no-go messages up to date after a sync: gates may have been met, or not."""
    if newsroom.answerer is None:
        return 0
    scales = newsroom.answerer.scales
    return sum(
        _refresh(session, newsroom, weigh(session, answer, scales, now), now) for answer in going
    )


def must_own_launch(office: Office, asker: Asker, reference: str) -> None:
    """Let through who may ask for votes.

    Raises:
        RefusedError: they may not, it has shipped, or there is no such release.
    """
    launch = find_launch(office, asker, reference)
    must_be_open(launch)
    if not owns(office, asker, launch):
        raise refused(say("go.not_yours"))


def ask_votes(office: Office, asker: Asker, reference: str) -> Reply:
    """Put go / no-go into this channel, for the owner and the admins.

    Raises:
        RefusedError: they may not, it has shipped, or nobody could read it here.
    """
    must_own_launch(office, asker, reference)
    if asker.is_direct:
        raise refused(say("go.direct"))
    office.rooms.must_be_open(asker)
    weighed = weighed_release(office, reference)
    with office.people.sessions.begin() as session, telling(office.people.region):
        state = go_state(session, office.newsroom, weighed, asker.channel, office.now)
        is_new = enqueue_go(session, state, asker.workspace, asker.channel, office.now)
        if is_new:
            subject, after = f"release:{weighed.release_id}", {"channel": asker.channel}
            told = (office.now, asker.workspace, asker.user, "ask_votes", subject)
            record_audit(session, *told, None, after)
    if not is_new:
        return sentence_reply(say("go.asked_already"), "asked")
    code = "go.asked_rehearsed" if office.people.rehearsal_channel else "go.asked"
    return sentence_reply(say(code), "asked")


def _refresh(session: Session, newsroom: Newsroom, weighed: Weighed, now: datetime) -> int:
    changed = 0
    for place in load_go_places(session, weighed.release_id):
        state = go_state(session, newsroom, weighed, place.channel, now)
        changed += enqueue_go(session, state, place.workspace, place.channel, now)
    return changed


def _key(key: str, closed: Closing | None) -> str:
    """Name a post; the last one of a launch that is over says so in its name."""
    return key if closed is None else f"{key}:{closed}"


def _closes(place: GoPlace, closed: Closing | None) -> bool:
    return closed is not None and place.last.post.dedupe_key.endswith(f":{closed}")


def _gist(text: str, blocks: Sequence[Block]) -> str:
    """Give a short word for what a message says; no title of an issue is in it to be hidden."""
    return gist(text, blocks, HideTitles.NEVER)
