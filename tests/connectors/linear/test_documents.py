"""What is asked: valid by the schema, within the cost of a query, and shipped in the package."""

from importlib.resources import files
from typing import Any

import pytest
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)

from connectors.linear import document as listings
from connectors.linear import past
from connectors.linear.document import Listing, document_names, load_document
from connectors.linear.sweep import PAGE, SLOTS
from tests.connectors.linear.cost import MOST, cost_of
from tests.connectors.linear.schema import REFERENCE, subset_schema, whole_schema

needs_reference = pytest.mark.skipif(
    not REFERENCE, reason="SHIPCAST_REFERENCE does not name the folder with Linear's schema"
)
LISTINGS = [told for told in vars(listings).values() if isinstance(told, Listing)]
GATED = {"identifier": {"Project", "Initiative"}}
FULL = {"withReleases": True, "withNeeds": True}


@needs_reference
@pytest.mark.parametrize("name", document_names())
def test_every_document_is_valid_by_linears_schema(name: str) -> None:
    assert validate(whole_schema(), parse(load_document(name))) == []


@pytest.mark.parametrize("name", document_names())
def test_every_document_is_valid_by_the_part_of_the_schema_that_is_kept_here(name: str) -> None:
    assert validate(subset_schema(), parse(load_document(name))) == []


@needs_reference
def test_the_part_of_the_schema_that_is_kept_here_is_true() -> None:
    whole, part = whole_schema(), subset_schema()
    for name, kept in part.type_map.items():
        if name.startswith("__"):
            continue
        real = whole.type_map[name]
        assert type(real) is type(kept)
        if isinstance(kept, GraphQLEnumType):
            assert isinstance(real, GraphQLEnumType)
            assert real.values.keys() == kept.values.keys()
        if isinstance(kept, GraphQLObjectType | GraphQLInputObjectType):
            assert _signatures(whole, name).items() >= _signatures(part, name).items()


def _signatures(schema: GraphQLSchema, name: str) -> dict[str, str]:
    """Give the type of each field of a type, and of each argument of a field."""
    told: dict[str, str] = {}
    fields: Any = getattr(schema.type_map[name], "fields")  # noqa: B009 - two kinds have it
    for field, found in fields.items():
        told[field] = str(found.type)
        for argument, wanted in getattr(found, "args", {}).items():
            told[f"{field}({argument})"] = str(wanted.type)
    return told


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda told: f"{told.document}-{told.first}")
def test_a_page_of_every_listing_costs_less_than_linear_grants_a_query(listing: Listing) -> None:
    assert 0 < listing.first <= 250
    document = load_document(listing.document)
    assert cost_of(document, {"first": listing.first} | FULL) <= MOST


@pytest.mark.parametrize("size", [past.FEW, past.MORE])
def test_a_page_of_histories_costs_less_than_linear_grants_a_query(size: tuple[int, int]) -> None:
    variables = {"first": size[0], "entries": size[1]} | FULL
    assert MOST * 0.9 < cost_of(load_document("IssueHistories"), variables) <= MOST


def test_a_full_request_of_the_census_costs_less_than_linear_grants_a_query() -> None:
    slots = {f"with{slot:02d}": True for slot in range(SLOTS)}
    assert MOST * 0.9 < cost_of(load_document("Sweep"), {"first": PAGE} | slots) <= MOST


def test_the_rule_of_cost_gives_what_linear_gives_as_examples() -> None:
    assert cost_of('query { user(id: "me") { name } }', {}) == 2
    issues = 'query {{ user(id: "me") {{ createdIssues{} {{ nodes {{ id title createdAt }} }} }} }}'
    assert cost_of(issues.format(""), {}) == 66
    assert cost_of(issues.format("(first: 10)"), {}) == 14


@needs_reference
@pytest.mark.parametrize("name", document_names())
def test_no_document_asks_for_a_field_that_a_plan_may_lack(name: str) -> None:
    """`Project.identifier` and `Initiative.identifier` fail every page of a smaller plan."""
    for field, owners in GATED.items():
        for owner in owners:
            assert field not in _signatures(subset_schema(), owner)
    assert "description" not in load_document(name)


@pytest.mark.parametrize("name", document_names())
def test_every_connection_has_a_page_size_and_says_whether_there_is_more(name: str) -> None:
    """Of children only whether there are any counts, and an id finds one thing at most."""
    for field in _connections(parse(load_document(name))):
        told = {argument.name.value for argument in field.arguments or ()}
        assert "first" in told
        assert field.selection_set is not None
        parts = {c.name.value for c in field.selection_set.selections if isinstance(c, FieldNode)}
        is_bounded = field.name.value == "children" or print_ast(field).count("$id") == 1
        is_bounded = is_bounded or "$ids" in print_ast(field)
        assert "pageInfo" in parts or is_bounded


def _connections(document: DocumentNode) -> list[FieldNode]:
    found = []

    class Visiting(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            inner = node.selection_set.selections if node.selection_set else ()
            if any(isinstance(c, FieldNode) and c.name.value == "nodes" for c in inner):
                found.append(node)

    visit(document, Visiting())
    return found


def test_the_documents_are_part_of_the_package() -> None:
    folder = files("connectors.linear") / "documents"
    assert {"Issues.graphql", "Census.graphql"} <= {entry.name for entry in folder.iterdir()}
