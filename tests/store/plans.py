"""Inputs of plans: one that can be forecast, and any that Hypothesis can think of."""

from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

import numpy as np
from hypothesis import strategies as st

from planner.calendar import WorkCalendar
from planner.category import Category
from planner.cut import inputs_at
from planner.inputs import History, Item, LeftOut, PlanInputs, Scope
from planner.note import Note
from planner.priority import Framework, Moscow, Priorities, Worth
from planner.timeline import DateMove, ReleaseFacts, SprintFacts, TeamFacts
from tests.planner.build import NOW, Work, ago, release, steady, timeline


def some_inputs(as_of: datetime = NOW) -> PlanInputs:
    """Give a team that finishes four items a week, a release in work and one that is out."""
    done = [Work(days + 9, [(days, Category.DONE)]) for days in steady(4)]
    shipped = [Work(80, [(60, Category.DONE)], [(1, 80, None)]) for _ in range(6)]
    going = [Work(50, [(20, Category.DOING)], [(0, 50, None)]) for _ in range(8)]
    going += [Work(50, [(15, Category.DONE)], [(0, 50, None)]) for _ in range(3)]
    due = (DateMove(ago(40), date(2026, 4, 1)),)
    releases = (
        release("2.0", due_moves=due, created_at=ago(50)),
        release("1.0", is_released=True, released_on=ago(55).date()),
    )
    return inputs_at(timeline([*done, *shipped, *going], releases), as_of, WorkCalendar())


_texts = st.text(max_size=4)
_dates = st.dates() | st.none()
_at = st.datetimes(timezones=st.just(UTC), allow_imaginary=False).map(lambda at: at.replace(fold=0))
_ats = _at | st.none()
_floats = st.floats() | st.sampled_from((0.0, -0.0))
_numbers = st.integers(-(2**40), 2**40)
_times = st.lists(_numbers | st.none(), max_size=4).map(
    lambda seconds: np.array([None if s is None else s for s in seconds], dtype="datetime64[s]")
)
_points = st.lists(_floats, max_size=4).map(lambda values: np.array(values, dtype=np.float64))
_days = st.lists(st.dates(), max_size=3).map(lambda days: np.array(days, dtype="datetime64[D]"))


def _many(kind: Any) -> st.SearchStrategy[Any]:
    return st.lists(kind, max_size=3).map(tuple)


_values = st.dictionaries(_texts, st.none() | _texts | st.integers() | _floats | st.booleans())
_notes = st.builds(Note, _texts, _values | _values.map(MappingProxyType))
_teams = st.builds(TeamFacts, _texts, _texts, _texts)
_sprints = st.builds(
    SprintFacts,
    *(_texts, _texts, _texts, _ats, _ats, _ats),
    committed_points=_floats | st.none(),
    committed_items=_numbers | st.none(),
)
_histories = st.builds(
    History, _teams, _at, *(_times, _times, _times, _times), _points, _many(_sprints)
)
_items = st.builds(
    Item,
    *(_texts, _texts, _texts | st.none(), _texts, _texts, st.sampled_from(Category)),
    *(_at, _ats, _ats, _floats | st.none(), _texts | st.none(), st.booleans(), _many(_texts)),
)
_facts = st.builds(
    ReleaseFacts,
    *(_texts, _texts, _texts, _many(_texts), _many(_texts), _ats, _dates, _dates),
    *(st.booleans(), st.booleans(), _many(st.builds(DateMove, _at, _dates)), st.booleans()),
    _texts | st.none(),
)
_left_out = st.builds(LeftOut, _texts, _texts, _texts, st.booleans())
_scopes = st.builds(
    Scope,
    *(_facts, _at, _dates, _many(_items), _many(_left_out), _times, _times, _times, _ats),
)
_weeks = st.lists(st.booleans(), min_size=7, max_size=7).filter(any).map(tuple)
_calendars = st.builds(WorkCalendar, _weeks, _days, _texts)
_worths = st.builds(
    Worth,
    value=_floats | st.none(),
    effort=_floats | st.none(),
    moscow=st.none() | st.sampled_from(Moscow),
    rank=_numbers | st.none(),
)
_priorities = st.builds(
    Priorities,
    st.sampled_from(Framework),
    st.dictionaries(_texts, _worths, max_size=3),
    st.dictionaries(_texts, _floats, max_size=3),
)
any_inputs = st.builds(
    PlanInputs,
    *(_at, _ats, _many(_histories), _many(_scopes), _calendars, _many(_notes)),
    priorities=st.none() | _priorities,
)
