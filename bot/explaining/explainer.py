"""Explains a release: what if, why it moved, what fits, what may go wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session, sessionmaker

from bot.answers.card import card, circumstances, contents
from bot.answers.issues import issue_blockers_reply, item_of
from bot.answers.unsure import either_reply
from bot.dates.numeric import read_either
from bot.explaining.asking import Asking, Topic, read_picked
from bot.explaining.burning import burn_up_reply
from bot.explaining.changes import Changes
from bot.explaining.comparing import all_moved_reply
from bot.explaining.cutting import cut_reply
from bot.explaining.finding import Meant, find_holder, find_meant, which_reply
from bot.explaining.imagining import what_if_reply
from bot.explaining.offering import offer_reply
from bot.explaining.ordering import order_reply, other_in
from bot.explaining.owning import owner_reply
from bot.explaining.request import Request, unread_reply
from bot.explaining.telling import SAID, said_reply
from bot.explaining.tracing import moved_reply
from bot.explaining.waiting import all_blockers_reply, blockers_reply
from bot.explaining.warning import all_risks_reply, risks_reply
from bot.grammar.reading import Understood
from bot.grammar.things import ISSUE_KEY
from bot.knowledge import Knowledge, Known
from bot.learning.reply import retrospective_reply, trend_reply
from bot.noting.notes import read_notes
from bot.noting.reply import notes_reply
from bot.readying.answering import ready_reply
from bot.readying.weighing import Scales
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.choosing import release_ref
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Answer, ReleaseForecast, Shipped
from planner.launch.notes import NoteRules

_NEW = re.compile(r"\b(?:new|changed|different)\b", re.IGNORECASE)
Card = Callable[[Answer, date | None, Known, tuple[Mrkdwn, ...]], Reply]

_EXPLAIN: Mapping[Topic, Callable[[Request], Reply]] = {
    Topic.WHAT_IF: what_if_reply,
    Topic.WHY: moved_reply,
    Topic.PLAN: cut_reply,
    Topic.RISKS: risks_reply,
    Topic.BLOCKERS: blockers_reply,
}


@dataclass(frozen=True, slots=True)
class Explainer:
    """Answers in place of a plain answer; writes nothing."""

    sessions: sessionmaker[Session]
    knowledge: Knowledge
    scales: Scales
    rules: NoteRules = field(default_factory=NoteRules)

    def explain(self, told: Understood, known: Known, prelude: tuple[Mrkdwn, ...] = ()) -> Reply:
        """Explain what the words ask for."""
        last = told.askings[-1]
        meant: Meant | Reply | None
        if last.subject and not ISSUE_KEY.fullmatch(last.subject):
            meant = find_meant(told, known)
        else:
            meant = find_holder(last, self.sessions, known)
        if meant is None:
            return self._unnamed(told, known, prelude)
        if isinstance(meant, Reply):
            return meant
        said = (*prelude, *meant.prelude)
        if last.topic is Topic.BLOCKERS and ISSUE_KEY.fullmatch(last.subject):
            answer = known.forecasts.answers[meant.release_id]
            if (item := item_of(last.subject, answer)) is not None:
                return issue_blockers_reply(item, answer, known, said)
        return self._about(replace(meant, prelude=said), known, told.text)

    def explain_picked(self, verb: str, words: str, reference: str, known: Known) -> Reply | None:
        """Go on with what a button asks for; None where its release is gone."""
        return self._picked(read_picked(Topic(verb), words, known.today), reference, known)

    def suppose(
        self, changes: Changes, by: date | None, reference: str, known: Known
    ) -> Reply | None:
        """Answer what if, for changes that need no reading; None where the release is gone."""
        return self._picked(Asking(Topic.WHAT_IF, "", by=by, changes=changes), reference, known)

    def _picked(self, asking: Asking, reference: str, known: Known) -> Reply | None:
        for release_id in known.forecasts.answers:
            if reference in (release_id, release_ref(release_id)):
                return self._about(Meant(asking, release_id), known)
        return None

    def _about(self, meant: Meant, known: Known, text: str = "") -> Reply:
        """Tell the order of releases; what stands behind something that is none is late."""
        asking = meant.asking
        other = other_in(asking, known)
        if asking.topic is Topic.ORDER and (other is not None or not asking.other):
            asked = replace(_asked(known), prelude=meant.prelude)
            reply = order_reply(known, asked, meant.release_id, other)
            return _with_prelude(reply, meant.prelude)
        if asking.topic is Topic.ORDER:
            asking = replace(asking, topic=Topic.WHY, words="")
        return self._of(replace(meant, asking=asking), known, text)

    def _of(self, meant: Meant, known: Known, text: str = "") -> Reply:
        asking, answer = meant.asking, known.forecasts.answers[meant.release_id]
        asked = replace(circumstances(answer, asking.by, known), prelude=meant.prelude)
        request = None
        if isinstance(answer, ReleaseForecast):
            request = Request(self.sessions, self.knowledge, known, answer, asked, asking)
        if asking.unread is not None:
            return _unread(asking, text, known.today, request)
        if asking.topic is Topic.READY:
            with self.sessions() as session:
                return ready_reply(session, answer, known, self.scales, prelude=meant.prelude)
        if asking.topic is Topic.WHY and isinstance(answer, Shipped) and _NEW.search(text):
            # of what is out it is no change of a date that is new, but what it brought
            return notes_reply(read_notes(self.sessions, answer, self.rules), meant.prelude)
        whatever = self._of_any(meant, answer, known, asked)
        if whatever is not None:
            return whatever
        if request is None:
            return card(answer, asking.by, known, meant.prelude)
        return _with_prelude(_EXPLAIN[asking.topic](request), meant.prelude)

    def _of_any(self, meant: Meant, answer: Answer, known: Known, asked: Asked) -> Reply | None:
        """Explain what needs no forecast; None where it takes one."""
        topic, prelude = meant.asking.topic, meant.prelude
        if topic in SAID:
            return said_reply(topic, answer, known, prelude)
        makers: Mapping[Topic, Callable[[], Reply]] = {
            Topic.CONTENTS: lambda: contents(answer, meant.asking.by, known, prelude),
            Topic.RETRO: lambda: retrospective_reply(self.sessions, answer, known, prelude),
            Topic.NOTES: lambda: notes_reply(
                read_notes(self.sessions, answer, self.rules), prelude
            ),
            Topic.BURN_UP: lambda: _with_prelude(burn_up_reply(answer, known, asked), prelude),
            Topic.OWNER: lambda: owner_reply(answer.scope.release, self.sessions, asked),
        }
        make = makers.get(topic)
        return None if make is None else make()

    def _unnamed(self, told: Understood, known: Known, prelude: tuple[Mrkdwn, ...]) -> Reply:
        """Answer for all releases where that makes sense; else ask which one is meant."""
        asking = told.askings[-1]
        if asking.topic is Topic.RETRO:
            return trend_reply(self.sessions, known)
        if asking.topic is Topic.RISKS:
            return all_risks_reply(self.sessions, known)
        if asking.topic is Topic.BLOCKERS:
            return all_blockers_reply(known, replace(_asked(known), prelude=prelude))
        if asking.topic is Topic.ORDER and not asking.other:
            return order_reply(known, replace(_asked(known), prelude=prelude))
        if asking.topic is Topic.WHY and told.text.casefold() != "why":
            return all_moved_reply(asking, self.knowledge, known, prelude)
        return which_reply(told, known)


def _asked(known: Known) -> Asked:
    """Give the circumstances of a question about all releases."""
    fresh_at = known.fresh_at(tuple(row.name for row in known.sources))
    as_of = None if known.as_of is None else known.today
    return Asked(known.now, fresh_at=fresh_at, as_of=as_of)


def _with_prelude(reply: Reply, prelude: tuple[Mrkdwn, ...]) -> Reply:
    """Say in the text, too, what the blocks say first: how the words were understood."""
    if not prelude or reply.data["kind"] == "unread":
        return reply
    return replace(reply, text=without_marks(Mrkdwn(" ".join((*prelude, reply.text)))))


def _unread(asking: Asking, text: str, today: date, request: Request | None) -> Reply:
    """Say what cannot be read; of a date that may be two, ask which.

    Of changes offer those that can be tried, where there is a forecast to try them on.
    """
    unread = asking.unread or ""
    phrase = re.sub(r"\A(?:by|before|until) ", "", unread, flags=re.IGNORECASE)
    days = read_either(phrase, today)
    if days is None or phrase not in text:
        if request is not None and asking.topic is Topic.WHAT_IF:
            return offer_reply(request)
        return unread_reply(asking)
    return either_reply(text, phrase, days, today)
