"""Records that are made column by column are those that are made one by one."""

from dataclasses import dataclass, fields

import pytest

from planner.inputs import Scope
from planner.rows import rows_of
from planner.timeline import DateMove, TeamFacts
from tests.planner.build import ago


@dataclass(frozen=True, slots=True)
class _Checked:
    size: int

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("less than nothing")


@dataclass(frozen=True)
class _Roomy:
    size: int


@dataclass(frozen=True, slots=True)
class _Usual:
    name: str
    size: int = 7


def test_each_row_is_what_its_class_makes_of_it() -> None:
    columns = {"source": ["s", "t"], "id": ["a", "b"], "name": ["A", "B"]}  # in any order
    made = rows_of(TeamFacts, columns)
    assert made == [TeamFacts("a", "A", "s"), TeamFacts("b", "B", "t")]
    assert hash(made[0]) == hash(TeamFacts("a", "A", "s"))


def test_room_for_what_is_found_later_is_there() -> None:
    values = {field.name: [()] for field in fields(Scope)}
    (scope,) = rows_of(Scope, values)
    assert scope.open_items == scope.open_items == ()


def test_no_rows_are_none() -> None:
    assert rows_of(DateMove, {"at": [], "due_on": []}) == []


def test_a_class_without_slots_is_made_all_the_same() -> None:
    assert rows_of(_Roomy, {"size": [1, 2]}) == [_Roomy(1), _Roomy(2)]


def test_a_class_that_checks_its_fields_does_so() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        rows_of(_Checked, {"size": [1, -1]})


def test_a_field_that_is_missing_has_its_default_or_is_an_error() -> None:
    assert rows_of(_Usual, {"name": ["A"]}) == [_Usual("A", 7)]
    with pytest.raises(TypeError, match="due_on"):
        rows_of(DateMove, {"at": [ago(1)]})


def test_a_field_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(TypeError, match="colour"):
        rows_of(DateMove, {"at": [ago(1)], "due_on": [None], "colour": ["red"]})


def test_columns_of_different_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        rows_of(DateMove, {"at": [ago(1), ago(2)], "due_on": [None]})
