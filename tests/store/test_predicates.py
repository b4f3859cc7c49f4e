"""Predicates: what can be written, stored and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import DefinitionError
from store.predicates import (
    FIELDS,
    AllOf,
    AnyOf,
    Match,
    Not,
    Predicate,
    matches_in,
    predicate_from_json,
    predicate_to_json,
)

leaves = st.builds(
    Match, st.sampled_from(FIELDS), st.lists(st.text(max_size=3), max_size=2).map(tuple)
)
predicates: st.SearchStrategy[Predicate] = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(AllOf, st.lists(parts, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(parts, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@given(predicates)
def test_a_predicate_comes_back_as_it_was_stored(predicate: Predicate) -> None:
    assert predicate_from_json(predicate_to_json(predicate)) == predicate


def test_the_leaves_of_a_predicate_are_found_in_every_corner() -> None:
    one, two, three = (Match("label", (value,)) for value in "abc")
    assert [*matches_in(AllOf((one, Not(AnyOf((two, three))))))] == [one, two, three]


def test_a_field_that_is_not_stored_is_refused_with_those_that_are() -> None:
    with pytest.raises(DefinitionError, match=r"'colour'; use one of source, project"):
        Match("colour", ("red",))


def test_a_stored_definition_that_no_version_wrote_is_refused() -> None:
    with pytest.raises(DefinitionError, match="cannot be read"):
        predicate_from_json({"xor": []})
