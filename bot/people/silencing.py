"""The Pause button: one subscription says nothing until somebody resumes it."""

from bot.people.belonging import own, record, told
from bot.people.office import Office
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.views.subscriptions import paused_text
from bot.words.catalogue import say_plain
from store.outbox import skip_posts_of
from store.subscriptions import pause_subscription


def pause_one(office: Office, asker: Asker, subscription_id: int) -> Reply:
    """Say nothing more for a subscription, not even what waits already; it can be resumed.

    Raises:
        RefusedError: there is none such, or the asker may not.
    """
    reason = say_plain("subscribed.paused_by_hand", day=office.answerer.today())
    with office.people.sessions.begin() as session:
        one = own(session, office, asker, subscription_id)
        if pause_subscription(session, one.id, reason):
            skip_posts_of(session, one.id, "paused by whoever may")
            record(session, office, asker, "pause", one, after={"paused_reason": reason})
    return sentence_reply(paused_text(told(office, (one,))[0]), "paused", id=one.id)
