"""What a query costs by Linear's rule: 0.1 a property, 1 an object, times the page size."""

import math
from collections.abc import Mapping
from typing import Any

from graphql import (
    BooleanValueNode,
    FieldNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    parse,
)

MOST = 10_000
_WRAPPERS = frozenset({"nodes"})  # the list of a connection is no object of its own


def cost_of(document: str, variables: Mapping[str, Any]) -> int:
    """Give the points of an operation, rounded up as Linear does."""
    (operation,) = parse(document).definitions
    assert isinstance(operation, OperationDefinitionNode)
    return math.ceil(round(_cost(operation.selection_set, variables), 6))


def _cost(selections: SelectionSetNode, variables: Mapping[str, Any]) -> float:
    return sum(
        _field(field, variables)
        for field in selections.selections
        if isinstance(field, FieldNode) and _is_included(field, variables)
    )


def _field(field: FieldNode, variables: Mapping[str, Any]) -> float:
    if field.selection_set is None:
        return 0.1
    inner = field.selection_set
    nodes = [
        child
        for child in inner.selections
        if isinstance(child, FieldNode) and child.name.value in _WRAPPERS
    ]
    if not nodes:
        return 1.0 + _cost(inner, variables)
    page = _cost(inner, variables) - sum(_field(node, variables) for node in nodes)
    (node,) = nodes
    assert node.selection_set is not None
    return page + _page_size(field, variables) * (1.0 + _cost(node.selection_set, variables))


def _page_size(field: FieldNode, variables: Mapping[str, Any]) -> int:
    for argument in field.arguments or ():
        if argument.name.value == "first":
            value = argument.value
            if isinstance(value, VariableNode):
                return int(variables[value.name.value])
            assert isinstance(value, IntValueNode)
            return int(value.value)
    return 50


def _is_included(field: FieldNode, variables: Mapping[str, Any]) -> bool:
    for directive in field.directives or ():
        (argument,) = directive.arguments or ()
        value = argument.value
        if isinstance(value, VariableNode):
            return bool(variables[value.name.value])
        assert isinstance(value, BooleanValueNode)
        return value.value
    return True
