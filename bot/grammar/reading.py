"""Reads what somebody wants to know: the one reader behind every door."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.dates.named_sprints import NamedSprint, sprints_by_name
from bot.dates.sprints import USUAL_SPRINT_DAYS, sprints_in_days
from bot.explaining.asking import Asking, read_asking
from bot.grammar.courtesy import spelt_out, without_courtesy
from bot.grammar.fiscal import calendar_years
from bot.grammar.fronted import named_in_place
from bot.grammar.question import Kind, Question, Reading
from bot.grammar.tidying import outside_quotes, tidy
from bot.grammar.typos import Mended, mend
from bot.grammar.when import read_question
from bot.names import Level, directory_of, find_surely
from bot.verbs import VERBS
from planner.sprint_window import Series
from store.directory import ReleaseName

_COMMAND = re.compile(r"\s*(?P<slash>/)?(?:release|when)\s+", re.IGNORECASE)
# "the risk of missing March" is a likelihood, and no list of risks
_LIKELIHOOD = re.compile(r"\b(?:risk|danger) (?:of|that)\b", re.IGNORECASE)
_VERBS = frozenset(verb.name for verb in VERBS)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was said, and how it was understood.

    `text` is what was typed without Slack's marks. `askings` are the ways to understand a
    question for an explanation, the longest name first; without any it is `question`. `mended`
    are the words that were taken for misspelt ones. `in_sprints` tells that it counts in sprints,
    and `sprints` are those that it names. `about` is what was spoken of before, by its id or its
    codename.
    """

    text: str
    question: Question
    askings: tuple[Asking, ...] = ()
    mended: tuple[Mended, ...] = ()
    in_sprints: bool = False
    sprints: tuple[NamedSprint, ...] = ()
    about: str = ""

    @property
    def kind(self) -> str:
        return str(self.askings[-1].topic if self.askings else self.question.kind)

    @property
    def needs_subject(self) -> bool:
        """It is about what was spoken of before, and names nothing itself."""
        if self.askings:
            return not self.askings[-1].subject
        return self.question.needs_subject


def read(
    text: str,
    today: date,
    names: Sequence[ReleaseName] = (),
    *,
    sprint_days: int = USUAL_SPRINT_DAYS,
    series: Sequence[Series] = (),
) -> Understood:
    """Read a question in any words, among releases with these names.

    `series` are the numberings that sprints may be named by.
    """
    plain = tidy(text)
    kept = directory_of(names).words
    asked = without_courtesy(spelt_out(plain, kept))
    if asked and any(names_all(each, names) for each in (plain, asked)):
        whole = plain if names_all(plain, names) else asked
        return Understood(plain, Question(whole))
    spelt, mended = mend(named_in_place(asked), kept)
    fiscal, years = calendar_years(spelt, kept)
    dated, sprints = sprints_by_name(fiscal, series, today)
    counted = outside_quotes(dated, lambda part: sprints_in_days(part, sprint_days))
    askings = _sure(read_asking(counted, today), names)
    question = _with_whole(read_question(counted, today), asked)
    if askings and question.misses and _LIKELIHOOD.search(counted):
        askings = ()
    return Understood(
        plain, question, askings, (*mended, *years), in_sprints=counted != dated, sprints=sprints
    )


def names_all(text: str, names: Sequence[ReleaseName]) -> bool:
    """Tell whether the words, a verb included, are the name of a release.

    One word may only begin a name, and is a verb: `/release order` does not ask for Order tracking.
    """
    command = _COMMAND.match(text)
    words = text[command.end() :] if command else text
    if command and command["slash"] and words.strip().casefold() in _VERBS:
        return False
    found = find_surely(text, names)
    surely = Level.PREFIX if " " in words.strip() else Level.ALIAS
    return found is not None and found.level is not None and found.level <= surely


def _with_whole(question: Question, asked: str) -> Question:
    """Keep the words as they were typed among the readings: a name may look misspelt."""
    if question.kind is not Kind.WHEN or not question.longer:
        return question
    longer = dict.fromkeys((Reading(asked), *question.longer))
    return replace(question, longer=tuple(longer))


def _sure(askings: tuple[Asking, ...], names: Sequence[ReleaseName]) -> tuple[Asking, ...]:
    """Keep those with a name where one is sure; else the one about what was spoken of before."""
    if not askings or askings[-1].subject:
        return askings
    named = [each for each in askings if each.subject and _is_sure(each.subject, names)]
    return tuple(named) or askings[-1:]


def _is_sure(subject: str, names: Sequence[ReleaseName]) -> bool:
    found = find_surely(subject, names)
    return found is not None and found.level is not None and found.level <= Level.PREFIX
