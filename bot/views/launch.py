"""What people said of a release, in one line beside what is forecast of it."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.views.blocks import Block, context, joined
from bot.views.people import say_person
from bot.words.catalogue import Said, say
from bot.words.days import say_day, say_likelihood
from bot.words.escape import Mrkdwn, escape
from planner.answer import Answer, ReleaseForecast, Shipped
from planner.launch.market import MarketEvent, event_on
from planner.launch.plan import LaunchPlan

_GOAL_SHOWN = 90
_EVENT_SHOWN = 60


def launch_blocks(
    answer: Answer, plan: LaunchPlan | None, market: Iterable[MarketEvent] = ()
) -> list[Block]:
    """Give the line for a card; nothing of a release of which nothing was said."""
    line = launch_line(answer, plan, market)
    return [] if line is None else [context(line)]


def launch_line(
    answer: Answer,
    plan: LaunchPlan | None,
    market: Iterable[MarketEvent] = (),
    *,
    is_brief: bool = False,
) -> Mrkdwn | None:
    """Word the tier, the dates and the goal: `Tier 1 · Owner's date: Sun 10 Jan · 62% likely`.

    A brief one has no goal and nobody's name.
    """
    if plan is None or not plan.says_more:
        return None
    said = [say("launch.tier", tier=int(plan.tier))]
    if not isinstance(answer, Shipped):
        said += _dates(answer, plan, is_brief=is_brief)
    said += _launch(answer, plan, tuple(market))
    if plan.goal and not is_brief:
        said.append(say("launch.goal", goal=escape(plan.goal, _GOAL_SHOWN)))
    return joined(said, " · ")


def window_of(window: tuple[date, date], today: date, market: Iterable[MarketEvent] = ()) -> Mrkdwn:
    """Word a window by its days, and by the name of what the market waits for then."""
    days: Mapping[str, Said] = {"first": window[0], "last": window[1]}
    event = event_on(window, market)
    if event is None:
        return say("launch.days", today, **days)
    return say("launch.event", today, event=escape(event.name, _EVENT_SHOWN), **days)


def with_odds(answer: Answer, day: date) -> Mrkdwn:
    """A day, and how likely it is by then where that can be said and is still ahead."""
    said = Mrkdwn(say_day(day, answer.today))
    odds = odds_of(answer, day)
    return said if odds is None else say("launch.with_odds", day=said, likelihood=odds)


def odds_of(answer: Answer, day: date) -> str | None:
    if not isinstance(answer, ReleaseForecast) or answer.scope.is_complete or day < answer.today:
        return None
    return say_likelihood(answer.likelihood(day))


def _dates(answer: Answer, plan: LaunchPlan, *, is_brief: bool) -> list[Mrkdwn]:
    """The promise and who made it, and the owner's own date, beside the forecast."""
    today, due_on, said = answer.today, answer.scope.due_on, []
    if plan.committed_on is not None:
        by = None if is_brief or plan.committed_by is None else say_person(plan.committed_by)
        code = "launch.committed" if by is None else "launch.committed_by"
        values: dict[str, Said] = {} if by is None else {"person": by}
        said.append(say(code, today, day=plan.committed_on, **values))
    elif due_on is not None:
        said.append(say("launch.tracked", today, day=due_on))
    if plan.own_on is not None:
        said.append(say("launch.own", day=with_odds(answer, plan.own_on)))
    return said


def _launch(answer: Answer, plan: LaunchPlan, market: tuple[MarketEvent, ...]) -> list[Mrkdwn]:
    today, said = answer.today, []
    if plan.launch_on is not None and plan.launch_on != answer.scope.due_on:
        said.append(say("launch.on", today, day=plan.launch_on))
    if plan.window is not None:
        said.append(say("launch.window", window=window_of(plan.window, today, market)))
    return said
