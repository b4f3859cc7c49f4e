"""A risk, and what its rules may look at."""

from dataclasses import dataclass
from datetime import date

from planner.answer import ReleaseForecast
from planner.explain.plan_view import PlanView
from planner.explain.team_view import TeamView
from planner.inputs import Item, PlanInputs, Scope
from planner.launch.market import MarketEvent
from planner.launch.plan import LaunchPlan
from planner.note import Note, Value


@dataclass(frozen=True, slots=True)
class Risk:
    """What may go wrong, as a note for the catalogue, and the items that show it."""

    note: Note
    items: tuple[Item, ...] = ()


def found(code: str, items: tuple[Item, ...] = (), **values: Value) -> Risk:
    return Risk(Note(f"risk.{code}", values), items)


@dataclass(frozen=True, slots=True)
class Known:
    """One release with a forecast, the plan that it is a part of, and what people said of it."""

    view: PlanView
    forecast: ReleaseForecast
    is_committed: bool
    said: LaunchPlan | None = None
    market: tuple[MarketEvent, ...] = ()

    @property
    def scope(self) -> Scope:
        return self.forecast.scope

    @property
    def open_items(self) -> tuple[Item, ...]:
        return self.scope.open_items

    @property
    def inputs(self) -> PlanInputs:
        return self.view.inputs

    @property
    def teams(self) -> tuple[TeamView, ...]:
        """The teams that hold what is open."""
        involved = {*self.scope.team_of.values()}
        return tuple(team for team in self.view.teams if team.id in involved)

    @property
    def until(self) -> date | None:
        """The day that matters: the due date while it is ahead, else P85."""
        due_on = self.scope.due_on
        if due_on is not None and due_on >= self.forecast.today:
            return due_on
        return self.forecast.percentile(85)
