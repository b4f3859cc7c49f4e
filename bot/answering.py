"""One answer to every question, whichever door it came in by."""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session, sessionmaker

from bot.answers.asked import Asked
from bot.answers.card import card, contents
from bot.answers.epics import Epics
from bot.answers.groups import Groups
from bot.answers.said import prelude_of, read_known
from bot.answers.spotted import message_reply
from bot.answers.track import record_reply
from bot.answers.unsure import gone_reply, order_reply, trouble_reply
from bot.basis import Basis
from bot.embargoes import Confidants
from bot.explaining.changes import Changes
from bot.explaining.explainer import Explainer
from bot.grammar.orders import read_order
from bot.grammar.question import Kind
from bot.grammar.reading import names_all, read
from bot.grammar.tidying import tidy
from bot.knowledge import PLAN_SEED, Knowledge, Known
from bot.learning.reply import retrospective_reply
from bot.noting.notes import Notes, read_notes
from bot.readying.answering import ready_reply
from bot.readying.weighing import Scales
from bot.reply import Reply
from bot.views.choosing import release_ref
from bot.views.help import help_blocks, help_text
from bot.views.kept import kept_card
from bot.views.ready import EVERYBODY, Viewer
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn
from planner.answer import Answer, Plan, Shipped
from planner.calendar import WorkCalendar
from planner.inputs import Planning
from planner.launch.embargo import ANYBODY, Reader
from planner.launch.gates import LaunchRules
from planner.launch.notes import NoteRules
from store.directory import ReleaseName
from store.sources import load_issue_counts


