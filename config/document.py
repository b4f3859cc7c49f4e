"""A YAML file as plain values, with the line on which each of them stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from config.errors import Problem, SettingsError

Keys = tuple[str | int, ...]
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says. `lines` has the line, from 1, of every key and every list entry."""

    name: str
    values: dict[str, Any]
    lines: dict[Keys, int] = field(default_factory=dict)

    def line_of(self, keys: Keys) -> int | None:
        """Give the line of the thing, or of the nearest thing around it that is written down."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.lines:
                return self.lines[keys[:length]]
        return None


def read_document(path: Path) -> Document:
    """Read a settings file. Every scalar stays the text that was written.

    YAML would turn `release: 1.10` into 1.1 and `country: NO` into false; the types of the
    settings decide instead.
    """
    name = path.name
    root = _compose(path, name)
    lines: dict[Keys, int] = {}
    values = None if root is None else _value(root, (), lines, name, ())
    if values is None:
        return Document(name, {})
    if not isinstance(values, dict):
        raise SettingsError([Problem(name, "found no settings, expected lines like `key: value`")])
    return Document(name, values, lines)


def _compose(path: Path, name: str) -> yaml.Node | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError([Problem(str(path), f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise SettingsError([Problem(name, "is not a text file in UTF-8")]) from error
    try:
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        raise SettingsError([_broken(error, name)]) from error
    except yaml.YAMLError as error:  # control characters: this one has no mark
        raise SettingsError([Problem(name, "is not YAML: it holds a control character")]) from error


def _broken(error: yaml.MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    where = f"{name} line {mark.line + 1}" if mark else name
    return Problem(where, f"is not YAML: {error.problem or 'it ends too early'}")


def _value(
    node: yaml.Node,
    keys: Keys,
    lines: dict[Keys, int],
    name: str,
    around: tuple[yaml.Node, ...],
) -> Any:
    if any(node is one for one in around):
        where = f"{name} line {node.start_mark.line + 1}"
        raise SettingsError([Problem(where, "holds itself; write it out instead")])
    if isinstance(node, yaml.MappingNode):
        pairs = _pairs(node, keys, lines, name)
        return {
            key: _value(child, (*keys, key), lines, name, (*around, node)) for key, child in pairs
        }
    if isinstance(node, yaml.SequenceNode):
        for position, child in enumerate(node.value):
            lines[(*keys, position)] = child.start_mark.line + 1
        return [
            _value(child, (*keys, position), lines, name, (*around, node))
            for position, child in enumerate(node.value)
        ]
    is_plain = getattr(node, "style", None) is None  # quoted, "null" is a word like any other
    return None if is_plain and node.value in NOTHING else node.value


def _pairs(
    node: yaml.MappingNode, keys: Keys, lines: dict[Keys, int], name: str
) -> Iterator[tuple[str, yaml.Node]]:
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise SettingsError([Problem(f"{name} line {line}", "found a list as a key")])
        here = (*keys, key_node.value)
        if here in lines:
            what = f"`{key_node.value}` is given twice (line {lines[here]} has it too)"
            raise SettingsError([Problem(f"{name} line {line}", what)])
        lines[here] = line
        yield key_node.value, child
