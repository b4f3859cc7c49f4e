"""`/release away` and `back`: who stands in for whom, from which day to which."""

import re
from datetime import date, timedelta

from bot.dates.phrases import read_date
from bot.people.errors import refused
from bot.people.office import Office, Order
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.views.blocks import joined
from bot.views.people import say_person
from bot.views.ready_words import function_names
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape
from planner.launch.votes import Delegation
from store.audit import record_audit
from store.delegations import drop_delegation, load_delegations, save_delegation

LONGEST = timedelta(days=92)  # a stand-in for longer is no stand-in
# https://docs.slack.dev/messaging/formatting-message-text/#mentioning-users
_PERSON = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_FILLING = re.compile(r"(?:→|->|=>|\bto\b\s*$|\bwith\b\s*$|,|\basks?\b\s*$)+")
_STRETCH = re.compile(
    r"(?:from (?P<first>.+?) )?(?:until|till?|to|through|thru|-) (?P<last>.+)", re.IGNORECASE
)
_WORDS_SHOWN = 40


def away(office: Office, asker: Asker, order: Order) -> Reply:
    """Let somebody stand in for the asker; without words, say who is away.

    Raises:
        RefusedError: no person or no day was given, or one that cannot be.
    """
    if not order.words.strip():
        return _list(office)
    told = _read(order.words, asker, office.answerer.today())
    with office.people.sessions.begin() as session:
        others = [one for one in load_delegations(session) if one.person != asker.user]
        for one in others:
            if one.person == told.delegate and _overlap(one, told):
                raise refused(say("away.also_away", delegate=say_person(told.delegate)))
        before = drop_delegation(session, asker.workspace, asker.user)
        save_delegation(session, asker.workspace, told)
        who = (office.now, asker.workspace, asker.user, "away", f"person:{asker.user}")
        record_audit(session, *who, _plain(before), _plain(told))
    return sentence_reply(_said(office, asker, told), "away")


def back(office: Office, asker: Asker, order: Order) -> Reply:
    """Let the asker speak for themselves again.

    Raises:
        RefusedError: nobody stands in for them.
    """
    del order
    with office.people.sessions.begin() as session:
        before = drop_delegation(session, asker.workspace, asker.user)
        if before is None:
            raise refused(say("away.not_away"))
        who = (office.now, asker.workspace, asker.user, "back", f"person:{asker.user}")
        record_audit(session, *who, _plain(before), None)
    return sentence_reply(say("away.back"), "back")


def _read(words: str, asker: Asker, today: date) -> Delegation:
    """Read `until Friday <@U7|dana>`, `from Monday to Friday → <@U7>`."""
    people = _PERSON.findall(words)
    if len(people) != 1:
        raise refused(say("away.who"))
    if people[0] == asker.user:
        raise refused(say("away.self"))
    rest = " ".join(_FILLING.sub(" ", _PERSON.sub(" ", words).strip()).split())
    match = _STRETCH.fullmatch(rest)
    if match is None:
        raise refused(say("away.when"))
    last_on = _day(match["last"], today)
    first_on = _day(match["first"], today) if match["first"] else today
    if last_on < today:
        raise refused(say("away.past", today, day=last_on))
    if first_on > last_on:
        raise refused(say("away.turned", today, first=first_on, day=last_on))
    if last_on - first_on > LONGEST:
        raise refused(say("away.long", days=LONGEST.days))
    return Delegation(asker.user, people[0], max(first_on, today), last_on)


def _day(words: str, today: date) -> date:
    day = read_date(words, today)
    if day is None:
        raise refused(say("away.unread", words=escape(words, _WORDS_SHOWN)))
    return day


def _list(office: Office) -> Reply:
    today = office.answerer.today()
    with office.people.sessions() as session:
        ahead = [one for one in load_delegations(session) if one.last_on >= today]
    if not ahead:
        return sentence_reply(say("away.nobody"), "away")
    told = [
        say(
            "away.one",
            today,
            person=say_person(one.person),
            delegate=say_person(one.delegate),
            first=one.first_on,
            day=one.last_on,
        )
        for one in ahead
    ]
    return sentence_reply(say("away.list", people=joined(told, "; ")), "away")


def _said(office: Office, asker: Asker, told: Delegation) -> Mrkdwn:
    today = office.answerer.today()
    theirs = [one for one in office.answerer.scales.rules.functions if asker.user in one.people]
    names = say("away.functions", functions=function_names(theirs)) if theirs else Mrkdwn("")
    values: dict[str, Mrkdwn | date] = {
        "delegate": say_person(told.delegate),
        "functions": Mrkdwn(f" {names}") if names else names,
        "day": told.last_on,
    }
    if told.first_on > today:
        return say("away.told_from", today, first=told.first_on, **values)
    return say("away.told", today, **values)


def _overlap(one: Delegation, other: Delegation) -> bool:
    return one.first_on <= other.last_on and other.first_on <= one.last_on


def _plain(told: Delegation | None) -> dict[str, str] | None:
    """Give it as JSON, for the audit."""
    if told is None:
        return None
    return {
        "delegate": told.delegate,
        "first": told.first_on.isoformat(),
        "last": told.last_on.isoformat(),
    }