class Answerer:
    """Answers questions from the store; writes nothing, and can be shared between threads.

    `confidants` may know what embargoed releases are called.
    """

    def __init__(  # noqa: PLR0913 - what settings say, by name
        self,
        sessions: sessionmaker[Session],
        calendar: WorkCalendar,
        now: Callable[[], datetime],
        *,
        seed: int = PLAN_SEED,
        planning: Planning | None = None,
        note_rules: NoteRules | None = None,
        confidants: Confidants | None = None,
        launch: LaunchRules | None = None,
    ) -> None:
        self._sessions = sessions
        self._calendar = calendar
        self._now = now
        self._reader = ANYBODY
        self._knowledge = Knowledge(sessions, calendar, seed, planning, confidants)
        self._note_rules = note_rules or NoteRules()
        self._scales = Scales(launch or LaunchRules(), calendar)
        self._explainer = Explainer(sessions, self._knowledge, self._scales, self._note_rules)
        self._groups = Groups(sessions, self._knowledge, Epics(sessions))

    def read_by(self, reader: Reader) -> Self:
        """Give the same with the names that this reader may know; without one nobody may."""
        made = copy(self)
        made._reader = reader  # noqa: SLF001 - one of our own
        return made

    def known(self, as_of: datetime | None = None) -> Known:
        """Give what the answers are made from, under the names that the reader may know."""
        return self._knowledge.at(self._now(), as_of, self._reader)

    def answer(
        self, text: str, *, as_of: datetime | None = None, about: str | None = None
    ) -> Reply:
        """Answer a question in words, as of now or as it was known at `as_of`.

        An order is none: it needs to be known who gives it, and where, as in Slack it is.
        `about` is the id of the release that was spoken of before: what names nothing is about it.
        """
        now = self._now()
        if read(text, self._calendar.today(as_of or now)).question.kind is Kind.HELP:
            return Reply(help_text(), help_blocks(), {"kind": "help"})
        known = self.known(as_of)
        if (missing := self._no_data(known)) is not None:
            return missing
        order = read_order(text)
        if order is not None and not names_all(tidy(text), known.forecasts.names):
            return order_reply(order)
        told, length = read_known(text, known, about)
        prelude = prelude_of(told, length, known)
        if told.askings:
            return self._explainer.explain(told, known, prelude)
        if as_of is None and told.question.as_on is not None:
            known = self.known(self._end_of(told.question.as_on))
        return Asked(self._sessions, self._groups, known, told, prelude).answer()

    def _end_of(self, day: date) -> datetime:
        zone = ZoneInfo(self._calendar.zone)
        begun = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
        return begun - timedelta(seconds=1)

    def answer_release(
        self, release: str, by: date | None = None, *, as_of: datetime | None = None
    ) -> Reply:
        """Answer for one release by its id, or by the reference that a button carries."""
        known = self.known(as_of)
        answer = _by_ref(release, known)
        return gone_reply() if answer is None else card(answer, by, known)

    def answer_message(self, text: str) -> Reply:
        """Answer for the release that a message speaks of; ask back where it is several or none."""
        known = self.known()
        return self._no_data(known) or message_reply(text, self._sessions, known)

    def answer_shared(self, release: str, by: date | None, prelude: Mrkdwn) -> Reply:
        """Answer for one release so that a whole channel may read it; `prelude` says who asked."""
        known = self.known()
        answer = _by_ref(release, known)
        if answer is None:
            return gone_reply()
        return card(answer, by, known, (prelude,), is_shared=True)

    def answer_kept(self, release: str) -> Reply:
        """Answer for one release as the card says it that a channel keeps; last when it is out."""
        known = self.known()
        answer = _by_ref(release, known)
        if answer is None:
            return gone_reply()
        said = card(answer, None, known, is_shared=True)
        return kept_card(said, is_last=isinstance(answer, Shipped))

    def explain(self, release: str, by: date | None = None) -> Reply:
        """Say why: percentiles, assumptions, every issue counted and left out."""
        known = self.known()
        answer = _by_ref(release, known)
        return gone_reply() if answer is None else contents(answer, by, known)

    def look_back(self, release: str) -> Reply:
        """Look back on a release by its id, so that a whole channel may read it."""
        known = self.known()
        answer = _by_ref(release, known)
        return (
            gone_reply() if answer is None else retrospective_reply(self._sessions, answer, known)
        )

    def release_notes(self, release: str) -> Notes | None:
        """Give the notes of a release by its id or reference; None where it is gone."""
        known = self.known()
        answer = _by_ref(release, known)
        return None if answer is None else read_notes(self._sessions, answer, self._note_rules)

    def answer_ready(
        self,
        release: str,
        viewer: Viewer = EVERYBODY,
        prelude: tuple[Mrkdwn, ...] = (),
        *,
        is_shared: bool = False,
    ) -> Reply:
        """Say how ready one release is, as this viewer may see it and act on it."""
        known = self.known()
        answer = _by_ref(release, known)
        if answer is None:
            return gone_reply()
        with self._sessions() as session:
            return ready_reply(
                session, answer, known, self._scales, viewer, prelude, is_shared=is_shared
            )

    def find(self, release: str) -> Answer | None:
        """Give what is answered for a release as of now; None where there is none such any more."""
        return _by_ref(release, self.known())

    def find_all(self, release_ids: Iterable[str]) -> tuple[Answer, ...]:
        """Give what is answered for these releases, from one look; what is gone is not there."""
        wanted = tuple(release_ids)
        answers = self.known().forecasts.answers if wanted else {}
        return tuple(answers[one] for one in wanted if one in answers)

    @property
    def scales(self) -> Scales:
        """Give by what readiness is weighed: who launches releases, and what has to be shown."""
        return self._scales

    @property
    def note_rules(self) -> NoteRules:
        """Give by what release notes are drafted."""
        return self._note_rules

    def explain_picked(self, verb: str, words: str, release: str) -> Reply:
        """Go on with a question of why or what if, for the release that was picked."""
        known = self.known()
        return self._explainer.explain_picked(verb, words, release, known) or gone_reply()

    def suppose(self, release: str, changes: Changes, by: date | None) -> Reply:
        """Answer what if, for a release by its id or reference."""
        known = self.known()
        return self._explainer.suppose(changes, by, release, known) or gone_reply()

    def missing(self) -> Reply | None:
        """Say what is missing before anything can be asked; None where there is a release."""
        return self._no_data(self.known())

    def record(self) -> Reply:
        """Say how often stated dates came true."""
        known = self.known()
        return self._no_data(known) or record_reply(known)

    def keep(self, basis: Basis, plan: Plan) -> None:
        """Answer by a plan that a review has made; nobody makes the same one again."""
        self._knowledge.keep(basis, plan)

    def plan(self, as_of: datetime | None = None) -> Plan:
        """Give the whole plan that the answers come from."""
        return self.known(as_of).forecasts.plan

    def names(self) -> tuple[ReleaseName, ...]:
        """Give the names of every release, those that a written definition covers too."""
        return self.known().forecasts.names

    def today(self) -> date:
        return self._calendar.today(self._now())

    def _no_data(self, known: Known) -> Reply | None:
        """Say what is missing before anything can be asked; None where there is a release."""
        if known.forecasts.names:
            return None
        unread = [row.name for row in known.sources if row.last_success_at is None]
        with self._sessions() as session:
            issues = sum(load_issue_counts(session).values())
        if not known.sources:
            return trouble_reply("empty", say("trouble.empty"))
        if unread:
            sources = ", ".join(unread)
            sentence = say("trouble.first_sync", sources=sources, issues=issues)
            return trouble_reply("first_sync", sentence)
        return trouble_reply("no_releases", say("trouble.no_releases", issues=issues))


def _by_ref(release: str, known: Known) -> Answer | None:
    answers = known.forecasts.answers
    return next((answers[each] for each in answers if release in (each, release_ref(each))), None)
