"""What is said before a card where not only a date was asked for: to miss it, a percentile."""

from collections.abc import Sequence
from datetime import date

from bot.grammar.percentiles import BEST, WORST
from bot.grammar.question import Question
from bot.views.blocks import joined
from bot.views.words import bold_name
from bot.words.catalogue import say
from bot.words.days import say_likelihood
from bot.words.escape import Mrkdwn, escape
from planner.answer import Answer, ReleaseForecast

_CERTAIN = 100
_MISSED_SHOWN = 8


def asides(answer: Answer, question: Question) -> tuple[Mrkdwn, ...]:
    """Answer what a card by itself does not; nothing where a plain one was asked for."""
    if not isinstance(answer, ReleaseForecast) or answer.scope.is_complete:
        return ()
    said: list[Mrkdwn] = []
    if question.misses:
        said.append(_missed(answer, question.by or answer.scope.due_on))
    if question.percent is not None:
        said += _likely(answer, question.percent)
    return tuple(said)


def _missed(forecast: ReleaseForecast, by: date | None) -> Mrkdwn:
    """Say the complement: how likely it is still not out after that day."""
    name, today = bold_name(forecast.scope), forecast.today
    if by is None:
        return say("forecast.missed_undated", name=name)
    if by < today:
        return say("forecast.missed_past", today, name=name, day=by)
    likelihood = escape(say_likelihood(1 - forecast.likelihood(by)))
    return say("forecast.missed", today, name=name, likelihood=likelihood, day=by)


def _likely(forecast: ReleaseForecast, percent: int) -> list[Mrkdwn]:
    """Say the day that is so likely; of certainty, which there is none of, the last one named."""
    said = []
    if percent >= _CERTAIN or percent == 0:
        percent = WORST
        said.append(say("forecast.never_certain", percent=f"{percent}%"))
    day, name = forecast.percentile(percent), bold_name(forecast.scope)
    values = {"name": name, "percent": escape(f"{percent}%")}
    if day is None:
        return [*said, say("forecast.beyond_percent", **values)]
    if percent == BEST:
        return [*said, say("forecast.at_best", forecast.today, name=name, day=day)]
    return [*said, say("forecast.at_percent", forecast.today, day=day, **values)]


def all_missed(answers: Sequence[Answer], by: date) -> tuple[Mrkdwn, ...]:
    """Say of several how likely each is still not out after that day, the likeliest first."""
    open_ones = [
        each
        for each in answers
        if isinstance(each, ReleaseForecast) and not each.scope.is_complete and by >= each.today
    ]
    if not open_ones:
        return ()
    open_ones.sort(key=lambda each: each.likelihood(by))
    told = [
        say(
            "list.missed_one",
            name=bold_name(each.scope),
            likelihood=escape(say_likelihood(1 - each.likelihood(by))),
        )
        for each in open_ones[:_MISSED_SHOWN]
    ]
    all_told = joined(told, say("join.comma") + " ")
    return (say("list.missed", open_ones[0].today, day=by, told=all_told),)
