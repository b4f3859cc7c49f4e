"""Reads a question among what is known, and says how its words were understood."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.dates.sprints import USUAL_SPRINT_DAYS
from bot.embargoes import codenames_for
from bot.grammar.fiscal import is_fiscal
from bot.grammar.follow_up import follow_up
from bot.grammar.reading import Understood, read
from bot.grammar.resolving import resolve
from bot.grammar.typos import Mended
from bot.knowledge import Known
from bot.names import find_release
from bot.sprint_length import SprintLength, sprint_length, sprint_series
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape
from planner.sprint_window import Series

_WORD_SHOWN = 40
_SPRINT = re.compile(r"sprint|iteration|cycle", re.IGNORECASE)


def read_known(
    text: str, known: Known, about: str | None = None
) -> tuple[Understood, SprintLength | None]:
    """Read a question among the names that are known; `about` is what was spoken of before.

    Where it counts in sprints it is read once more, with those of the team that is meant.
    """
    told = _read(text, known, about, USUAL_SPRINT_DAYS)
    if _SPRINT.search(text):
        told = _with_sprints(told, text, known, about)
    if not told.in_sprints:
        return told, None
    length = sprint_length(known, _release_of(told, known))
    if length is None or length.days == USUAL_SPRINT_DAYS:
        return told, length
    return _read(text, known, about, length.days), length


def prelude_of(told: Understood, length: SprintLength | None, known: Known) -> tuple[Mrkdwn, ...]:
    """Say which words were taken for misspelt ones, and how long a sprint was taken to be."""
    said = [_mended(each) for each in told.mended]
    said += [
        say(
            "forecast.sprint_is",
            known.today,
            name=escape(each.name, _WORD_SHOWN),
            first=each.first,
            last=each.last,
        )
        for each in told.sprints
    ]
    by = _by(told)
    if told.in_sprints and by is not None:
        if length is None:
            said.append(say("forecast.in_sprints", known.today, day=by))
        else:
            team, days = length.team, length.days
            said.append(say("forecast.in_team_sprints", known.today, team=team, days=days, day=by))
    return tuple(said)


def _mended(mended: Mended) -> Mrkdwn:
    typed = escape(mended.typed, _WORD_SHOWN)
    code = "grammar.fiscal" if is_fiscal(mended) else "grammar.mended"
    return say(code, typed=typed, read=mended.read)


def _with_sprints(told: Understood, text: str, known: Known, about: str | None) -> Understood:
    """Read it again with the sprints of the team that is meant, or else those of all teams."""
    release = _release_of(told, known)
    own = () if release is None else sprint_series(known, release)
    for series in (own, sprint_series(known)):
        named = _read(text, known, about, USUAL_SPRINT_DAYS, series)
        if named.sprints:
            return named
    return told


def _read(
    text: str,
    known: Known,
    about: str | None,
    sprint_days: int,
    series: Sequence[Series] = (),
) -> Understood:
    names = known.forecasts.names
    told = read(text, known.today, names, sprint_days=sprint_days, series=series)
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
