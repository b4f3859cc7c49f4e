"""The "Send test" button, and the preview: what a subscription would say if it were due now."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.delivery.addresses import is_person, name_address
from bot.freshness import read_at
from bot.people.belonging import own, place_for, record
from bot.people.clicking import enqueue_click
from bot.people.errors import refused
from bot.people.office import Office
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.schedule.digests import digest_at
from bot.views.blocks import context
from bot.views.digest import digest_blocks, digest_text
from bot.views.people import say_person
from bot.views.posted import Posted
from bot.wishes import DIGEST
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, without_marks
from bot.words.manner import telling
from store.outbox import Post
from store.subscriptions import Subscription
from store.switches import is_paused

# No digest that another one is compared with: nobody has to have read it.
KIND = "digest:test"
_STALE_AFTER = timedelta(minutes=10)


def digest_now(session: Session, office: Office, one: Subscription) -> Reply | None:
    """Give what a subscription would say now, quiet or not; None before the first review."""
    digest = digest_at(session, office.newsroom, one, office.now)
    if digest is None:
        return None
    posted = Posted(office.now, one.zone, read_at(session, office.now))
    with telling(office.people.region):
        return Reply(digest_text(digest, posted), digest_blocks(digest, posted), {"kind": KIND})


def send_test(office: Office, asker: Asker, subscription_id: int) -> Reply:
    """Post it where it belongs, once a minute at most, and say in it that it is a test.

    Raises:
        RefusedError: the asker may not, or is not in that channel; we may not post there;
            everything is paused; or there is nothing to say yet.
    """
    with office.people.sessions() as session:
        one = own(session, office, asker, subscription_id)
    place_for(office, asker, one.channel)
    with office.people.sessions.begin() as session:
        one = own(session, office, asker, subscription_id)
        if is_paused(session):
            raise refused(say("trying.paused"))
        is_new = enqueue_click(session, _post(session, office, asker, one))
        if is_new:
            record(session, office, asker, "send_test", one)
    said = _said(office, asker, one) if is_new else say("trying.again")
    return sentence_reply(said, "tested", id=one.id, new=is_new)


def _post(session: Session, office: Office, asker: Asker, one: Subscription) -> Post:
    if one.kind != DIGEST:
        raise refused(say("trouble.stale_button"))
    made = digest_now(session, office, one)
    if made is None:
        raise refused(say("trying.too_early"))
    test = _marked(made, say("trying.line", person=say_person(asker.user)))
    return Post(
        dedupe_key=f"{one.workspace}:{one.channel}:{KIND}:{one.id}",
        workspace=one.workspace,
        channel=one.channel,
        kind=KIND,
        text=test.text,
        blocks=list(test.blocks),
        not_before=office.now,
        expires_at=office.now + _STALE_AFTER,
        created_at=office.now,
        subscription_id=one.id,
        release_id=one.release_id,
    )


def _marked(made: Reply, line: Mrkdwn) -> Reply:
    text = f"{without_marks(line)} {made.text}"
    return replace(made, text=text, blocks=[context(line), *made.blocks])


def _said(office: Office, asker: Asker, one: Subscription) -> Mrkdwn:
    if office.people.rehearsal_channel:
        return say("trying.rehearsed")
    if is_person(one.channel):
        return say("trying.done_you")
    if one.channel == asker.channel:
        return say("trying.done")
    return say("trying.done_elsewhere", channel=name_address(one.channel))
