"""Reads a question among what is known, and says how its words were understood."""

from dataclasses import replace
from datetime import date

from bot.dates.sprints import USUAL_SPRINT_DAYS
from bot.embargoes import codenames_for
from bot.grammar.follow_up import follow_up
from bot.grammar.reading import Understood, read
from bot.grammar.resolving import resolve
from bot.knowledge import Known
from bot.names import find_release
from bot.sprint_length import SprintLength, sprint_length
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape

_WORD_SHOWN = 40


def read_known(
    text: str, known: Known, about: str | None = None
) -> tuple[Understood, SprintLength | None]:
    """Read a question among the names that are known; `about` is what was spoken of before.

    Where it counts in sprints it is read once more, with those of the team that is meant.
    """
    told = _read(text, known, about, USUAL_SPRINT_DAYS)
    if not told.in_sprints:
        return told, None
    length = sprint_length(known, _release_of(told, known))
    if length is None or length.days == USUAL_SPRINT_DAYS:
        return told, length
    return _read(text, known, about, length.days), length


def prelude_of(told: Understood, length: SprintLength | None, known: Known) -> tuple[Mrkdwn, ...]:
    """Say which words were taken for misspelt ones, and how long a sprint was taken to be."""
    said = [
        say("grammar.mended", typed=escape(each.typed, _WORD_SHOWN), read=each.read)
        for each in told.mended
    ]
    by = _by(told)
    if told.in_sprints and by is not None:
        if length is None:
            said.append(say("forecast.in_sprints", known.today, day=by))
        else:
            team, days = length.team, length.days
            said.append(say("forecast.in_team_sprints", known.today, team=team, days=days, day=by))
    return tuple(said)


def _read(text: str, known: Known, about: str | None, sprint_days: int) -> Understood:
    told = read(text, known.today, known.forecasts.names, sprint_days=sprint_days)
    if about is None:
        return told
    spoken = _spoken_of(about, known)
    return replace(follow_up(told, spoken), about=spoken)


def _spoken_of(about: str, known: Known) -> str:
    """Give what names a release here: its id, but of an embargoed one that means nothing."""
    return codenames_for(known.embargoes, known.reader).get(about, about)


def _by(told: Understood) -> date | None:
    return told.askings[-1].by if told.askings else told.question.by


def _release_of(told: Understood, known: Known) -> str | None:
    names = known.forecasts.names
    if told.askings:
        hits = find_release(told.askings[-1].subject, names).hits
    else:
        hits = resolve(told.question, names).found.hits
    return hits[0].id if len(hits) == 1 else None
