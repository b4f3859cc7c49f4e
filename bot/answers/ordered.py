"""Which of several releases is out first, by the dates that are as likely as not."""

from collections.abc import Sequence
from datetime import date

from bot.views.words import bold_name
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn
from planner.answer import Answer, ReleaseForecast, Shipped


def soonest_first(answers: Sequence[Answer]) -> list[Answer]:
    """Put what is out before what will be, and what nobody can date last."""
    return sorted(answers, key=lambda answer: _middle(answer) or date.max)


def first_of(ordered: Sequence[Answer], today: date) -> tuple[Mrkdwn, ...]:
    """Say which is first of those that `soonest_first` gave; nothing where there is but one."""
    if len(ordered) < 2:  # noqa: PLR2004 - two are compared
        return ()
    first, second = ordered[:2]
    name, other = bold_name(first.scope), bold_name(second.scope)
    day, later = _middle(first), _middle(second)
    if day is None:
        return (say("list.first_undated"),)
    if isinstance(first, Shipped):
        code = "list.first_both_out" if isinstance(second, Shipped) else "list.first_out"
        return (say(code, name=name, other=other),)
    if later is None:
        return (say("list.first_alone", today, name=name, day=day, other=other),)
    if day == later:
        return (say("list.first_close", today, name=name, day=day, other=other),)
    return (say("list.first", today, name=name, day=day, other=other, later=later),)


def _middle(answer: Answer) -> date | None:
    """Give the day that it went out, or the one with an even chance."""
    if isinstance(answer, Shipped):
        return answer.on or date.min
    if not isinstance(answer, ReleaseForecast):
        return None
    return answer.today if answer.scope.is_complete else answer.percentile(50)
