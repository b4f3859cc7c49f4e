"""Answers a question that was understood: one release, several, all, an issue, an epic."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session, sessionmaker

from bot.answers.asides import asides
from bot.answers.card import card
from bot.answers.groups import Groups
from bot.answers.holding import holders_of, shown_keys
from bot.answers.issues import issue_reply, item_of, stored_progress
from bot.answers.lists import list_reply, named_reply
from bot.answers.small_talk import SMALL_TALK, small_talk_reply
from bot.answers.track import record_reply
from bot.answers.unsure import (
    NAME_ASKED,
    choices_reply,
    either_reply,
    gone_reply,
    tail_reply,
    unknown_reply,
    unread_reply,
)
from bot.grammar.nearest import is_name_alone, misspelt_verb
from bot.grammar.question import Kind, Of, Question, Reading
from bot.grammar.reading import Understood
from bot.grammar.resolving import Resolved, resolve
from bot.grammar.things import ISSUE_KEY
from bot.knowledge import Known
from bot.names import Level, find_release, fold
from bot.reply import Reply
from bot.views.blocks import joined
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape
from store.directory import ReleaseName


@dataclass(frozen=True, slots=True)
class Asked:
    """Answers from what is known; writes nothing. `prelude` is said before the answer."""

    sessions: sessionmaker[Session]
    groups: Groups
    known: Known
    told: Understood
    prelude: tuple[Mrkdwn, ...] = ()

    def answer(self) -> Reply:
        question = self.told.question
        if question.of is not Of.ANY:
            return self.groups.answer(question, self.known, self.prelude)
        resolved = resolve(question, self.known.forecasts.names)
        is_named = resolved.found.level in (Level.EXACT, Level.ALIAS)
        if not is_named or resolved.several:
            unnamed = self._of_all(question) or self._of_issues(question, resolved)
            if unnamed is not None:
                return unnamed
        return self._found(question, resolved)

    def _of_all(self, question: Question) -> Reply | None:
        """Answer what is about all releases; None where it is about something by name."""
        if question.kind in SMALL_TALK:
            return small_talk_reply(question.kind, self.known)
        if question.kind is Kind.RECORD:
            return record_reply(self.known)
        if question.kind is Kind.LIST or (question.needs_subject and not question.subject):
            return list_reply(question, self.known, self.prelude)
        return None

    def _of_issues(self, question: Question, resolved: Resolved) -> Reply | None:
        """Answer for an issue or an epic; None where a release is meant."""
        if ISSUE_KEY.fullmatch(question.subject):
            return self._issue(question)
        if question.parts and all(map(ISSUE_KEY.fullmatch, question.parts)):
            return self._issues(question)
        if resolved.found.level in (None, Level.FUZZY) or resolved.tail:
            return self.groups.epic_called(question, self.known, self.prelude)
        return None

    def _issue(self, question: Question) -> Reply:
        """Answer for the releases that hold an issue; an epic stands for what is in it."""
        shown = shown_keys(self.sessions, question.subject)
        key = escape(question.subject.upper(), NAME_ASKED)
        if not shown:
            return unknown_reply(say("unknown.no_key", key=key), (), question, self.known)
        epic = self.groups.epic_called(question, self.known, self.prelude)
        if epic is not None:
            return epic
        hits = holders_of(shown, self.known)
        if not hits:
            state = stored_progress(question.subject, self.sessions, self.known)
            sentence = say("unknown.no_release", key=key)
            told = sentence if state is None else joined((sentence, state))
            return unknown_reply(told, (), question, self.known)
        inside = self._inside(question, key, hits) if question.inside else None
        if inside is None and len(hits) > 1:
            which = say("choices.which_key", key=key, count=len(hits))
            return choices_reply(which, hits, question, self.known)
        holds = say("forecast.holds", key=key, name=bold(hits[0].name))
        hit, said = inside or (hits[0], holds)
        answer = self.known.forecasts.answers[hit.id]
        prelude = (*self.prelude, said, *asides(answer, question))
        item = item_of(question.subject, answer)
        if item is None:
            return card(answer, question.by, self.known, prelude)
        return issue_reply(item, answer, question.by, self.known, prelude)

    def _inside(
        self, question: Question, key: Mrkdwn, hits: Sequence[ReleaseName]
    ) -> tuple[ReleaseName, Mrkdwn] | None:
        """Say whether an issue is in the release that was named; None where that names none."""
        found = find_release(question.inside, self.known.forecasts.names).hits
        there = next((hit for hit in hits if hit in found), None)
        if there is not None:
            return there, say("issue.inside", key=key, name=bold(there.name))
        if len(found) != 1:
            return None
        held = joined((bold(hit.name) for hit in hits), say("join.comma") + " ")
        other = bold(escape(found[0].name, NAME_ASKED))
        return hits[0], say("issue.elsewhere", key=key, name=held, other=other)

    def _issues(self, question: Question) -> Reply:
        """List the releases that hold several issues; of one that is nowhere say so."""
        keys = [key.upper() for key in question.parts]
        holders = {key: self._holders(key) for key in keys}
        lost = [key for key, hits in holders.items() if not hits]
        if lost:
            sentence = say("unknown.no_key_held", key=escape(lost[0], NAME_ASKED))
            return unknown_reply(sentence, (), question, self.known)
        told = [
            say("forecast.holds", key=escape(key, NAME_ASKED), name=bold(hit.name))
            for key, hits in holders.items()
            for hit in hits
        ]
        ids = dict.fromkeys(hit.id for hits in holders.values() for hit in hits)
        answers = [self.known.forecasts.answers[each] for each in ids]
        return named_reply(answers, question, self.known, (*self.prelude, *told))

    def _holders(self, key: str) -> tuple[ReleaseName, ...]:
        return holders_of(shown_keys(self.sessions, key), self.known)

    def _found(self, question: Question, resolved: Resolved) -> Reply:
        reading, found = resolved.reading, resolved.found
        asked = escape(reading.subject, NAME_ASKED)
        question = self._as_meant(question, reading)
        doubt = self._doubt(question, resolved, asked)
        if doubt is not None:
            return doubt
        prelude = (*self.prelude, *self._understood(question, resolved, asked))
        answers = [
            answer
            for hit in found.hits
            if (answer := self.known.forecasts.answers.get(hit.id)) is not None
        ]
        if not answers:
            return gone_reply()
        if resolved.several:
            return named_reply(answers, question, self.known, prelude)
        prelude = (*prelude, *asides(answers[0], question))
        return card(answers[0], reading.by, self.known, prelude)

    def _as_meant(self, question: Question, reading: Reading) -> Question:
        """Take back what was read in words that turned out to be a part of the name."""
        is_whole = fold(reading.subject) == fold(self.told.text)
        return replace(
            question,
            by=reading.by,
            misses=question.misses and (reading.subject == question.subject or bool(reading.by)),
            percent=None if is_whole else question.percent,
        )

    def _doubt(self, question: Question, resolved: Resolved, asked: Mrkdwn) -> Reply | None:
        """Ask back where a name, a day or the rest of the words is in doubt."""
        found, reading = resolved.found, resolved.reading
        if not found.hits or (found.level is Level.FUZZY and misspelt_verb(self.told.text)):
            return self._nothing(question, reading.subject, found.nearest)
        if question.either and question.unread and reading.by is None:
            days, today = question.either, self.known.today
            return either_reply(self.told.text, question.unread, days, today)
        if len(found.hits) > 1 and not resolved.several:
            which = say("choices.which", asked=asked, count=len(found.hits))
            return choices_reply(which, found.hits, question, self.known)
        if resolved.tail:
            return tail_reply(found.hits[0], resolved.tail, self.prelude)
        return None

    def _nothing(self, question: Question, asked: str, nearest: Sequence[ReleaseName]) -> Reply:
        """Offer what may have been meant: names for a name alone, else whole questions."""
        if nearest and is_name_alone(self.told):
            sentence = say("unknown.no_match", asked=escape(asked, NAME_ASKED))
            return unknown_reply(sentence, nearest, question, self.known)
        return unread_reply(self.told, asked, self.known)

    def _understood(self, question: Question, resolved: Resolved, asked: Mrkdwn) -> list[Mrkdwn]:
        """Say what was taken for what, where the words were not plain."""
        said, found, hits = [], resolved.found, resolved.found.hits
        is_alias = found.level is Level.ALIAS and not found.is_narrowed
        if found.level is not Level.EXACT and not is_alias:
            spoken = dict.fromkeys(bold(escape(hit.name, NAME_ASKED)) for hit in hits)
            names = Mrkdwn(", ".join(spoken))
            said.append(say("forecast.understood", asked=asked, name=names))
        if question.unread is not None and resolved.reading.subject == question.subject:
            phrase = escape(question.unread, NAME_ASKED)
            said.append(say("forecast.unread", phrase=phrase))
        return said
