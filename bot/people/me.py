"""`/release me`: what somebody answers for, what they are told, and in which time zone."""

from bot.people.belonging import told
from bot.people.office import Office, Order
from bot.people.roles import Asker
from bot.readying.pending import pending_of
from bot.reply import Reply
from bot.views.me import Me, me_blocks, me_text
from store.adoptions import load_adoptions
from store.subscriptions import load_subscriptions


def me(office: Office, asker: Asker, order: Order) -> Reply:
    """Give the page of App Home in words; what other people set up is not in it."""
    del order
    known = office.answerer.known()
    with office.people.sessions() as session:
        mine = {
            one.release_id
            for one in load_adoptions(session)
            if (one.workspace, one.owner) == (asker.workspace, asker.user)
        }
        wishes = tuple(
            one
            for one in load_subscriptions(session, asker.workspace)
            if asker.user in (one.creator, one.channel)
        )
    zone = office.profiles.of(asker.user).zone
    page = Me(
        [answer for answer in known.forecasts.plan.answers if answer.scope.release.id in mine],
        known.said,
        told(office, wishes),
        office.now,
        zone or office.people.zone,
        is_zone_known=zone is not None,
        today=office.answerer.today(),
        waiting=pending_of(office, asker),
    )
    return Reply(me_text(page), me_blocks(page), {"kind": "me", "private": True})
