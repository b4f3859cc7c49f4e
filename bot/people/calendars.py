"""`/release calendar`: gives the address of a function's calendar."""

from datetime import timedelta

from bot.people.errors import refused
from bot.people.office import Office, Order
from bot.people.roles import Asker
from bot.reply import Reply
from bot.views.blocks import context, section
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape, without_marks
from store.audit import record_audit

GOOD_FOR = timedelta(days=365)
_WORD_SHOWN = 40


def give_calendar(office: Office, asker: Asker, order: Order) -> Reply:
    """Give an address that is good for a year, to the one who asked alone.

    Raises:
        RefusedError: there are no calendars here, or no function of that name.
    """
    signer = office.people.signer
    if signer is None:
        raise refused(say("feed.not_set_up"))
    functions = [function.name for function in office.people.functions]
    asked = order.words.strip().casefold()
    if asked not in functions:
        raise refused(say("feed.which", functions=", ".join(functions)))
    today = office.people.calendar.today(office.now)
    until = today + GOOD_FOR
    with office.people.sessions.begin() as session:
        told = (asker.workspace, asker.user, "calendar", f"function:{asked}")
        record_audit(session, office.now, *told, None, {"until": until.isoformat()})
    # As code it is shown whole, and not fetched for a preview.
    address = Mrkdwn(f"`{signer.address(asked, until).replace('&', '&amp;')}`")
    said = say("feed.address", function=escape(asked, _WORD_SHOWN), address=address)
    hint = say("feed.until", until=until.isoformat())
    return Reply(without_marks(said), [section(said), context(hint)], {"kind": "calendar"})
