"""What a query costs by Linear's rule: 0.1 a property, 1 an object, times the page size."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    parse,
)

MOST = 10_000


def cost_of(document: str, variables: Mapping[str, Any]) -> int:
    """Give the points of an operation, rounded up as Linear does."""
    parts = parse(document).definitions
    (operation,) = (part for part in parts if isinstance(part, OperationDefinitionNode))
    fragments = {p.name.value: p for p in parts if isinstance(p, FragmentDefinitionNode)}
    rule = _Rule(variables, fragments)
    return math.ceil(round(rule.cost(operation.selection_set), 6))


@dataclass(frozen=True)
class _Rule:
    variables: Mapping[str, Any]
    fragments: Mapping[str, FragmentDefinitionNode]

    def cost(self, selections: SelectionSetNode) -> float:
        return sum(self._field(field) for field in self._fields(selections))

    def _fields(self, selections: SelectionSetNode) -> Iterator[FieldNode]:
        for part in selections.selections:
            if isinstance(part, FragmentSpreadNode):
                yield from self._fields(self.fragments[part.name.value].selection_set)
            elif isinstance(part, FieldNode) and self._is_included(part):
                yield part

    def _field(self, field: FieldNode) -> float:
        """Count a connection as its page size times a node; its list is no object of its own."""
        if field.selection_set is None:
            return 0.1
        inner = list(self._fields(field.selection_set))
        nodes = [child for child in inner if child.name.value == "nodes"]
        rest = sum(self._field(child) for child in inner if child not in nodes)
        if not nodes:
            return 1.0 + rest
        assert nodes[0].selection_set is not None
        return rest + self._page_size(field) * (1.0 + self.cost(nodes[0].selection_set))

    def _page_size(self, field: FieldNode) -> int:
        for argument in field.arguments or ():
            if argument.name.value == "first":
                return int(self._value(argument.value))
        return 50

    def _is_included(self, field: FieldNode) -> bool:
        return all(
            bool(self._value(argument.value))
            for directive in field.directives or ()
            for argument in directive.arguments or ()
        )

    def _value(self, value: ValueNode) -> Any:
        if isinstance(value, VariableNode):
            return self.variables[value.name.value]
        assert isinstance(value, IntValueNode)
        return value.value
