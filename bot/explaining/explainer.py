"""Explains a release: what if, why it moved, what fits, what may go wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session, sessionmaker

from bot.explaining.asking import Asking, Topic, read_asking, read_picked
from bot.explaining.cutting import cut_reply
from bot.explaining.finding import Meant, find_meant, names_all
from bot.explaining.imagining import what_if_reply
from bot.explaining.request import Request, unread_reply
from bot.explaining.tracing import moved_reply
from bot.explaining.warning import all_risks_reply, risks_reply
from bot.knowledge import Knowledge, Known
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.choosing import release_ref
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn
from planner.answer import Answer, ReleaseForecast

Card = Callable[[Answer, date | None, Known, tuple[Mrkdwn, ...]], Reply]
Circumstances = Callable[[Answer, date | None, Known], Asked]

_EXPLAIN: Mapping[Topic, Callable[[Request], Reply]] = {
    Topic.WHAT_IF: what_if_reply,
    Topic.WHY: moved_reply,
    Topic.PLAN: cut_reply,
    Topic.RISKS: risks_reply,
}


@dataclass(frozen=True, slots=True)
class Explainer:
    """Answers in place of a plain answer; writes nothing.

    `card` makes the plain answer, for releases that have nothing to explain, and `circumstances`
    what every card tells beside its answer.
    """

    sessions: sessionmaker[Session]
    knowledge: Knowledge
    card: Card
    circumstances: Circumstances

    def explain(self, text: str, known: Known) -> Reply | None:
        """Explain what the words ask for; None where they ask for something else."""
        askings = read_asking(text, known.today)
        if not askings or names_all(text, known.forecasts.names):
            return None
        if not askings[-1].subject:
            return self._unnamed(askings[-1], known)
        meant = find_meant(askings, known.forecasts.names, known.today)
        return self._of(meant, known) if isinstance(meant, Meant) else meant

    def explain_picked(self, verb: str, words: str, reference: str, known: Known) -> Reply | None:
        """Go on with what a button asks for; None where its release is gone."""
        asking = read_picked(Topic(verb), words, known.today)
        for release_id in known.forecasts.answers:
            if reference in (release_id, release_ref(release_id)):
                return self._of(Meant(asking, release_id), known)
        return None

    def _of(self, meant: Meant, known: Known) -> Reply:
        asking, answer = meant.asking, known.forecasts.answers[meant.release_id]
        if asking.unread is not None:
            return unread_reply(asking)
        if not isinstance(answer, ReleaseForecast):
            return self.card(answer, asking.by, known, meant.prelude)
        asked = replace(self.circumstances(answer, asking.by, known), prelude=meant.prelude)
        request = Request(self.sessions, self.knowledge, known, answer, asked, asking)
        return _EXPLAIN[asking.topic](request)

    def _unnamed(self, asking: Asking, known: Known) -> Reply:
        if asking.topic is Topic.RISKS:
            return all_risks_reply(self.sessions, known)
        return unread_reply(asking, say("people.which", verb=str(asking.topic)))
