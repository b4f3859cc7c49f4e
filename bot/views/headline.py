"""The sentences that answer: the range, its probability, and how it stands against its date."""

from datetime import date

from bot.views.blocks import joined
from bot.views.words import SYMBOLS, bold_name, release_name, say_health
from bot.words.catalogue import say
from bot.words.days import say_likelihood
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import EVEN, SAFE, Health, ReleaseForecast


def answer_lines(forecast: ReleaseForecast, by: date | None, name: Mrkdwn) -> list[Mrkdwn]:
    """The answer in one or two lines; the likelihood first where a day was asked about."""
    if forecast.scope.is_complete:
        done = len(forecast.scope.items)
        return [say("forecast.complete", name=name, done=done)]
    if by is None:
        return _range_lines(forecast, name)
    today = forecast.today
    if by < today:
        first = say("forecast.by_past", today, name=name, day=by)
    else:
        likelihood = say_likelihood(forecast.likelihood(by))
        first = say("forecast.by", today, name=name, day=by, likelihood=likelihood)
    return [first, _range_after(forecast)]


def health_line(forecast: ReleaseForecast) -> Mrkdwn:
    """A symbol, its word, and the likelihood of the date that the tracker holds."""
    health, due_on = forecast.health, forecast.scope.due_on
    values = {"symbol": SYMBOLS[health], "health": say_health(health)}
    if due_on is None or health is Health.NO_DATE:
        return say("forecast.without_date", **values)
    if due_on < forecast.today:
        return say("forecast.past_date", forecast.today, day=due_on, **values)
    likelihood = say_likelihood(forecast.likelihood(due_on))
    return say("forecast.against_date", forecast.today, day=due_on, likelihood=likelihood, **values)


def headline(forecast: ReleaseForecast, by: date | None) -> Mrkdwn:
    return Mrkdwn("\n".join(_all_lines(forecast, by, bold_name(forecast.scope))))


def forecast_text(forecast: ReleaseForecast, by: date | None = None) -> str:
    """The same in one line, for notifications and screen readers, which get no blocks."""
    lines = _all_lines(forecast, by, release_name(forecast.scope))
    return without_marks(joined(lines, ". "))


def _all_lines(forecast: ReleaseForecast, by: date | None, name: Mrkdwn) -> list[Mrkdwn]:
    """The answer, and how it stands; a release that only waits to go out stands against nothing."""
    lines = answer_lines(forecast, by, name)
    return [*lines, health_line(forecast)] if not forecast.scope.is_complete else lines


def _range_lines(forecast: ReleaseForecast, name: Mrkdwn) -> list[Mrkdwn]:
    middle, late = forecast.percentile(50), forecast.percentile(85)
    odds = {"safe": f"{SAFE:.0%}", "even": f"{EVEN:.0%}"}
    if middle is None:
        return [say("forecast.no_end", name=name)]
    if late is None:
        return [say("forecast.open_end", forecast.today, name=name, middle=middle, **odds)]
    if middle == late:
        return [say("forecast.around", forecast.today, name=name, middle=middle, **odds)]
    return [say("forecast.between", forecast.today, name=name, middle=middle, late=late, **odds)]


def _range_after(forecast: ReleaseForecast) -> Mrkdwn:
    """The range once more, behind the likelihood of one day."""
    middle, late = forecast.percentile(50), forecast.percentile(85)
    odds = {"safe": f"{SAFE:.0%}", "even": f"{EVEN:.0%}"}
    if middle is None:
        return say("forecast.then_no_end")
    if late is None:
        return say("forecast.then_open_end", forecast.today, middle=middle, **odds)
    if middle == late:
        return say("forecast.then_around", forecast.today, middle=middle, **odds)
    return say("forecast.then_between", forecast.today, middle=middle, late=late, **odds)
