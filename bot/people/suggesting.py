"""What somebody may want to ask first: the prompts of a conversation that has just been opened."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.dates.phrases import read_date
from bot.people.office import Office
from bot.people.roles import Asker
from bot.words.catalogue import say_plain
from bot.words.escape import clip
from planner.answer import Answer, Health, ReleaseForecast, Shipped
from store.adoptions import load_adoptions
from store.subscriptions import load_subscriptions

MOST: Final = 4  # https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
_NAMED: Final = 2
_TITLE_LIMIT: Final = 60
_AHEAD: Final = timedelta(days=14)  # nobody plans for a quarter that is as good as over
_QUARTER: Final = 3
_ODD = re.compile(r'[<>&"\u201c-\u201e\n]')  # in a name: it would be read as something else


@dataclass(frozen=True, slots=True)
class Prompt:
    """`title` is what is shown, `message` what they say by clicking it."""

    title: str
    message: str


def prompts_of(office: Office, asker: Asker) -> tuple[Prompt, ...]:
    """Give the questions that make sense for this person as of now, four at most.

    A release of which nobody may see an issue is not named.
    """
    if not office.answerer.names():
        return (_prompt("help"),)
    answers, today = office.answerer.plan().answers, office.answerer.today()
    theirs = _theirs(office, asker)
    named = [one for one in _open(answers) if one.scope.release.id in theirs and _is_seen(one)]
    prompts = [_prompt("when", name=one.scope.release.name) for one in named[:_NAMED]]
    if any(isinstance(one, ReleaseForecast) and _is_at_risk(one) for one in answers):
        prompts.append(_prompt("at_risk"))
    prompts.append(_prompt("quarter", quarter=quarter_ahead(today)))
    return (*prompts, _prompt("record"), _prompt("help"))[:MOST]


def _theirs(office: Office, asker: Asker) -> frozenset[str]:
    """Give the releases that somebody answers for, or set up to be told of."""
    with office.people.sessions() as session:
        owned = [
            one.release_id
            for one in load_adoptions(session)
            if (one.workspace, one.owner) == (asker.workspace, asker.user)
        ]
        told = [
            one.release_id
            for one in load_subscriptions(session, asker.workspace)
            if asker.user in (one.creator, one.channel) and one.release_id
        ]
    return frozenset((*owned, *told))


def _open(answers: Sequence[Answer]) -> Iterable[Answer]:
    return (one for one in answers if not isinstance(one, Shipped))


def _is_seen(answer: Answer) -> bool:
    """Tell whether everybody may see something of it, and its name can stand in a question."""
    items = answer.scope.items
    is_private = bool(items) and all(item.restricted for item in items)
    return not is_private and not _ODD.search(answer.scope.release.name)


def _is_at_risk(forecast: ReleaseForecast) -> bool:
    return forecast.health in (Health.AT_RISK, Health.OFF_TRACK)


def quarter_ahead(today: date) -> str:
    """Name the quarter that is worth planning for, as a date is read: `Q4`."""
    ahead = today + _AHEAD
    quarter = f"Q{(ahead.month - 1) // _QUARTER + 1}"
    end = read_date(f"by end of {quarter}", today)
    return quarter if end is not None and end >= ahead else f"{quarter} {ahead.year}"


def _prompt(code: str, **values: str) -> Prompt:
    shown = {name: clip(value, _TITLE_LIMIT - 20) for name, value in values.items()}
    title = clip(say_plain(f"suggest.{code}", **shown), _TITLE_LIMIT)
    return Prompt(title, say_plain(f"suggest.{code}_said", **values))
