"""Answers about an epic, a label or a project: the releases that hold it, or a forecast of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process
from sqlalchemy.orm import Session, sessionmaker

from bot.answers.asides import asides
from bot.answers.card import card
from bot.answers.epics import Epics
from bot.answers.holding import holders_of
from bot.answers.lists import named_reply
from bot.answers.unsure import NAME_ASKED, ways_reply
from bot.grammar.question import Of, Question
from bot.knowledge import Knowledge, Known
from bot.reply import Reply
from bot.views.blocks import joined
from bot.views.readings import Way
from bot.views.words import keyed
from bot.words.audience import titled
from bot.words.catalogue import Said, say
from bot.words.escape import Mrkdwn, bold, escape
from store.definitions import Match, ReleaseDefinition
from store.groups import (
    Member,
    load_epic_members,
    load_epics,
    load_label_names,
    load_labelled,
    load_project_members,
    load_project_names,
)

_ALIKE_FROM = 60
_NEAREST = 2
_SLUG = "~asked"  # no definition of anybody is called so
_WAY: Mapping[Of, str] = {
    Of.LABEL: 'everything labelled "{}"',
    Of.PROJECT: 'everything in project "{}"',
}


@dataclass(frozen=True, slots=True)
class Group:
    """Issues by what they have in common; `match` finds them again in what was known.

    `key` is that of an epic, whose name is the title of an issue.
    """

    of: Of
    name: str
    members: tuple[Member, ...]
    match: Match
    key: str | None = None

    @property
    def open_keys(self) -> frozenset[str]:
        return frozenset(each.key for each in self.members if each.is_open and not each.restricted)

    @property
    def is_seen(self) -> bool:
        """Somebody may see something of it: what is private throughout is as good as unknown."""
        return any(not each.restricted for each in self.members)


@dataclass(frozen=True, slots=True)
class Groups:
    """Answers questions about issues that have something in common; writes nothing."""

    sessions: sessionmaker[Session]
    knowledge: Knowledge
    epics: Epics

    def answer(self, question: Question, known: Known, prelude: tuple[Mrkdwn, ...] = ()) -> Reply:
        """Answer about a label, an epic or a project by its name."""
        group = self._find(question, known)
        if group is None or not group.is_seen or known.hides(question.subject):
            return self._unknown(question, known)
        return self._of(group, question, known, prelude)

    def epic_called(
        self, question: Question, known: Known, prelude: tuple[Mrkdwn, ...] = ()
    ) -> Reply | None:
        """Answer about the epic that is called so, word by word; None where there is none."""
        group = self._epic(question.subject, known)
        if group is None or not group.is_seen or known.hides(group.name):
            return None
        return self._of(group, question, known, prelude)

    def _of(
        self, group: Group, question: Question, known: Known, prelude: tuple[Mrkdwn, ...]
    ) -> Reply:
        keys, holders = group.open_keys, holders_of(group.open_keys, known)
        values: dict[str, Said] = {"what": _what(group), "count": len(keys)}
        answers = [known.forecasts.answers[hit.id] for hit in holders]
        if not keys:
            return ways_reply(say("group.done", **values), (), question.subject)
        if not answers:
            return self._alone(group, question, known, prelude)
        inside = {item.key for answer in answers for item in answer.scope.items}
        outside = len(keys - inside)
        code = "group.in_releases" if not outside else "group.partly"
        said = say(code, **values, outside=outside, releases=len(answers))
        if len(answers) == 1:
            name = bold(escape(holders[0].name, NAME_ASKED))
            code = "group.in_one" if not outside else "group.partly_in_one"
            said = say(code, **values, outside=outside, name=name)
            prelude = (*prelude, said, *asides(answers[0], question))
            return card(answers[0], question.by, known, prelude)
        return named_reply(answers, question, known, (*prelude, said))

    def _alone(
        self, group: Group, question: Question, known: Known, prelude: tuple[Mrkdwn, ...]
    ) -> Reply:
        """Forecast what no release holds, behind all that is planned."""
        # An epic is called by its key: not every reader gets titles.
        asked = ReleaseDefinition(_SLUG, group.key or group.name, (), group.match)
        known = self.knowledge.with_asked(known, asked)
        answer = known.forecasts.answers.get(f"plan:{_SLUG}")
        values: dict[str, Said] = {"what": _what(group), "count": len(group.open_keys)}
        if answer is None:
            return ways_reply(say("group.in_none", **values), (), question.subject)
        prelude = (*prelude, say("group.alone", **values), *asides(answer, question))
        reply = card(answer, question.by, known, prelude)
        # Its buttons would ask for a release that there is none of.
        return replace(reply, blocks=[each for each in reply.blocks if each["type"] != "actions"])

    def _find(self, question: Question, known: Known) -> Group | None:
        name, of = question.subject, question.of
        if of is Of.EPIC:
            return self._epic(name, known)
        with self.sessions() as session:
            if of is Of.LABEL:
                return Group(of, name, load_labelled(session, name), Match("label", (name,)))
            members = load_project_members(session, name)
        return Group(of, name, members, Match("project", (name,)))

    def _epic(self, name: str, known: Known) -> Group | None:
        epic = self.epics.called(name, known.version)
        if epic is None:
            return None
        with self.sessions() as session:
            members = load_epic_members(session, epic)
        match = Match("epic", (epic.key,))
        return Group(Of.EPIC, epic.title or epic.key, members, match, epic.key)

    def _unknown(self, question: Question, known: Known) -> Reply:
        asked = escape(question.subject, NAME_ASKED)
        if question.of is Of.EPIC:
            return self._no_epic(question, asked)
        with self.sessions() as session:
            names = [name for name in _names(session, question.of) if not known.hides(name)]
        near = process.extract(
            question.subject, names, scorer=fuzz.WRatio, limit=_NEAREST, score_cutoff=_ALIKE_FROM
        )
        ways = [Way(_WAY[question.of].format(name.replace('"', ""))) for name, *_ in near]
        return ways_reply(say(f"group.no_{question.of}", asked=asked), ways, question.subject)

    def _no_epic(self, question: Question, asked: Mrkdwn) -> Reply:
        """Offer the epics that are called alike, by their keys: not every reader gets titles."""
        with self.sessions() as session:
            epics = load_epics(session)
        titles = {at: epic.title for at, epic in enumerate(epics)}
        near = process.extract(
            question.subject, titles, scorer=fuzz.WRatio, limit=_NEAREST, score_cutoff=_ALIKE_FROM
        )
        found = [epics[at] for *_, at in near]
        ways = [Way(f"epic {epic.key}") for epic in found]
        said = [say("group.no_epic", asked=asked)]
        if found:
            told = (keyed(escape(epic.key, NAME_ASKED), epic.title) for epic in found)
            said.append(say("group.near_epics", epics=joined(told, say("join.comma") + " ")))
        return ways_reply(joined(said), ways, question.subject)


def _names(session: Session, of: Of) -> Sequence[str]:
    return load_label_names(session) if of is Of.LABEL else load_project_names(session)


def _what(group: Group) -> Mrkdwn:
    name = bold(escape(group.name, NAME_ASKED))
    if group.key is not None:
        name = titled(name, otherwise=escape(group.key, NAME_ASKED))
    return say(f"group.{group.of}", name=name)
