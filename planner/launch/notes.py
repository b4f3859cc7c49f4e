"""A draft of release notes: what is new, better and mended for customers, from the issues."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from planner.category import Category


class Section(StrEnum):
    """The parts of release notes, in their order."""

    NEW = "new"
    IMPROVED = "improved"
    FIXED = "fixed"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Told:
    """An issue as notes tell it. `epic` is the title of what it is below, where all may read it.

    `customers` have asked for it (each counted once) and `votes` were given for it.
    """

    key: str
    title: str
    url: str | None
    type: str
    category: Category
    labels: tuple[str, ...] = ()
    epic: str | None = None
    customers: int = 0
    votes: int = 0


@dataclass(frozen=True, slots=True)
class NoteRules:
    """Which types and labels belong where; words in any case. Labels decide before types."""

    new: frozenset[str] = frozenset({"new feature", "feature", "story", "user story", "new"})
    improved: frozenset[str] = frozenset({"improvement", "enhancement", "improved", "performance"})
    fixed: frozenset[str] = frozenset({"bug", "defect", "fix", "incident", "problem", "regression"})
    left_out: frozenset[str] = frozenset(
        {"internal", "no-release-notes", "chore", "task", "technical task", "spike", "test", "docs"}
    )


@dataclass(frozen=True, slots=True)
class Line:
    """What stands together in a section: the issues below one epic, or a single one."""

    epic: str | None
    issues: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Sections with their lines; `left_out` counts work that customers do not notice.

    `waited_for` has what customers asked or voted for and now get, the most wanted first.
    """

    sections: dict[Section, tuple[Line, ...]] = field(default_factory=dict)
    left_out: int = 0
    waited_for: tuple[Told, ...] = ()


def draft_notes(issues: Iterable[Told], rules: NoteRules | None = None) -> Draft:
    """Sort issues that everybody may read into sections.

    What is done is told, open bugs are known issues, and other open work is not spoken of: it is
    not promised here. An issue of no known type or label is an improvement.
    """
    rules = rules or NoteRules()
    sorted_out: dict[Section, list[Told]] = {section: [] for section in Section}
    left_out = 0
    for told in issues:
        section = _section_of(told, rules)
        if section is None:
            left_out += told.category is Category.DONE
        elif told.category is Category.DONE:
            sorted_out[section].append(told)
        elif section is Section.FIXED and told.category is not Category.CANCELED:
            sorted_out[Section.KNOWN].append(told)
    wanted = [
        told
        for section in (Section.NEW, Section.IMPROVED, Section.FIXED)
        for told in sorted_out[section]
        if told.customers or told.votes
    ]
    return Draft(
        {section: _lines(found) for section, found in sorted_out.items() if found},
        left_out,
        tuple(sorted(wanted, key=lambda told: (-told.customers, -told.votes, told.key))),
    )


def _section_of(told: Told, rules: NoteRules) -> Section | None:
    """Give where an issue belongs; None where customers do not notice it."""
    labels = [label.casefold() for label in told.labels]
    for words in (labels, [told.type.casefold()]):
        if _any_of(words, rules.left_out):
            return None
        for section, fitting in (
            (Section.FIXED, rules.fixed),
            (Section.NEW, rules.new),
            (Section.IMPROVED, rules.improved),
        ):
            if _any_of(words, fitting):
                return section
    return Section.IMPROVED


def _any_of(words: Collection[str], fitting: frozenset[str]) -> bool:
    return not fitting.isdisjoint(words)


def _lines(found: list[Told]) -> tuple[Line, ...]:
    """Put issues of one epic together where the first of them stands."""
    lines: dict[tuple[str | None, str], list[Told]] = {}
    for told in found:
        lines.setdefault((told.epic, "" if told.epic else told.key), []).append(told)
    return tuple(Line(epic, tuple(issues)) for (epic, _), issues in lines.items())
