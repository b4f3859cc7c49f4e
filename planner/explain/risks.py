"""The risks of a release: typed rules, each with its evidence."""

from collections.abc import Callable, Sequence

from planner.answer import ReleaseForecast
from planner.explain.plan_view import PlanView
from planner.explain.risk import Known, Risk
from planner.explain.risk_of_market import (
    date_in_freeze,
    date_outside_window,
    misses_window,
    range_over_freeze,
)
from planner.explain.risk_of_people import (
    carried_over,
    falling_throughput,
    one_person,
    stale_items,
    unestimated,
)
from planner.explain.risk_of_scope import no_date, scope_creep
from planner.explain.risk_of_waiting import (
    blocked,
    blocked_by_later,
    days_off,
    less_capacity,
    other_team,
)
from planner.launch.market import MarketEvent
from planner.launch.plan import LaunchPlan

Rule = Callable[[Known], Sequence[Risk]]

# The weightiest first: what stops work before what slows it, before what is only not known.
RULES: tuple[Rule, ...] = (
    blocked_by_later,
    other_team,
    blocked,
    date_in_freeze,
    misses_window,
    date_outside_window,
    range_over_freeze,
    falling_throughput,
    scope_creep,
    stale_items,
    one_person,
    carried_over,
    no_date,
    unestimated,
    less_capacity,
    days_off,
)


def risks_of(
    plan: PlanView,
    forecast: ReleaseForecast,
    *,
    is_committed: bool = False,
    said: LaunchPlan | None = None,
    market: tuple[MarketEvent, ...] = (),
) -> tuple[Risk, ...]:
    """Give what may go wrong with a release, the weightiest first; none once all is done.

    `is_committed` tells that somebody answers for it, and others were told to get ready. `said`
    is what people said of it, and `market` what outside does not wait for it.
    """
    if forecast.scope.is_complete:
        return ()
    known = Known(plan, forecast, is_committed, said, market)
    return tuple(risk for rule in RULES for risk in rule(known))
