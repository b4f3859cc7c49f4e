"""One answer to every question, whichever door it came in by."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from bot.data import answer_data, names_data, track_data
from bot.explaining.explainer import Explainer
from bot.knowledge import PLAN_SEED, Knowledge, Known
from bot.names import Found, Level, find_release, open_first
from bot.question import Kind, Question, Reading, read_question
from bot.reply import Reply
from bot.spotting import spot_keys, spot_releases
from bot.views.asked import Asked
from bot.views.cards import answer_blocks, answer_text
from bot.views.choices import choices_blocks, names_text, unknown_blocks
from bot.views.choosing import release_ref
from bot.views.help import help_blocks, help_text
from bot.views.listing import list_blocks, list_text, select_answers
from bot.views.record import record_blocks, record_in_text, record_text
from bot.views.trouble import trouble_blocks
from bot.views.why import why_blocks, why_text
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape, unescape, without_marks
from planner.answer import Answer, Plan, ReleaseForecast
from planner.calendar import WorkCalendar
from planner.explain.risk import Risk
from planner.explain.risks import risks_of
from planner.inputs import Planning
from planner.record import record_of
from store.directory import ReleaseName, load_issue_names

_ISSUE_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*-\d+")
_NAME_ASKED = 80


class Answerer:
    """Answers questions from the store; writes nothing, and can be shared between threads."""

    def __init__(
        self,
        sessions: sessionmaker[Session],
        calendar: WorkCalendar,
        now: Callable[[], datetime],
        *,
        seed: int = PLAN_SEED,
        planning: Planning | None = None,
    ) -> None:
        self._sessions = sessions
        self._calendar = calendar
        self._now = now
        self._knowledge = Knowledge(sessions, calendar, seed, planning)
        self._explainer = Explainer(sessions, self._knowledge, _card, _asked)

    def answer(self, text: str, *, as_of: datetime | None = None) -> Reply:
        """Answer a question in words, as of now or as it was known at `as_of`."""
        now = self._now()
        question = read_question(text, self._calendar.today(as_of or now))
        if question.kind is Kind.HELP:
            return Reply(help_text(), help_blocks(), {"kind": "help"})
        known = self._knowledge.at(now, as_of)
        return (
            _no_data(known) or self._explainer.explain(text, known) or self._answer(question, known)
        )

    def answer_release(
        self, release: str, by: date | None = None, *, as_of: datetime | None = None
    ) -> Reply:
        """Answer for one release by its id, or by the reference that a button carries."""
        known = self._knowledge.at(self._now(), as_of)
        answer = _by_ref(release, known)
        return _gone() if answer is None else _card(answer, by, known)

    def answer_message(self, text: str) -> Reply:
        """Answer for the release that a message speaks of; ask back where it is several or none."""
        known = self._knowledge.at(self._now())
        return _no_data(known) or self._answer_message(text, known)

    def answer_shared(self, release: str, by: date | None, prelude: Mrkdwn) -> Reply:
        """Answer for one release so that a whole channel may read it; `prelude` says who asked."""
        known = self._knowledge.at(self._now())
        answer = _by_ref(release, known)
        return _gone() if answer is None else _card(answer, by, known, (prelude,), is_shared=True)

    def explain(self, release: str, by: date | None = None) -> Reply:
        """Say why: percentiles, assumptions, every issue counted and left out."""
        known = self._knowledge.at(self._now())
        answer = _by_ref(release, known)
        if answer is None:
            return _gone()
        asked = _asked(answer, by, known)
        return Reply(why_text(answer), why_blocks(answer, asked), answer_data(answer, asked))

    def explain_picked(self, verb: str, words: str, release: str) -> Reply:
        """Go on with a question of why or what if, for the release that was picked."""
        known = self._knowledge.at(self._now())
        return self._explainer.explain_picked(verb, words, release, known) or _gone()

    def record(self) -> Reply:
        """Say how often stated dates came true."""
        known = self._knowledge.at(self._now())
        return _no_data(known) or _record(known)

    def plan(self, as_of: datetime | None = None) -> Plan:
        """Give the whole plan that the answers come from."""
        return self._knowledge.at(self._now(), as_of).forecasts.plan

    def names(self) -> tuple[ReleaseName, ...]:
        """Give the names of every release, those that a written definition covers too."""
        return self._knowledge.at(self._now()).forecasts.names

    def today(self) -> date:
        return self._calendar.today(self._now())

    def _answer(self, question: Question, known: Known) -> Reply:
        reading, found = _find(question, known.forecasts.names)
        if found.level in (Level.EXACT, Level.ALIAS):
            return _found(question, reading, found, known)
        if question.kind is Kind.LIST:
            return _list(question, known)
        if question.kind is Kind.RECORD:
            return _record(known)
        if _ISSUE_KEY.fullmatch(question.subject):
            return self._issue(question, known)
        return _found(question, reading, found, known)

    def _answer_message(self, text: str, known: Known) -> Reply:
        names = known.forecasts.names
        hits = spot_releases(text, names)
        if not hits and (keys := spot_keys(text)):
            with self._sessions() as session:
                issues = [one for key in keys for one in load_issue_names(session, key)]
            shown = {issue.key for issue in issues if not issue.restricted}
            hits = open_first(_holders(shown, known), names)
        if not hits:
            return _unknown(say("unknown.no_mention"), (), Question(), known)
        if len(hits) > 1:
            which = say("choices.which_mentioned", count=len(hits))
            return _choices(which, hits, Question(), known)
        return _card(known.forecasts.answers[hits[0].id], None, known)

    def _issue(self, question: Question, known: Known) -> Reply:
        """Answer for the releases that hold an issue; a private one is as good as unknown."""
        with self._sessions() as session:
            issues = load_issue_names(session, question.subject.upper())
        shown = {issue.key for issue in issues if not issue.restricted}
        key = escape(question.subject.upper(), _NAME_ASKED)
        if not shown:
            return _unknown(say("unknown.no_key", key=key), (), question, known)
        hits = open_first(_holders(shown, known), known.forecasts.names)
        if not hits:
            return _unknown(say("unknown.no_release", key=key), (), question, known)
        if len(hits) > 1:
            which = say("choices.which_key", key=key, count=len(hits))
            return _choices(which, hits, question, known)
        holds = say("forecast.holds", key=key, name=bold(hits[0].name))
        return _card(known.forecasts.answers[hits[0].id], question.by, known, (holds,))


def _holders(keys: set[str], known: Known) -> set[str]:
    """Give the ids of the releases that hold one of these issues, counted there or left out."""
    return {
        release
        for release, answer in known.forecasts.answers.items()
        if keys & {item.key for item in answer.scope.items}
        or keys & {out.key for out in answer.scope.left_out}
    }


def _find(question: Question, names: Sequence[ReleaseName]) -> tuple[Reading, Found]:
    """Find the release by the longest reading that surely names one, else by the shortest."""
    for reading in question.longer:
        found = find_release(reading.subject, names)
        if found.level is not None and found.level <= Level.PREFIX:
            return reading, found
    reading = Reading(question.subject, question.by)
    found = find_release(question.subject, names) if question.subject else Found()
    return reading, found if found.hits else _without_tail(question.subject, names) or found


def _without_tail(subject: str, names: Sequence[ReleaseName]) -> Found | None:
    """Find a release by the first words alone, as few left off as can be, but never by guess."""
    words = subject.split()
    for kept in range(len(words) - 1, 0, -1):
        found = find_release(" ".join(words[:kept]), names)
        if found.level in (Level.EXACT, Level.ALIAS):
            return replace(found, level=Level.WORDS)
    return None


def _found(question: Question, reading: Reading, found: Found, known: Known) -> Reply:
    asked = escape(reading.subject, _NAME_ASKED)
    question = replace(question, by=reading.by)
    if not found.hits:
        sentence = say("unknown.no_match", asked=asked)
        return _unknown(sentence, found.nearest, question, known)
    if len(found.hits) > 1:
        which = say("choices.which", asked=asked, count=len(found.hits))
        return _choices(which, found.hits, question, known)
    hit = found.hits[0]
    prelude = []
    if found.level is not Level.EXACT and (found.level is not Level.ALIAS or found.is_narrowed):
        prelude.append(say("forecast.understood", asked=asked, name=bold(hit.name)))
    if question.unread is not None and reading.subject == question.subject:
        prelude.append(say("forecast.unread", phrase=escape(question.unread, _NAME_ASKED)))
    if question.in_sprints and reading.by is not None:
        prelude.append(say("forecast.in_sprints", known.today, day=reading.by))
    answer = known.forecasts.answers.get(hit.id)
    return _gone() if answer is None else _card(answer, reading.by, known, tuple(prelude))


def _card(
    answer: Answer,
    by: date | None,
    known: Known,
    prelude: tuple[Mrkdwn, ...] = (),
    *,
    is_shared: bool = False,
) -> Reply:
    asked = replace(_asked(answer, by, known), prelude=prelude, is_shared=is_shared)
    told = ". ".join((answer_text(answer, by), *record_in_text(answer, asked)))
    text = without_marks(Mrkdwn(" ".join((*prelude, told))))
    return Reply(text, answer_blocks(answer, asked), answer_data(answer, asked))


def _asked(answer: Answer, by: date | None, known: Known) -> Asked:
    return Asked(
        now=known.now,
        by=by,
        fresh_at=known.fresh_at(answer.scope.release.sources),
        visible_keys=known.forecasts.visible_keys,
        as_of=None if known.as_of is None else known.today,
        risks=_risks(answer, known),
        record=record_of(answer.scope, known.track.votes, known.track.rehearsed),
    )


def _risks(answer: Answer, known: Known) -> tuple[Risk, ...]:
    if not isinstance(answer, ReleaseForecast):
        return ()
    return risks_of(known.forecasts.inputs, answer)


def _record(known: Known) -> Reply:
    track = known.track
    blocks = record_blocks(track.votes, track.team_names, known.today, track.rehearsed)
    data = track_data(track.votes, track.team_names, track.rehearsed)
    return Reply(record_text(track.votes), blocks, data)


def _list(question: Question, known: Known) -> Reply:
    answers, wanted = known.forecasts.plan.answers, question.subject
    fresh_at = known.fresh_at(tuple(row.name for row in known.sources))
    as_of = None if known.as_of is None else known.today
    asked = Asked(now=known.now, by=question.by, fresh_at=fresh_at, as_of=as_of)
    data = [answer_data(answer, asked) for answer in select_answers(answers, wanted)]
    return Reply(
        list_text(answers, wanted, question.by),
        list_blocks(answers, wanted, asked, known.today),
        {"kind": "list", "releases": data},
    )


def _choices(which: Mrkdwn, hits: Sequence[ReleaseName], question: Question, known: Known) -> Reply:
    blocks = choices_blocks(which, hits, question.by, known.today)
    text = names_text(which, hits, known.today)
    return Reply(text, blocks, names_data("choices", question.subject, hits))


def _unknown(
    sentence: Mrkdwn, nearest: Sequence[ReleaseName], question: Question, known: Known
) -> Reply:
    blocks = unknown_blocks(sentence, nearest, question.by, known.today)
    text = names_text(sentence, nearest, known.today)
    return Reply(text, blocks, names_data("unknown", question.subject, nearest))


def _by_ref(release: str, known: Known) -> Answer | None:
    answers = known.forecasts.answers
    return next((answers[each] for each in answers if release in (each, release_ref(each))), None)


def _no_data(known: Known) -> Reply | None:
    """Say what is missing before anything can be asked; None where there is a release."""
    if known.forecasts.names:
        return None
    unread = [row.name for row in known.sources if row.last_success_at is None]
    issues = sum(row.issues for row in known.sources)
    if not known.sources:
        return _trouble("empty", say("trouble.empty"))
    if unread:
        sources = ", ".join(unread)
        return _trouble("first_sync", say("trouble.first_sync", sources=sources, issues=issues))
    return _trouble("no_releases", say("trouble.no_releases", issues=issues))


def stale_button() -> Reply:
    """Answer a click whose value is none of ours."""
    return _trouble("stale_button", say("trouble.stale_button"))


def _gone() -> Reply:
    return _trouble("gone", say("trouble.gone"))


def _trouble(reason: str, sentence: Mrkdwn) -> Reply:
    data = {"kind": "trouble", "reason": reason, "words": unescape(sentence)}
    return Reply(sentence, trouble_blocks(sentence), data)
